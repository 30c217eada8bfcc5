/**
 * Whether each call's answer is true to what the provider did for it.
 *
 * @module
 */
import { type ErrorBody, type ErrorCode, STATUS } from "../../shared/runtime/errors.ts";
import { MAX_ATTEMPTS } from "../../shared/runtime/retry.ts";
import { DEFAULT_BUDGET } from "../../shared/runtime/spec.ts";
import type { CallResult } from "./callers.ts";
import type { Job } from "./jobs.ts";
import type { Entry, Ledger } from "./ledger.ts";

/**
 * A provider that fails as the local one does gives a function no reason for any other code; the sandbox's Base44
 * does not fail at all, so that only time can run out.
 */
const EXPECTED_CODES = new Set<unknown>(
  [
    "rate_limited",
    "provider_unavailable",
    "provider_timeout",
    "provider_invalid_response",
  ] satisfies ErrorCode[],
);
/** Milliseconds after which a function gives up an attempt (shared/runtime/http.ts), and a call (spec.ts). */
export const ATTEMPT_TIMEOUT = 10_000;
const CALL_BUDGET = DEFAULT_BUDGET * 1_000;
const LEAVES_OPEN = new Set(["unavailable", "reset", "cut"]);

/** Every kind of problem once, with how many calls have it. */
export function checkCalls(results: readonly CallResult[], ledger: Ledger): string[] {
  const found = new Map<string, string[]>();
  const note = (problem: string, id: string) => found.set(problem, [...found.get(problem) ?? [], id]);
  const answers = new Set<string>();
  const ids = new Set<string>();
  for (const result of results) {
    const { id, answer } = result;
    for (const problem of checkCall(result, ledger.entries.get(id))) note(problem, id);
    if (ids.has(id)) note("The same call was made twice", id);
    ids.add(id);
    if (!answer) continue;
    if (!answer.call || answers.has(answer.call)) note("The answer is another call's", id);
    answers.add(answer.call ?? "");
  }
  for (const id of ledger.entries.keys()) if (!ids.has(id)) note("The provider was asked by no call", id);
  for (const stray of ledger.strays) note("The provider does not know what was asked", stray);
  return [...found].map(([problem, ids]) => `${problem}: ${ids.length} calls, such as ${ids[0]}`);
}

function checkCall(result: CallResult, entry: Entry | undefined): string[] {
  const { job, answer, problem } = result;
  if (!answer) return [`A call got no answer (${problem})`];
  const accepted = entry?.accepted ?? 0;
  const doubled = accepted > 1 ? [`The provider did what one call asked for ${accepted} times`] : [];
  if (answer.status < 300) return [...doubled, ...checkSuccess(job, answer.data, entry)];
  return [...doubled, ...checkFailure(result, answer, entry)];
}

function checkSuccess(job: Job, data: unknown, entry: Entry | undefined): string[] {
  const problems: string[] = [];
  if (job.kind !== "read" && entry?.accepted !== 1) problems.push("A success is lost at the provider");
  const handle = job.handle(data as Record<string, unknown>);
  if (handle === undefined || handle !== entry?.handle) problems.push("A success tells of another call");
  return problems;
}

function checkFailure(
  { job, ms }: CallResult,
  { status, data }: NonNullable<CallResult["answer"]>,
  entry: Entry | undefined,
): string[] {
  const { error, code, outcome, retryable } = data as Partial<ErrorBody>;
  if (typeof error !== "string" || code === undefined || outcome === undefined || retryable === undefined) {
    return [`A failure (${status}) is not ours`];
  }
  const accepted = entry?.accepted ?? 0;
  const treatments = entry?.treatments ?? [];
  const left = treatments.some(({ then }) => LEAVES_OPEN.has(then));
  // The refusal of an event that an earlier attempt made, which could not be read to its end.
  const cutDuplicate = job.kind === "insert" && accepted === 1 && treatments.at(-1)?.then === "cut";
  const claims: [boolean, string][] = [
    [
      EXPECTED_CODES.has(code) || (code === "conflict" && cutDuplicate) ||
      (code === "platform_unavailable" && ms >= CALL_BUDGET),
      `A failure has the code ${code}`,
    ],
    [STATUS[code] === status, `${code} is answered with ${status}`],
    [outcome !== "partial", "A call of one step is partly done"],
    [outcome !== "not_done" || accepted === 0, "not_done, but the provider did it"],
    [outcome !== "done" || accepted === 1, "done, but the provider did not do it"],
    [!retryable || accepted === 0, "retryable, but the provider did it"],
    [job.kind !== "read" || outcome === "not_done", `A read is ${outcome}`],
    [
      outcome !== "unknown" || left || ms >= ATTEMPT_TIMEOUT,
      "unknown, but the provider answered each request clearly",
    ],
    [job.kind !== "send" || treatments.length <= MAX_ATTEMPTS, "A send was tried too often"],
    [
      job.kind !== "send" || treatments.slice(0, -1).every(({ then }) => then === "rate limit"),
      "A send was repeated after something else than a rate limit",
    ],
  ];
  return claims.flatMap(([holds, problem]) => holds ? [] : [problem]);
}
