/**
 * Judges how a call ended by what any caller can see: the status, the answer, what left for the provider, and
 * how often. It knows nobody's error codes or wording.
 *
 * @module
 */
import type { Exchange } from "../../sandbox/example.ts";
import type { Rehearsal } from "../../tests/functions/faults/rehearsal.ts";
import { leaksOf } from "./leaks.ts";
import { type Problem, problem } from "./problem.ts";
import { type Shape, shapeOf } from "./shape.ts";

/** How a call has to end. */
export type End =
  | "caller refused"
  | "caller unknown"
  | "input refused"
  | "done"
  | "done, or input refused"
  | "text kept apart"
  | "done at the second attempt"
  | "done at the second attempt, or connection"
  | Failure;

/** What went wrong, as far as the status of an answer can tell it. */
export type Failure = "connection" | "refusal" | "limit" | "provider";

export interface Demand {
  end: End;
  /** Success may be said too: what was asked for is done. */
  orDone?: boolean;
  /** The request that goes wrong. */
  exchange?: Exchange;
  /** How often it may be sent. */
  times?: "once" | "again" | "any" | undefined;
  /** What the provider answered, word for word. */
  raw?: string | undefined;
  /** How requests look with ordinary text, and the requests that are expected. */
  usual?: Usual;
  /** The answer when there is no second page. */
  wholeList?: string;
}

export interface Usual {
  shapes: readonly Shape[];
  exchanges: readonly Exchange[];
}

/**
 * 500 tells nothing: it is what a function's own mistake looks like. 401 sends the person to the login page,
 * which helps with nothing but a caller who is not signed in.
 */
const TELLS: Record<Failure, (status: number) => boolean> = {
  connection: (status) => isRefusal(status) && status !== 401,
  refusal: (status) => isRefusal(status) && status !== 401 || status === 502,
  limit: (status) => status === 429 || status === 503,
  provider: (status) => [424, 502, 503, 504].includes(status),
};

/** What is wrong, in plain words; nothing where all is well. */
export async function judge(run: Rehearsal, demand: Demand): Promise<Problem[]> {
  if (run.status === 0) {
    return [problem("time", `gives no answer in ${Math.round(run.ms / 1_000)} s`)];
  }
  return [
    ...endProblems(run, demand),
    ...repeatProblems(run, demand),
    ...await shapeProblems(run, demand),
    ...pageProblems(run, demand),
    ...leaksOf(run, demand.raw),
  ];
}

function endProblems(run: Rehearsal, { end, exchange, orDone = false }: Demand): Problem[] {
  const { status, sent, extra, base44 } = run;
  switch (end) {
    case "caller refused":
      if (isSuccess(status) || sent.length > 0) return [problem("callers", "acts for callers who may not")];
      return status === 401 || status === 403
        ? []
        : [problem("status", `answers callers who may not with ${status}`)];
    case "caller unknown":
      // Who never asks does not notice; that is what the anonymous caller is for.
      if (isSuccess(status)) {
        return base44.count("me") > 0 ? [problem("callers", "acts for callers nobody knows")] : [];
      }
      return endProblems(run, { end: "provider" });
    case "input refused":
      if (isSuccess(status) || sent.length > 0) return [problem("input", "acts on bad input")];
      return isRefusal(status) ? [] : [problem("status", `answers bad input with ${status}`)];
    case "done, or input refused":
      return isSuccess(status) || (isRefusal(status) && sent.length === 0)
        ? []
        : [problem("status", `answers a field that it does not know with ${status}`)];
    case "text kept apart":
      // What happens after a request to somewhere else tells nothing.
      if (extra.length > 0) return [];
      return isSuccess(status) || isRefusal(status)
        ? []
        : [problem("status", `answers unusual text with ${status}`)];
    case "done":
      return isSuccess(status) ? [] : [problem("job", `gives up with ${status}`)];
    case "done at the second attempt":
      if (!isSuccess(status)) return [problem("repeats", "does not wait for a short limit")];
      return wasRepeated(run, exchange) || orDone ? [] : [problem("success", FALSE_SUCCESS)];
    case "done at the second attempt, or connection":
      if (!isSuccess(status)) return endProblems(run, { end: "connection" });
      return wasRepeated(run, exchange) || orDone ? [] : [problem("success", FALSE_SUCCESS)];
    default:
      if (isSuccess(status)) return orDone ? [] : [problem("success", FALSE_SUCCESS)];
      return TELLS[end](status) ? [] : [problem("status", `answers ${status}`)];
  }
}

const FALSE_SUCCESS = "says success where it failed";

function wasRepeated(run: Rehearsal, exchange: Exchange | undefined): boolean {
  return exchange !== undefined && run.sends(exchange).length > 1;
}

function repeatProblems(run: Rehearsal, { exchange, times = "any" }: Demand): Problem[] {
  if (!exchange) return [];
  const count = run.sends(exchange).length;
  if (times === "once" && count > 1) return [problem("repeats", "sends again what may be done already")];
  return times === "again" && count < 2 ? [problem("repeats", "does not try a read again")] : [];
}

function pageProblems({ text }: Rehearsal, { wholeList }: Demand): Problem[] {
  return text === wholeList ? [problem("success", "gives the first page as everything")] : [];
}

async function shapeProblems(run: Rehearsal, { usual }: Demand): Promise<Problem[]> {
  if (!usual) return [];
  const seen = await Promise.all(run.sent.map((sent) => shapeOf(sent, usual.exchanges)));
  const changed = (part: keyof Shape) =>
    seen.some((shape) => !usual.shapes.some((known) => known[part] === shape[part]));
  return [
    ...(run.extra.length > 0 || changed("target")
      ? [problem("text", "lets text choose where a request goes")]
      : []),
    ...(changed("search") ? [problem("text", "lets text change a search")] : []),
    ...(changed("mailHeaders") ? [problem("text", "lets text write mail headers")] : []),
    ...(changed("garbledHeaders") ? [problem("text", "does not encode mail headers")] : []),
    ...(changed("runsFormula") ? [problem("text", "runs text as a formula")] : []),
  ];
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Told to whoever asked, and not to slow down. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429;
}
