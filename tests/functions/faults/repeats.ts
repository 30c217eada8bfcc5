/**
 * Counts what a provider must never get twice: requests that are not repeatable, by what reached it and not by
 * what the function believes to have sent.
 *
 * @module
 */
import { type Example, exchangesOf, matchRoute } from "../../../sandbox/example.ts";
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import type { Sent } from "../../support/provider.ts";
import type { FaultName } from "./fault.ts";
import type { Rehearsal } from "./rehearsal.ts";
import { traitsOf } from "./steps.ts";

/** Nothing was done where the provider refused, so the same request may follow. */
const REFUSALS: ReadonlySet<FaultName> = new Set<FaultName>([
  "expired, then fresh",
  "expired twice",
  "expired, same token",
  "missing scope",
  "403",
  "404",
  "409",
  "429 short",
  "429 long",
]);

/** Requests that came once more although an earlier one may have been done. */
export function countRepeats(spec: FunctionSpec, example: Example, run: Rehearsal, fault: FaultName): number {
  if (REFUSALS.has(fault)) return 0;
  const once = exchangesOf(example).filter((exchange) => !traitsOf(spec, exchange).repeatable);
  const isOnce = ({ method, url }: Sent) => once.some(({ route }) => matchRoute(route, method, url));
  // An example may hold the same request several times; what it holds is no repeat.
  const held = once.map((exchange) => run.sends(exchange)).filter((sends) => sends.length > 0);
  if (held.length > 0) {
    const again = held.reduce((sum, sends) => sum + sends.length - 1, 0);
    const known = held.flat();
    return again + run.extra.filter((sent) => isOnce(sent) && known.some((one) => isSame(one, sent))).length;
  }
  const sent = run.sent.filter(isOnce);
  return sent.filter((one, index) => sent.slice(0, index).some((earlier) => isSame(earlier, one))).length;
}

function isSame(one: Sent, other: Sent): boolean {
  return one.method === other.method && one.url.href === other.url.href &&
    Buffer.compare(one.body, other.body) === 0;
}
