/**
 * A function made ready for fuzzing: what its input may be, who answers it, what it ordinarily sends.
 *
 * @module
 */
import type fc from "fast-check";
import type { Example } from "../../../sandbox/example.ts";
import { DEFAULT_LIMITS } from "../../../shared/runtime/spec.ts";
import { inputOf, replay, worldOf } from "../../support/replay.ts";
import { createWorld, type Handler, type WorldOptions } from "../../support/world.ts";
import { type Call, calls } from "./call.ts";
import { MACHINE_KEY } from "./request.ts";
import { collectSamples, type Samples } from "./samples.ts";
import { textPlaces, valueAt } from "./places.ts";
import { declaredNames, declaredWords, type Schema } from "./schema.ts";
import { StandIn } from "./stand-in.ts";
import { validValues } from "./valid.ts";
import { operatorVariants } from "./variants.ts";
import { UNRECORDED } from "./unrecorded.ts";
import { Vocabulary } from "./vocabulary.ts";

export interface Subject {
  handler: Handler;
  calls: fc.Arbitrary<Call>;
  standIn: StandIn;
  world: WorldOptions;
  vocabulary: Vocabulary;
  /** Names that the schema gives. */
  declared: ReadonlySet<string>;
  /** Words that the schema lists; messages name them. */
  words: string;
  /** Everything that the examples say, which is nobody's secret. */
  published: string;
  /** Whether any of the function's examples asks a provider. */
  asksProvider: boolean;
}

export async function createSubject(handler: Handler, examples: readonly Example[]): Promise<Subject> {
  const { spec } = handler;
  const well = examples.filter(({ error }) => !error);
  const samples: Samples = new Map();
  for (const input of well.map(inputOf)) {
    for (const variant of [input, ...operatorVariants(spec.input, input)]) {
      collectSamples(spec.input, variant, samples);
    }
  }
  const [first] = examples;
  const world = first ? worldOf(first) : {};
  const standIn = new StandIn(spec.name, examples);
  const own = new Set(well.flatMap((example) => [...ownNames(spec.input, inputOf(example))]));
  const vocabulary = new Vocabulary(standIn, own);
  for (const example of well) {
    const { world } = await replay(handler, example);
    vocabulary.learn(world.sent, own);
  }
  for (const { grown } of UNRECORDED.filter((entry) => entry.function === spec.name)) {
    const world = createWorld({ ...first && worldOf(first), provider: standIn.provider() });
    await world.call(handler, { ...first && inputOf(first) as object, ...grown });
    vocabulary.learn(world.sent, own);
  }
  const valid = validValues(spec.input, samples);
  return {
    handler,
    calls: calls(handler, valid, spec.limits?.body ?? DEFAULT_LIMITS.body),
    standIn,
    world: {
      ...world,
      secrets: { ...world.secrets, CONNECTOR_FUNCTIONS_KEYS: `${MACHINE_KEY}:${spec.name}` },
    },
    vocabulary,
    declared: declaredNames(spec.input),
    words: declaredWords(spec.input).join(" "),
    published: JSON.stringify(examples),
    asksProvider: examples.some(({ exchanges }) => exchanges.length > 0),
  };
}

/** Names in an input that are its caller's to choose. */
export function ownNames(schema: Schema, input: unknown): ReadonlySet<string> {
  const places = textPlaces(schema, input);
  const keys = places.filter(({ key }) => key).map(({ path }) => path.at(-1) ?? "");
  // Conditions name fields, and Wix takes these names as members.
  const named = places.filter(({ path, key }) => !key && path.at(-1) === "field");
  return new Set([...keys, ...named.map(({ path }) => String(valueAt(input, path)))]);
}
