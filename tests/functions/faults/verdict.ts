/**
 * Compares how a call went with how it should have gone.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { type ErrorCode, type Outcome, STATUS } from "../../../shared/runtime/errors.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { Step } from "./steps.ts";

export interface Expected {
  code: ErrorCode;
  outcome: Outcome | "any";
  /** How often the request in question is sent; the least and the most where the time budget decides. */
  attempts?: number | [number, number];
  /** Seconds, in the body and in `Retry-After`. */
  retryAfter?: number;
}

/** After a write, a failure is `partial`: the caller has to learn what is there already. */
export function after(step: Step, outcome: Outcome): Outcome | "any" {
  return step.afterWrites === "maybe" ? "any" : step.afterWrites ? "partial" : outcome;
}

const TRANSIENT = new Set<ErrorCode>([
  "rate_limited",
  "provider_unavailable",
  "provider_timeout",
  "platform_unavailable",
]);

export function failureProblems(run: Rehearsal, expected: Expected, step?: Step): string[] {
  const { body, status } = run;
  const { code, outcome, attempts, retryAfter } = expected;
  const problems = [...run.problems];
  const expectEqual = (name: string, actual: unknown, wanted: unknown) => {
    if (actual !== wanted) problems.push(`expected ${name} ${wanted}, got ${actual}`);
  };
  if (body.code !== code) problems.push(`expected ${code}, got ${body.code ?? status}: ${body.error ?? "success"}`);
  expectEqual("status", status, STATUS[code]);
  if (outcome !== "any") expectEqual("outcome", body.outcome, outcome);
  expectEqual("retryable", body.retryable, body.outcome === "not_done" && TRANSIENT.has(code));
  expectEqual("done to be", isFilled(body.done), body.outcome === "partial");
  if (retryAfter !== undefined) {
    expectEqual("retryAfter", body.retryAfter, retryAfter);
    expectEqual("Retry-After", run.headers.get("retry-after"), String(retryAfter));
  }
  if (step && attempts !== undefined) {
    const [least, most] = typeof attempts === "number" ? [attempts, attempts] : attempts;
    const sent = run.sends(step.exchange).length;
    if (sent < least || sent > most) problems.push(`expected ${attempts} attempts, got ${sent}`);
  }
  if (run.extra.length > 0) {
    problems.push(`unexpected ${run.extra.map(({ method, url }) => `${method} ${url}`).join(", ")}`);
  }
  return problems;
}

export function successProblems(run: Rehearsal, output: unknown): string[] {
  const problems = [...run.problems];
  if (run.status !== 200) {
    return [...problems, `expected success, got ${run.body.code ?? run.status}: ${run.body.error}`];
  }
  if (!isDeepStrictEqual(run.body, output)) {
    problems.push(`expected the example's output, got ${JSON.stringify(run.body).slice(0, 300)}`);
  }
  return problems;
}

/** Refused before anything left. */
export function refusalProblems(run: Rehearsal, code: ErrorCode): string[] {
  const sent = run.world.sent.map(({ method, url }) => `${method} ${url}`);
  return [
    ...failureProblems(run, { code, outcome: "not_done" }),
    ...(sent.length > 0 ? [`expected no provider request, got ${sent.join(", ")}`] : []),
  ];
}

function isFilled(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}
