/**
 * Which bundle a call is for, and in which isolate: of use to hosts that hold several.
 *
 * @module
 */

export interface Target {
  bundle: string;
  isolate: string;
}

/** The functions do not look at them. */
export const TARGET_HEADERS = { bundle: "x-bench-bundle", isolate: "x-bench-isolate" } as const;
