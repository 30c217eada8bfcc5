/**
 * What a command says and the status it ends with.
 *
 * @module
 */

export const EXIT = {
  /** Done, or nothing to do. */
  ok: 0,
  /** There is something to do. */
  due: 1,
  /** Files that need a person. */
  conflict: 2,
  /** Wrong use, or something that could not be read or written. */
  failed: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with `EXIT.failed`. */
export class CommandError extends Error {}
