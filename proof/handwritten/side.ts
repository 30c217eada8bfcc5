/**
 * One function of a pair, ours or the hand-written one, with all that the faults need of it.
 *
 * @module
 */
import { type Example, type Exchange, exchangesOf, type NamedExample } from "../../sandbox/example.ts";
import type { FunctionSpec } from "../../shared/runtime/spec.ts";
import type { Rehearse } from "../../tests/functions/faults/rehearsal.ts";
import type { WireTrouble } from "../../tests/runtimes/wire.ts";
import { loadFunction } from "../../tests/support/functions.ts";
import type { Pair } from "./pairs.ts";

export interface Side {
  who: "ours" | "theirs";
  /** Its name on the stage. */
  name: string;
  pair: Pair;
  /** That of ours: it tells the connector, and what the job changes. */
  spec: FunctionSpec;
  example: Example;
  fields: { path: string; needed: boolean }[];
  rehearse: Rehearse<WireTrouble>;
}

type Rehearser = (name: string, spec: FunctionSpec) => Rehearse<WireTrouble>;

export async function openPair(pair: Pair, rehearser: Rehearser): Promise<Record<Side["who"], Side>> {
  const { handler: { spec }, examples } = await loadFunction(pair.ours);
  const recorded = examples.find((example) => example.case === (pair.example ?? "success"));
  if (!recorded) throw new Error(`Expected an example ${pair.example} of ${pair.ours}`);
  const side = (who: Side["who"], name: string, example: Example): Side => ({
    who,
    name,
    pair,
    spec,
    example,
    fields: pair.fields.map((field) => ({ path: field[who], needed: field.needed === true })),
    rehearse: rehearser(name, spec),
  });
  return {
    theirs: side("theirs", pair.theirs, asTheirs(pair, recorded)),
    ours: side("ours", pair.ours, { ...recorded, input: pair.input.ours }),
  };
}

function asTheirs({ input, without = [] }: Pair, recorded: NamedExample): Example {
  const made = (exchange: Exchange) => !without.includes(exchange.route);
  return { ...recorded, input: input.theirs, exchanges: exchangesOf(recorded).filter(made) };
}
