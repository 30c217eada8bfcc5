/**
 * Filters by service, effect and access.
 *
 * @module
 */
import { X } from "lucide-react";
import { useId } from "react";
import { EFFECT_ICONS } from "../components/badges.tsx";
import { Button } from "../components/ui/button.tsx";
import { NativeSelect } from "../components/ui/input.tsx";
import { ToggleGroup, ToggleGroupItem } from "../components/ui/toggle-group.tsx";
import type { FunctionSummary } from "../data/types.ts";
import { cn } from "../lib/cn.ts";
import { goToSearch, type Search, searchAddress } from "../lib/route.ts";
import { ACCESS, EFFECTS, findFunctions, NO_SERVICE } from "../lib/search.ts";

interface FilterProps {
  functions: readonly FunctionSummary[];
  search: Search;
}

interface ServiceOption {
  value: string;
  label: string;
  count: number;
}

/** A list beside the results; where the screen is narrow, a choice above them. */
export function ServiceFilter({ functions, search }: FilterProps) {
  const id = useId();
  const matches = findFunctions(functions, { ...search, service: "" });
  const counts = Map.groupBy(matches, ({ found }) => found.connector ?? NO_SERVICE);
  const options: ServiceOption[] = servicesOf(functions).map(({ value, label }) => ({
    value,
    label,
    count: counts.get(value)?.length ?? 0,
  })).filter(({ value, count }) => count > 0 || value === search.service);
  const all: ServiceOption = { value: "", label: "All services", count: matches.length };
  return (
    <>
      <div className="mb-4 lg:hidden">
        <label htmlFor={id} className="mb-1.5 block text-sm font-medium">Service</label>
        <NativeSelect
          id={id}
          value={search.service}
          onChange={(event) => goToSearch({ ...search, service: event.target.value })}
        >
          {[all, ...options].map(({ value, label, count }) => (
            <option key={value} value={value}>{`${label} (${count})`}</option>
          ))}
        </NativeSelect>
      </div>
      <nav
        aria-label="Services"
        className="sticky top-20 -ml-3 hidden max-h-[calc(100dvh-6rem)] self-start overflow-y-auto pb-6 lg:block"
      >
        <ul>
          {[all, ...options].map((option) => (
            <li key={option.value}>
              <ServiceLink option={option} search={search} />
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

function ServiceLink({ option, search }: { option: ServiceOption; search: Search }) {
  const { value, label, count } = option;
  const isCurrent = search.service === value;
  return (
    <a
      href={searchAddress({ ...search, service: value })}
      aria-current={isCurrent || undefined}
      className={cn(
        "flex items-baseline justify-between gap-2 rounded-md px-3 py-1 text-sm text-muted-foreground transition-colors hover:bg-muted hover:text-foreground focus-visible:-outline-offset-2",
        isCurrent && "bg-accent font-medium text-accent-foreground",
      )}
    >
      <span className="truncate">{label}</span>
      <span className="text-xs tabular-nums">{count}</span>
    </a>
  );
}

function servicesOf(functions: readonly FunctionSummary[]): { value: string; label: string }[] {
  const services = new Map(functions.map(({ connector, service }) => [connector ?? NO_SERVICE, service]));
  return [...services].map(([value, label = "No service needed"]) => ({ value, label }))
    .sort((a, b) =>
      Number(a.value === NO_SERVICE) - Number(b.value === NO_SERVICE) || a.label.localeCompare(b.label)
    );
}

export function Filters({ functions, search, count }: FilterProps & { count: number }) {
  const used = new Set<string>(functions.flatMap(({ effect, access }) => [effect, access]));
  const isFiltered = Boolean(search.q || search.service || search.effect || search.access);
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-6 gap-y-3">
      <ToggleGroup
        type="single"
        aria-label="Effect"
        value={search.effect}
        onValueChange={(effect) => goToSearch({ ...search, effect })}
      >
        {EFFECTS.filter(({ value }) => used.has(value)).map(({ value, label }) => {
          const Icon = EFFECT_ICONS[value];
          return (
            <ToggleGroupItem key={value} value={value}>
              <Icon aria-hidden />
              {label}
            </ToggleGroupItem>
          );
        })}
      </ToggleGroup>
      <ToggleGroup
        type="single"
        aria-label="Who may call"
        value={search.access}
        onValueChange={(access) => goToSearch({ ...search, access })}
      >
        {ACCESS.filter(({ value }) => used.has(value)).map(({ value, label }) => (
          <ToggleGroupItem key={value} value={value}>{label}</ToggleGroupItem>
        ))}
      </ToggleGroup>
      <div className="ml-auto flex h-8 items-center gap-2 text-sm text-muted-foreground">
        <span role="status" className="tabular-nums">
          {count === 1 ? "1 function" : `${count} functions`}
        </span>
        {isFiltered && (
          <Button
            variant="ghost"
            size="sm"
            onClick={() => goToSearch({ q: "", service: "", effect: "", access: "" })}
          >
            <X aria-hidden />
            Clear
          </Button>
        )}
      </div>
    </div>
  );
}
