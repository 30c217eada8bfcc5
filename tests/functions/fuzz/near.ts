/**
 * Values that nearly fit: valid ones with one or two places changed.
 *
 * @module
 */
import fc from "fast-check";
import { RawJson } from "./json.ts";
import { allPlaces, replaceAt } from "./places.ts";

type Change = (item: unknown, name: string) => [string, unknown][];

const put = (value: unknown): Change => (_, name) => [[name, value]];
const rename = (change: (name: string) => string): Change => (item, name) => [[change(name), item]];
const ifText = (change: (text: string) => unknown): Change => (item, name) => [
  [name, typeof item === "string" ? change(item) : typeof item === "number" ? String(item) : "some text"],
];
const ifNumber = (change: (number: number) => unknown): Change => (item, name) => [
  [name, typeof item === "number" ? change(item) : 7],
];

const CHANGES: readonly Change[] = [
  () => [],
  put(null),
  put(12.5),
  put(true),
  put({}),
  put([]),
  put([null]),
  put([[]]),
  put(""),
  put("no such word"),
  put({ toString: "x", length: 3 }),
  put({ type: "text", value: 1 }),
  ...["1e309", "-1e309", "-0", "0.1e-400", "9007199254740993", "123456789012345678901234567890"].map((
    number,
  ) => put(new RawJson(number))),
  put(new RawJson('{"__proto__":{"polluted":true}}')),
  put(new RawJson('{"constructor":{"prototype":{"polluted":true}}}')),
  put(new RawJson('"\\ud800"')),
  put(new RawJson('{"a":1,"a":2}')),
  ifText((text) => `${text}x`),
  ifText((text) => text.slice(0, -1)),
  ifText((text) => text.toUpperCase()),
  ifText((text) => ` ${text} `),
  ifText((text) => [text]),
  ifText((text) => text.repeat(50)),
  ifNumber((number) => number + 1),
  ifNumber((number) => -number),
  ifNumber((number) => String(number)),
  ifNumber((number) => number * 1e6),
  (item, name) => [[name, Array.isArray(item) ? [...item, ...item] : [item]]],
  (item, name) => [[name, Array.isArray(item) ? item[0] : { [name]: item }]],
  (item, name) => [[name, item], [`${name}s`, item]],
  (item, name) => [[name, item], ["__proto__", item]],
  (item, name) => [[name, item], ["constructor", item]],
  (item, name) => [[name, item], ["toString", item]],
  rename((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  rename((name) => name.slice(1)),
  rename((name) => `${name}x`),
  rename((name) => name.toUpperCase()),
];

/** Some cost a great deal, and are rare. */
const HEAVY: readonly Change[] = [
  put(new RawJson("[".repeat(240) + "]".repeat(240))),
  put(new RawJson("[".repeat(5_000) + "]".repeat(5_000))),
  put(new RawJson('{"a":'.repeat(100_000) + "1" + "}".repeat(100_000))),
  put(new RawJson("[".repeat(400_000))),
  put(new RawJson(`[${"0,".repeat(400_000)}0]`)),
  put(new RawJson(`[${"{},".repeat(300_000)}{}]`)),
  put(new RawJson(`[${'"x",'.repeat(200_000)}"x"]`)),
  put(new RawJson(`{${Array.from({ length: 60_000 }, (_, index) => `"k${index}":1`).join()}}`)),
  put(new RawJson("9".repeat(100_000))),
];

export function nearValues(valid: fc.Arbitrary<unknown>): fc.Arbitrary<{ base: unknown; value: unknown }> {
  return changed(valid, fc.array(edit(CHANGES), { minLength: 1, maxLength: 2 }));
}

export function heavyValues(valid: fc.Arbitrary<unknown>): fc.Arbitrary<{ base: unknown; value: unknown }> {
  return changed(valid, fc.tuple(edit(HEAVY)));
}

interface Edit {
  place: number;
  change: number;
  among: readonly Change[];
}

function edit(among: readonly Change[]): fc.Arbitrary<Edit> {
  return fc.record({
    place: fc.nat({ max: 999 }),
    change: fc.nat({ max: among.length - 1 }),
    among: fc.constant(among),
  });
}

function changed(valid: fc.Arbitrary<unknown>, edits: fc.Arbitrary<Edit[]>) {
  return fc.tuple(valid, edits).map(([base, edits]) => ({ base, value: edits.reduce(apply, base) }));
}

function apply(value: unknown, { place, change, among }: Edit): unknown {
  const places = allPlaces(value);
  const chosen = places[place % Math.max(1, places.length)];
  const how = among[change] ?? put(null);
  if (chosen) return replaceAt(value, chosen.path, how);
  return Object.fromEntries([...Object.entries(value ?? {}), ...how(null, "unheardOf")]);
}
