/**
 * Callers of an app's functions: each makes one call after the other, through the real SDK.
 *
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "@base44/sdk";
import { APP_ID, CALLER_TOKENS } from "../../sandbox/callers.ts";
import { CALL_HEADER } from "../../sandbox/host.ts";
import type { SdkResponse } from "../../sandbox/smoke.ts";
import { callId, type Job, JOBS } from "./jobs.ts";

export interface CallResult {
  id: string;
  job: Job;
  /** Seconds from the start of the load to the answer. */
  at: number;
  /** Milliseconds that the call took. */
  ms: number;
  /** Absent where no answer came. */
  answer?: { status: number; data: unknown; call: string | undefined };
  /** Why none came. */
  problem?: string;
}

const MAX_CALLS = 200_000;
/** Longer than any function's time budget. */
const PATIENCE_MS = 90_000;

/** `callers` calls are in flight at all times; after `seconds` no new ones begin. */
export async function keepCalling(
  { url, callers, seconds }: { url: string; callers: number; seconds: number },
): Promise<CallResult[]> {
  const results: CallResult[] = [];
  const started = performance.now();
  let begun = 0;
  await Promise.all(Array.from({ length: callers }, async () => {
    const base44 = createClient({ serverUrl: url, appId: APP_ID, token: CALLER_TOKENS.admin });
    while (performance.now() - started < seconds * 1_000 && begun < MAX_CALLS) {
      const job = JOBS[begun % JOBS.length] as Job;
      const id = callId(begun++);
      const asked = performance.now();
      const answered = await within(PATIENCE_MS, call(base44, job, id));
      const now = performance.now();
      results.push({ id, job, at: (now - started) / 1_000, ms: now - asked, ...answered });
    }
  }));
  return results;
}

type Answered = Pick<CallResult, "answer" | "problem">;

async function call(base44: ReturnType<typeof createClient>, job: Job, id: string): Promise<Answered> {
  try {
    const response = await base44.functions.invoke(job.function, job.input(id)) as unknown as SdkResponse;
    return { answer: answerOf(response) };
  } catch (error) {
    const { response } = error as { response?: SdkResponse };
    return response ? { answer: answerOf(response) } : { problem: String(error) };
  }
}

function answerOf({ status, data, headers }: SdkResponse): NonNullable<Answered["answer"]> {
  return { status, data, call: headers[CALL_HEADER] };
}

async function within(ms: number, answered: Promise<Answered>): Promise<Answered> {
  const patience = new AbortController();
  const timeout = wait(ms, { problem: "nothing came in time" }, { signal: patience.signal });
  timeout.catch(() => {}); // It is called off.
  const first = await Promise.race([answered, timeout]);
  patience.abort();
  return first;
}
