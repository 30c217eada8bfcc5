/**
 * All functions, to be searched and filtered.
 *
 * @module
 */
import { useDeferredValue } from "react";
import { useIndex } from "../data/load.ts";
import type { FunctionSummary } from "../data/types.ts";
import { Filters, ServiceFilter } from "../find/filters.tsx";
import { FunctionCard } from "../find/function-card.tsx";
import { ServiceMark } from "../components/service-mark.tsx";
import type { Search } from "../lib/route.ts";
import { findFunctions, type Match } from "../lib/search.ts";

export function FindPage({ search }: { search: Search }) {
  const { functions } = useIndex();
  const matches = findFunctions(functions, useDeferredValue(search));
  const services = new Set(functions.flatMap(({ connector }) => connector ?? []));
  return (
    <div className="mx-auto max-w-7xl px-4 pb-24 sm:px-6">
      <div className="max-w-2xl pt-10 pb-8 sm:pt-14">
        <h1 className="text-3xl font-semibold tracking-tight text-balance sm:text-4xl">
          Base44 functions, ready to copy
        </h1>
        <p className="mt-3 text-lg text-muted-foreground text-pretty">
          {functions.length} functions for {services.size}{" "}
          services. Each does one job: it checks its caller and makes the provider’s request itself. Find one,
          try it, take it.
        </p>
      </div>
      <div className="gap-10 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
        <ServiceFilter functions={functions} search={search} />
        <div className="min-w-0">
          <Filters functions={functions} search={search} count={matches.length} />
          <Results matches={matches} isRanked={search.q.trim() !== ""} />
        </div>
      </div>
    </div>
  );
}

function Results({ matches, isRanked }: { matches: readonly Match[]; isRanked: boolean }) {
  if (matches.length === 0) {
    return (
      <div className="rounded-xl border border-dashed border-border px-6 py-16 text-center">
        <p className="font-medium">No function fits</p>
        <p className="mt-1 text-sm text-muted-foreground">
          Try fewer words, or <a className="underline underline-offset-4" href="#/">see all functions</a>
        </p>
      </div>
    );
  }
  if (isRanked) return <Cards matches={matches} isAlone />;
  const groups = Map.groupBy(matches, ({ found }) => found.service ?? "No service needed");
  return (
    <div className="space-y-10">
      {[...groups].map(([service, members]) => (
        <section key={service} aria-label={service}>
          <GroupTitle title={service} first={members[0]?.found} />
          <Cards matches={members} />
        </section>
      ))}
    </div>
  );
}

function GroupTitle({ title, first }: { title: string; first: FunctionSummary | undefined }) {
  return (
    <div className="mb-4 flex items-center gap-3">
      <ServiceMark connector={first?.connector} />
      <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      {first?.connector && <span className="font-mono text-xs text-muted-foreground">{first.connector}</span>}
    </div>
  );
}

function Cards({ matches, isAlone = false }: { matches: readonly Match[]; isAlone?: boolean }) {
  return (
    <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
      {matches.map((match) => <FunctionCard key={match.found.name} match={match} isAlone={isAlone} />)}
    </ul>
  );
}
