/**
 * Addresses that a provider gave: where an operation's address is opaque (`x-opaque-url`), a request may only
 * use one that an earlier answer, or the caller, handed over.
 *
 * @module
 */
import type { Example, Exchange } from "../../sandbox/example.ts";
import { textsWithin } from "./json.ts";

export function wasGiven(url: URL, example: Example, earlier: readonly Exchange[]): boolean {
  const given = [
    ...textsWithin(example.input),
    ...earlier.flatMap((
      { response },
    ) => [...textsWithin(response?.json), ...Object.values(response?.headers ?? {})]),
  ];
  return given.some((text) => URL.canParse(text) && new URL(text).href === url.href);
}
