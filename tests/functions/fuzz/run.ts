/**
 * Makes one call and keeps what came of it.
 *
 * @module
 */
import { readAnswer } from "../../support/replay.ts";
import { createWorld, type World } from "../../support/world.ts";
import type { Call } from "./call.ts";
import { callRequest } from "./request.ts";
import type { Subject } from "./subject.ts";

export interface Run {
  call: Call;
  world: World;
  response: Response;
  /** The answer as text, and parsed where it is JSON. */
  text: string;
  body: unknown;
  /** Requests that could not even be made, such as one with a line break in a header. */
  unmade: string[];
  /** Milliseconds; of processor time where it was long. */
  took: number;
}

/** Milliseconds from which on it is worth while to look closer: the clock also counts what others do. */
const LONG = 100;

export async function runCall(subject: Subject, call: Call, input: unknown = call.input): Promise<Run> {
  const started = performance.now();
  const run = await runOnce(subject, call, input);
  const took = performance.now() - started;
  if (took < LONG) return { ...run, took };
  const before = process.cpuUsage();
  await runOnce(subject, call, input);
  const { user, system } = process.cpuUsage(before);
  return { ...run, took: (user + system) / 1_000 };
}

async function runOnce(subject: Subject, call: Call, input: unknown): Promise<Omit<Run, "took">> {
  const world = createWorld({ ...subject.world, provider: subject.standIn.provider() });
  const unmade: string[] = [];
  const { fetch } = world.environment;
  world.environment.fetch = async (...request) => {
    const before = world.sent.length;
    try {
      return await fetch(...request);
    } catch (error) {
      if (world.sent.length === before) unmade.push(String(error));
      throw error;
    }
  };
  const request = callRequest(call, input, subject.world.caller);
  const response = await subject.handler.with(world.environment)(request);
  const { text, body } = await readAnswer(response);
  return { call, world, response, text, body, unmade };
}
