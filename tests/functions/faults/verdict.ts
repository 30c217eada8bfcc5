/**
 * Compares how a call went with how it should have gone.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { type ErrorCode, type Outcome, STATUS } from "../../../shared/runtime/errors.ts";
import type { Expected } from "./fault.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { Step } from "./steps.ts";

/** After a write, a failure is `partial`: the caller has to learn what is there already. */
export function after(step: Step, outcome: Outcome): Expected["outcome"] {
  return step.afterWrites === "maybe" ? "any" : step.afterWrites ? "partial" : outcome;
}

const TRANSIENT = new Set<ErrorCode>([
  "rate_limited",
  "provider_unavailable",
  "provider_timeout",
  "platform_unavailable",
]);

/** `step` is the request whose attempts count. */
export function failureProblems(run: Rehearsal, expected: Expected, step?: Step): string[] {
  const { body, status, extra } = run;
  const { code, outcome, attempts } = expected;
  const [least, usual] = typeof attempts === "number" ? [attempts, attempts] : attempts;
  const most = run.quirks.resends && expected.breaks && step?.repeatable ? 2 * usual : usual;
  const sent = step ? run.sends(step.exchange).length : run.sent.length;
  const failed = code in STATUS && body.code === code;
  return [
    ...(failed ? [] : [`expected ${code}, got ${described(run)}`]),
    ...different("status", status, STATUS[code]),
    ...(outcome === "any" ? [] : different("outcome", body.outcome, outcome)),
    ...different("retryable", body.retryable, body.outcome === "not_done" && TRANSIENT.has(code)),
    ...different("done", isFilled(body.done), body.outcome === "partial"),
    ...(sent < least || sent > most ? [`expected ${attempts} attempts, got ${sent}`] : []),
    ...extra.map(({ method, url }) => `expected no ${method} ${url.href.slice(0, 200)}`),
  ];
}

export function successProblems(run: Rehearsal, output: unknown): string[] {
  if (run.status !== 200) return [`expected success, got ${described(run)}`];
  if (isDeepStrictEqual(run.body, output) || isLater(run.body, output, run.drift)) return [];
  return [`expected the example's output, got ${JSON.stringify(run.body).slice(0, 300)}`];
}

/** An answer in short, with what was printed beside the log: the SDK says there what went wrong with Base44. */
export function described({ status, body, text, logs }: Rehearsal): string {
  if (status === 0) return `no answer: ${text}`;
  const printed = logs.flatMap(({ level, text }) => level === undefined ? [] : [` (${text})`]);
  return `${body.code ?? status}: ${body.error ?? "success"}${printed.join("").slice(0, 300)}`;
}

/** Refused before anything left. */
export function refusalProblems(run: Rehearsal, code: ErrorCode): string[] {
  return failureProblems(run, { code, outcome: "not_done", attempts: 0 });
}

/** Equal but for times that are later by at most `drift` milliseconds. */
function isLater(actual: unknown, expected: unknown, drift: number): boolean {
  if (typeof actual === "string" && typeof expected === "string" && ISO_TIME.test(actual)) {
    const late = Date.parse(actual) - Date.parse(expected);
    return late >= 0 && late <= drift;
  }
  if (typeof actual !== "object" || typeof expected !== "object" || !actual || !expected) {
    return Object.is(actual, expected);
  }
  const names = Object.keys(expected);
  return Array.isArray(actual) === Array.isArray(expected) && names.length === Object.keys(actual).length &&
    names.every((name) =>
      name in actual &&
      isLater((actual as Record<string, unknown>)[name], (expected as Record<string, unknown>)[name], drift)
    );
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export function different(name: string, actual: unknown, expected: unknown): string[] {
  return Object.is(actual, expected) ? [] : [`expected ${name} ${expected}, got ${actual}`];
}

function isFilled(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}
