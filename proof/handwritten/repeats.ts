/**
 * What a failed request may have done, and whether it may be sent again.
 *
 * @module
 */
import type { Step } from "../../tests/functions/faults/steps.ts";
import type { Side } from "./side.ts";

/** How often a request may be sent, whose answer never came. */
export function timesOf({ who }: Side, { reads, repeatable, route }: Step): "once" | "any" {
  // What makes ours repeatable, such as an ID that the caller chose, the hand-written ones do without.
  const mayRepeat = who === "ours" ? repeatable : reads || /^(PUT|PATCH|DELETE) /.test(route);
  return mayRepeat ? "any" : "once";
}

/** What the caller asked for was done by an earlier request. */
export function isDone({ afterWrites }: Step): boolean {
  return afterWrites === true;
}
