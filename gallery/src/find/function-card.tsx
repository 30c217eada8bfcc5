/** @module */
import type { KeyboardEvent } from "react";
import { AccessBadge, EffectBadge } from "../components/badges.tsx";
import { Prose } from "../components/prose.tsx";
import { ServiceMark } from "../components/service-mark.tsx";
import { functionAddress } from "../lib/route.ts";
import type { Match } from "../lib/search.ts";

const SHOWN_FIELDS = 3;

interface FunctionCardProps {
  match: Match;
  /** Whether nothing around the card names its service. */
  isAlone: boolean;
}

export function FunctionCard({ match: { found, fields }, isAlone }: FunctionCardProps) {
  return (
    <li className="flex">
      <a
        href={functionAddress(found.name)}
        data-result
        onKeyDown={moveFocus}
        className="flex w-full flex-col rounded-xl border border-border bg-card p-4 transition-colors hover:border-ring hover:bg-accent/40"
      >
        <span className="flex items-center gap-2.5">
          {isAlone && <ServiceMark connector={found.connector} />}
          <span className="min-w-0 font-mono text-sm font-semibold break-words">{found.name}</span>
        </span>
        <span className="mt-1.5 line-clamp-3 text-sm text-muted-foreground">
          <Prose text={found.purpose} />
        </span>
        {fields.length > 0 && (
          <span className="mt-2 text-xs text-muted-foreground">
            Fields: <span className="font-mono">{fields.slice(0, SHOWN_FIELDS).join(", ")}</span>
            {fields.length > SHOWN_FIELDS && " …"}
          </span>
        )}
        <span className="mt-auto flex flex-wrap items-center gap-3 pt-4">
          <EffectBadge effect={found.effect} />
          <AccessBadge access={found.access} />
        </span>
      </a>
    </li>
  );
}

/** The arrow keys go through the results, and up from the first back to the search. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const results = [...document.querySelectorAll<HTMLElement>("[data-result]")];
  const next = results[results.indexOf(event.currentTarget) + step];
  (next ?? (step < 0 ? document.querySelector<HTMLElement>("input[type=search]") : undefined))?.focus();
}
