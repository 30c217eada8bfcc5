/**
 * One call to make: an input, and the way it is sent.
 *
 * @module
 */
import fc from "fast-check";
import type { Handler } from "../../support/world.ts";
import { hostileTexts, hugeTexts } from "./hostile.ts";
import { RawJson } from "./json.ts";
import { heavyValues, nearValues } from "./near.ts";
import { type Place, textPlaces, valueAt, withText } from "./places.ts";
import { fits, type Schema } from "./schema.ts";

export const KINDS = ["valid", "near", "hostile"] as const;
export type Kind = typeof KINDS[number];

/** How an input is put into a request. */
export const FORMS = ["plain", "args", "function_args", "trigger", "multipart", "raw body"] as const;
export type Form = typeof FORMS[number];

export interface Call {
  kind: Kind;
  form: Form;
  /** Signed in, or with a machine key in the header or in the body. */
  credentials: "user" | "key header" | "key in body";
  input: unknown;
  /** The same call with nothing odd in it. */
  ordinary: unknown;
  /** Where the hostile texts are; of an input that only nearly fits, nowhere. */
  places: readonly Place[];
}

export function calls(
  { spec }: Handler,
  valid: fc.Arbitrary<unknown>,
  bodyLimit: number,
): fc.Arbitrary<Call> {
  const takesFiles = Object.values(spec.input.shape).some(isFile);
  const form: fc.Arbitrary<Form> = fc.oneof(
    { weight: 12, arbitrary: fc.constant("plain") },
    { weight: 1, arbitrary: fc.constant("args") },
    { weight: 1, arbitrary: fc.constant("function_args") },
    { weight: 1, arbitrary: fc.constant("trigger") },
    { weight: takesFiles ? 6 : 1, arbitrary: fc.constant("multipart") },
    { weight: spec.rawBody ? 6 : 0, arbitrary: fc.constant("raw body") },
  ) as fc.Arbitrary<Form>;
  const credentials = fc.oneof(
    { weight: 6, arbitrary: fc.constant("user" as const) },
    { weight: 1, arbitrary: fc.constant("key header" as const) },
    { weight: 1, arbitrary: fc.constant("key in body" as const) },
  );
  const near = fc.oneof(
    { weight: 80, arbitrary: nearValues(valid) },
    { weight: 1, arbitrary: heavyValues(valid) },
  ).map(({ base, value }) => ({ kind: "near" as const, input: value, ordinary: base, places: [] }));
  const hostile = fc.oneof(
    { weight: 60, arbitrary: hostileInputs(spec.input, valid, hostileTexts) },
    { weight: 1, arbitrary: hostileInputs(spec.input, valid, hugeTexts(bodyLimit)) },
  );
  const inputs = fc.oneof(
    {
      weight: 2,
      arbitrary: valid.map((input) => ({ kind: "valid" as const, input, ordinary: input, places: [] })),
    },
    { weight: 2, arbitrary: near },
    { weight: 4, arbitrary: hostile },
  );
  return fc.record({ inputs, form, credentials }).map(({ inputs, ...way }) => ({ ...inputs, ...way }));
}

/** Most hostile texts go where the schema takes them, the others show that it refuses them in order. */
function hostileInputs(
  schema: Schema,
  valid: fc.Arbitrary<unknown>,
  texts: fc.Arbitrary<string>,
): fc.Arbitrary<Pick<Call, "kind" | "input" | "ordinary" | "places">> {
  const change = fc.record({
    place: fc.nat({ max: 999 }),
    text: texts,
    where: fc.constantFrom("alone", "alone", "before", "after"),
    anyway: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, {
      weight: 1,
      arbitrary: fc.constant(true),
    }),
  });
  return fc.tuple(valid, fc.array(change, { minLength: 1, maxLength: 3 })).map(([ordinary, changes]) => {
    const places = textPlaces(schema, ordinary);
    const used: Place[] = [];
    let input = ordinary;
    for (const { place, text, where, anyway } of changes) {
      const put = (old: string) => where === "before" ? text + old : where === "after" ? old + text : text;
      const tried = places.map((_, index) => places[(place + index) % places.length] as Place)
        .filter((place) => !used.includes(place) && (place.key || valueAt(input, place.path) !== undefined))
        .slice(0, anyway ? 1 : MAX_TRIED)
        .map((place) => ({ place, value: withText(input, place, put) }));
      const chosen = tried.find(({ value }) => fits(schema, value)) ?? (anyway ? tried[0] : undefined);
      if (!chosen) continue;
      input = chosen.value;
      used.push(chosen.place);
    }
    return { kind: "hostile" as const, input, ordinary, places: used };
  });
}
const MAX_TRIED = 6;

function isFile(schema: Schema): boolean {
  return fits(schema, new File(["x"], "x.txt"));
}

/** The call as a person can read it, cut. */
export function describeCall({ kind, form, credentials, input }: Call, length = 200): string {
  const text = JSON.stringify(
    input,
    (_, item: unknown) =>
      item instanceof RawJson
        ? `JSON ${item.text.slice(0, 40)}`
        : item instanceof File
        ? `file ${item.name}`
        : typeof item === "string" && item.length > 80
        ? `${item.slice(0, 60)}… (${item.length})`
        : item,
  ) ?? "nothing";
  return `${kind}, ${form}, ${credentials}: ${text.slice(0, length)}`;
}
