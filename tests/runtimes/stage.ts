/**
 * Functions in a real runtime, rehearsed while something goes wrong: called through the real SDK, with a real
 * server as Base44 and as the provider, and in real time. It knows nothing of how a function reports failure.
 *
 * @module
 */
import { createClient } from "@base44/sdk";
import type { Example } from "../../sandbox/example.ts";
import { createDenoRuntime } from "../../sandbox/runtimes/deno.ts";
import type { createWorkerdRuntime } from "../../sandbox/runtimes/workerd.ts";
import { DEFAULT_BUDGET, type FunctionSpec } from "../../shared/runtime/spec.ts";
import {
  keepTold,
  type Quirks,
  type Rehearsal,
  rehearsalOf,
  type Subject,
  tokensOf,
} from "../functions/faults/rehearsal.ts";
import { APP_ID, FakeBase44, USER_TOKEN } from "../support/base44.ts";
import type { Reaction, Sent } from "../support/provider.ts";
import { Recording } from "../support/recording.ts";
import { inputOf, worldOf } from "../support/replay.ts";
import { CALL_HEADER, type Host, openHost } from "./host.ts";
import { createLimit } from "./limit.ts";
import { Logbook } from "./logbook.ts";
import { LOG_PRELUDE, PRELUDE, runningSecrets } from "./prelude.ts";
import type { Wire, WireTrouble } from "./wire.ts";

export interface Stage {
  /** `name` is the function's in the runtime; `spec` says whose tokens and which time budget it has. */
  rehearse(name: string, spec: FunctionSpec, example: Example, trouble?: WireTrouble): Promise<Rehearsal>;
  /** How many connections ended before an answer, as a provider's fault. */
  broken: Host["broken"];
  /** What the runtime printed outside of every call. */
  strays(): readonly string[];
  dispose(): Promise<void>;
}

/** Calls that have something to do; those that wait for a provider do not count. */
const AT_ONCE = 32;
/** What it sends again, and what not, stands beside `sentOnce` in shared/runtime/http.ts. */
const DENO: Quirks = { resends: true };
const WORKERD: Quirks = { endsAtInterim: true };
/** Seconds beyond a function's time budget after which no answer will come. */
const GRACE = 15;

export async function openStage(
  create: typeof createWorkerdRuntime | typeof createDenoRuntime,
  bundle: (name: string) => Promise<string>,
): Promise<Stage> {
  const quirks = create === createDenoRuntime ? DENO : WORKERD;
  const host = await openHost();
  const logbook = new Logbook();
  const limit = createLimit(AT_ONCE);
  const runtime = await create({
    bundle: async (name) => PRELUDE + LOG_PRELUDE + await bundle(name),
    outbound: host.outbound,
    log: (line) => logbook.add(line),
  });
  host.serve(runtime);
  let calls = 0;

  async function rehearse(
    name: string,
    spec: FunctionSpec,
    example: Example,
    trouble: WireTrouble = {},
  ): Promise<Rehearsal> {
    const { world: changes = {}, intercept, deliver, reading, input = inputOf(example) } = trouble;
    const world = { ...worldOf(example), ...changes };
    const id = `${name}/${++calls}`;
    const recording = new Recording<Reaction | Wire>(example, {
      service: spec.service,
      tokens: tokensOf(example),
      intercept,
      deliver,
    });
    const provider = changes.provider ?? ((sent: Sent) => recording.react(sent));
    const base44 = new FakeBase44(world);
    const sent: Sent[] = [];
    const arrivals = new Map<Sent, number>();
    const told: string[] = [];
    let answer: Answer = { status: 0, headers: new Headers(), text: "" };

    const leave = await limit();
    logbook.open(id);
    host.announce(id, {
      caller: world.caller,
      secrets: { ...world.secrets, ...runningSecrets(id, world.now) },
      base44,
      ...(reading && { reading }),
      async react(request) {
        arrivals.set(request, performance.now());
        const reaction = await provider(request, sent.push(request) - 1);
        if (isIdle(reaction)) leave();
        return reaction instanceof Response ? await framed(keepTold(reaction, told)) : reaction;
      },
      async answered(response) {
        const body = await response.arrayBuffer();
        const { status, headers } = response;
        answer = { status, headers, text: new TextDecoder().decode(body) };
        return new Response(hasNoBody(status) ? null : body, { status, headers });
      },
    });
    const started = performance.now();
    const lost = await invoke(
      host.url,
      id,
      name,
      world.caller,
      input,
      (spec.budget ?? DEFAULT_BUDGET) + GRACE,
    );
    if (answer.status === 0) answer = { ...answer, text: lost ?? "" };
    const ms = performance.now() - started;
    const logs = await logbook.close(id);
    host.forget(id);
    leave();
    return rehearsalOf(spec, example, recording, {
      ...answer,
      input,
      sent,
      base44,
      logs,
      ms,
      told,
      drift: ms,
      quirks,
      waitProblems: (exchange, ms) =>
        waitProblems((recording.sends.get(exchange) ?? []).map((sent) => arrivals.get(sent) ?? NaN), ms),
    });
  }

  return {
    rehearse,
    broken: host.broken,
    strays: () => logbook.strays,
    async dispose() {
      await runtime.dispose();
      host.close();
    },
  };
}

/** A function on a stage, for the fault matrix. */
export function stagedSubject(stage: Stage, spec: FunctionSpec): Subject<WireTrouble> {
  return { spec, rehearse: (example, trouble) => stage.rehearse(spec.name, spec, example, trouble) };
}

type Answer = Pick<Rehearsal, "status" | "headers" | "text">;

/** Why there was no answer, or only one that is a failure: the host sees all others. */
async function invoke(
  serverUrl: string,
  id: string,
  name: string,
  caller: unknown,
  input: unknown,
  seconds: number,
): Promise<string | undefined> {
  const base44 = createClient({
    serverUrl,
    appId: APP_ID,
    headers: { [CALL_HEADER]: id },
    ...(caller !== "anonymous" && { token: USER_TOKEN }),
  });
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) =>
    timer = setTimeout(resolve, seconds * 1_000, `No answer in ${seconds} s`)
  );
  const call = base44.functions.invoke(name, input as Record<string, unknown>).then(() => undefined, String);
  const failure = await Promise.race([call, timeout]);
  clearTimeout(timer);
  return failure;
}

function isIdle(reaction: Reaction | Wire): boolean {
  if (reaction instanceof Response) return reaction.headers.has("retry-after");
  if (typeof reaction === "string") return reaction !== "reset";
  return "stall" in reaction || reaction.idle === true;
}

/** The length that an example records is that of its own body, and not that of what stands in for it. */
async function framed(response: Response): Promise<Response> {
  const length = response.headers.get("content-length");
  if (length === null) return response;
  const { status } = response;
  const body = await response.arrayBuffer();
  const headers = new Headers(response.headers);
  headers.set("content-length", String(body.byteLength));
  return new Response(hasNoBody(status) ? null : body, { status, headers });
}

function hasNoBody(status: number): boolean {
  return status === 204 || status === 304;
}

/** Timers may be early by a little (https://nodejs.org/api/timers.html), and on a busy machine late by a lot. */
const EARLY = 20;
const LATE = 8_000;

function waitProblems(arrivals: readonly number[], ms: number): string[] {
  const pauses = arrivals.slice(1).map((arrival, index) => arrival - (arrivals[index] ?? NaN));
  return pauses.length === 1 && pauses.every((pause) => pause >= ms - EARLY && pause <= ms + LATE)
    ? []
    : [`expected one pause of ${ms} ms, got ${pauses.map(Math.round).join() || "none"}`];
}
