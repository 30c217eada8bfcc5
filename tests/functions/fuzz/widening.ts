/**
 * Nothing in an input widens a query: what a hostile value makes of it has the structure of what a harmless one
 * in its place does.
 *
 * @module
 */
import type { Sent } from "../../support/provider.ts";
import type { Call } from "./call.ts";
import { structureOf } from "./languages.ts";
import { queriesOf, type Query } from "./queries.ts";
import type { Subject } from "./subject.ts";
import { isRawQuery } from "./raw-queries.ts";

export interface Comparison {
  compared: number;
  problems: string[];
}

/** Every query can be read, other than those that callers write themselves. */
export function readingProblems(name: string, input: unknown, sent: readonly Sent[]): string[] {
  return sent.flatMap(queriesOf).filter(({ language }) => !isRawQuery(name, language, namesOf(input)))
    .flatMap((query) => {
      const { error } = read(query);
      return error === undefined ? [] : [`${query.place} cannot be read as ${query.language}: ${error}`];
    });
}

export function compareQueries(
  { handler, standIn }: Subject,
  { input, places }: Pick<Call, "input" | "places">,
  hostile: readonly Sent[],
  harmless: readonly Sent[],
): Comparison {
  const { name } = handler.spec;
  const queries = (requests: readonly Sent[]) =>
    requests.flatMap((sent) =>
      queriesOf(sent).map((query) => ({ ...query, place: `${standIn.routeOf(sent)} ${query.place}` }))
    );
  const changed = places.map(({ path }) => path[0] ?? "");
  // A caller's own query need not be one.
  const structure = (query: Query) =>
    read(query).structure ??
      (isRawQuery(name, query.language, namesOf(input)) ? "the caller's own" : undefined);
  const expected = new Map<string, Set<string>>();
  for (const query of queries(harmless)) {
    const structures = expected.get(query.place) ?? new Set();
    expected.set(query.place, structures.add(structure(query) ?? ""));
  }
  let compared = 0;
  const problems = queries(hostile).flatMap((query) => {
    const structures = expected.get(query.place);
    if (!structures || isRawQuery(name, query.language, changed)) return [];
    compared++;
    const become = structure(query);
    if (become !== undefined && structures.has(become)) return [];
    return [
      `${query.place} has become ${become?.slice(0, 120) ?? "no query"} ` +
      `instead of ${[...structures].join(" or ").slice(0, 120)}: ${query.text.slice(0, 160)}`,
    ];
  });
  return { compared, problems };
}

function read({ language, text }: Query): { structure?: string; error?: string } {
  try {
    return { structure: structureOf(language, text) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function namesOf(input: unknown): string[] {
  return typeof input === "object" && input !== null ? Object.keys(input) : [];
}
