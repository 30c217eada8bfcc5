/**
 * A function in this process, in a world in which no time passes.
 *
 * @module
 */
import { Recording } from "../../support/recording.ts";
import { inputOf, worldOf } from "../../support/replay.ts";
import { createWorld, type Handler } from "../../support/world.ts";
import type { Reaction } from "../../support/provider.ts";
import { keepTold, rehearsalOf, type Subject, tokensOf } from "./rehearsal.ts";
import { different } from "./verdict.ts";

export function virtualSubject(handler: Handler): Subject {
  const { spec } = handler;
  return {
    spec,
    async rehearse(example, { world: changes = {}, intercept, deliver, input = inputOf(example) } = {}) {
      const recording = new Recording(example, {
        service: spec.service,
        tokens: tokensOf(example),
        intercept,
        deliver,
      });
      const told: string[] = [];
      const provider = changes.provider ?? ((sent) => recording.react(sent));
      const world = createWorld({
        ...worldOf(example),
        ...changes,
        provider: async (sent, index) => keep(await provider(sent, index), told),
      });
      const started = world.clock.now();
      const response = await world.call(handler, input);
      return rehearsalOf(spec, example, recording, {
        status: response.status,
        headers: response.headers,
        text: await response.text(),
        input,
        sent: world.sent,
        base44: world.base44,
        logs: world.logs,
        ms: world.clock.now() - started,
        drift: 0,
        quirks: {},
        waitProblems: (_, ms) => different("waits", String(world.clock.waits), String(ms)),
        told,
      });
    },
  };
}

function keep(reaction: Reaction, told: string[]): Reaction {
  return reaction instanceof Response ? keepTold(reaction, told) : reaction;
}
