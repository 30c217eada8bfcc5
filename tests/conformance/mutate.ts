/**
 * Changes a sample in one place.
 *
 * @module
 */
import { checkExample } from "./check.ts";
import { isObject } from "./json.ts";
import { SAMPLES } from "./samples.ts";
import type { Sample } from "./samples/sample.ts";

/** Where in the sample's exchanges, such as `0/request/json/channel`. */
export type SamplePath = string;

/** `undefined` removes, `{ as }` renames, anything else replaces. */
export type Change = unknown;

export function sampleNamed(name: string): Sample {
  const sample = SAMPLES[name];
  if (!sample) throw new Error(`Expected the name of a sample, got ${name}`);
  return sample;
}

/** Throws where the sample has nothing at the path: a change of nothing would prove nothing. */
export function changed({ connector, example }: Sample, path: SamplePath, change: Change): Sample {
  const copy = structuredClone(example);
  const keys = path.split("/");
  const name = keys.pop() ?? "";
  const parent = keys.reduce<unknown>((value, key) => memberOf(value, key, path), copy.exchanges);
  const before = memberOf(parent, name, path);
  if (change === undefined || isRenaming(change)) Reflect.deleteProperty(Object(parent), name);
  if (isRenaming(change)) Reflect.set(Object(parent), change.as, before);
  else if (change !== undefined) Reflect.set(Object(parent), name, change);
  return { connector, example: copy };
}

/** Where violations are, such as `request /body/channel`. */
export function violatedPlaces({ connector, example }: Sample): string[] {
  return checkExample(connector, example).violations.map(({ side, pointer }) => `${side} ${pointer}`);
}

/** Paths of everything within the JSON bodies of one side, parents before their members. */
export function bodyPaths({ example }: Sample, side: "request" | "response"): SamplePath[] {
  return example.exchanges.flatMap((exchange, index) => {
    const body: unknown = Reflect.get(Object(Reflect.get(exchange, side)), "json");
    return pathsWithin(body, `${index}/${side}/json`);
  });
}

export function valueAt({ example }: Sample, path: SamplePath): unknown {
  return path.split("/").reduce<unknown>((value, key) => memberOf(value, key, path), example.exchanges);
}

function pathsWithin(value: unknown, path: SamplePath): SamplePath[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    `${path}/${key}`,
    ...pathsWithin(member, `${path}/${key}`),
  ]);
}

function memberOf(value: unknown, key: string, path: SamplePath): unknown {
  if (typeof value === "object" && value !== null && Object.hasOwn(value, key)) {
    return Reflect.get(value, key);
  }
  throw new Error(`Expected ${path} in the sample, found no ${key}`);
}

function isRenaming(change: unknown): change is { as: string } {
  return isObject(change) && typeof change.as === "string";
}
