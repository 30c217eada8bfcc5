/**
 * What must not get out: into the answer, or into a log that the app's editors read.
 *
 * @module
 */
import type { Rehearsal } from "../../tests/functions/faults/rehearsal.ts";
import { type Problem, problem } from "./problem.ts";

/** Shorter answers say nothing that an own sentence could not say. */
const TELLING_LENGTH = 20;

/** `raw` is what the provider answered, word for word. */
export function leaksOf({ text, logs, problems }: Rehearsal, raw = ""): Problem[] {
  const words = [
    ...problems,
    ...(/(\\n|\n)\s+at \S/.test(text) ? ["answers its stack"] : []),
    ...(holds(text, raw) ? ["answers the provider's raw answer"] : []),
    ...(holds(JSON.stringify(logs), raw) ? ["logs the provider's raw answer"] : []),
  ];
  return words.map((line) => problem("secrets", line));
}

/** However it is quoted. */
function holds(text: string, raw: string): boolean {
  return raw.length >= TELLING_LENGTH && bare(text).includes(bare(raw));
}

function bare(text: string): string {
  return text.replace(/\\+[nrt]|[\\\s]/g, "");
}
