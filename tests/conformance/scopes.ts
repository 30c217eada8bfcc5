/**
 * Checks that the scopes a function declares allow each request that it makes.
 *
 * @module
 */
import type { Contract, Match } from "./contract.ts";
import { isObject, listOf, textsOf } from "./json.ts";
import type { Problem } from "./report.ts";

const GRAPH_PREFIX = "https://graph.microsoft.com/";

export function checkScopes(contract: Contract, { operation }: Match, scopes: readonly string[]): Problem[] {
  const entries = listOf(operation.place.value.security ?? contract.document.root.security).filter(isObject);
  const alternatives = entries.map((entry) => Object.values(entry).flatMap(textsOf));
  const isAllowed = alternatives.some((needed) =>
    needed.every((scope) => isCovered(contract, scope, scopes))
  );
  if (alternatives.length === 0 || isAllowed) return [];
  const expected = alternatives.map((needed) => needed.join(" and ")).join(" or ");
  return [{
    pointer: "/scopes",
    message: `Expected the scope ${expected}, got ${scopes.join(", ") || "none"}`,
  }];
}

function isCovered(contract: Contract, needed: string, scopes: readonly string[]): boolean {
  if (!contract.isGraph) return scopes.includes(needed);
  return scopes.some((scope) => graphRank(needed, scope.replace(GRAPH_PREFIX, "")));
}

/** `ReadWrite` includes `Read`, `.All` includes what is shared with the user or is their own. */
function graphRank(needed: string, scope: string): boolean {
  const wider = [needed, `${needed}.All`];
  return [...wider, ...wider.map((name) => name.replace(/\.Read(?=\.|$)/, ".ReadWrite"))].includes(scope);
}
