/**
 * Every hostile text in every place of a function's input, for functions that write queries: chance may leave out
 * the one that matters.
 *
 * @module
 */
import { type Example, exchangesOf } from "../../../sandbox/example.ts";
import { inputOf } from "../../support/replay.ts";
import type { Handler } from "../../support/world.ts";
import { type Call, describeCall } from "./call.ts";
import { type Place, textPlaces, valueAt, withText } from "./places.ts";
import { queriesOf } from "./queries.ts";
import type { RawQuery } from "./raw-queries.ts";
import { runCall } from "./run.ts";
import { fits } from "./schema.ts";
import { createSubject, type Subject } from "./subject.ts";
import { operatorVariants } from "./variants.ts";
import { compareQueries } from "./widening.ts";

export interface Sweep {
  compared: number;
  problems: string[];
}

export async function sweep(
  handler: Handler,
  examples: readonly Example[],
  texts: readonly string[],
): Promise<Sweep> {
  const subject = await createSubject(handler, examples);
  const result: Sweep = { compared: 0, problems: [] };
  const swept = new Set<string>();
  const inputs = writesQueries(examples) ? ordinaryInputs(examples) : [];
  const variants = inputs.flatMap((input) => operatorVariants(handler.spec.input, input));
  for (const ordinary of [...inputs, ...variants]) {
    const harmless = (await runCall(subject, plainCall(ordinary, ordinary, []))).world.sent;
    const queries = [...new Set(harmless.flatMap(queriesOf).map(({ place }) => place))].sort().join();
    if (queries === "") continue;
    for (const place of textPlaces(handler.spec.input, ordinary)) {
      const operator = valueAt(ordinary, [...place.path.slice(0, -1), "op"]);
      const key = `${place.key} ${place.path.join(".").replace(/\d+/g, "#")} ${operator} ${queries}`;
      if (swept.has(key)) continue;
      swept.add(key);
      for (const call of hostileCalls(subject, ordinary, place, texts)) {
        const { sent } = (await runCall(subject, call)).world;
        const { compared, problems } = compareQueries(subject, call, sent, harmless);
        result.compared += compared;
        result.problems.push(
          ...problems.map((problem) => `${handler.spec.name}: ${problem} (${describeCall(call)})`),
        );
      }
    }
  }
  return result;
}

function writesQueries(examples: readonly Example[]): boolean {
  return examples.flatMap(exchangesOf).some(({ request: { url, json = null } }) =>
    queriesOf({
      method: "",
      url: new URL(url),
      headers: new Headers({ "content-type": "application/json" }),
      body: new TextEncoder().encode(JSON.stringify(json)),
    }).length > 0
  );
}

function ordinaryInputs(examples: readonly Example[]): unknown[] {
  return examples.filter(({ error }) => !error).map(inputOf).filter((input) => input !== undefined);
}

function hostileCalls(
  { handler }: Subject,
  ordinary: unknown,
  place: Place,
  texts: readonly string[],
): Call[] {
  return texts.map((text) => withText(ordinary, place, () => text))
    .filter((input) => fits(handler.spec.input, input))
    .map((input) => plainCall(input, ordinary, [place]));
}

function plainCall(input: unknown, ordinary: unknown, places: readonly Place[]): Call {
  return { kind: "hostile", form: "plain", credentials: "user", input, ordinary, places };
}

/** What is wrong with an exemption: the field is not for admins alone, or it is a text like any other. */
export async function rawQueryProblems(
  handler: Handler,
  examples: readonly Example[],
  { field, language }: RawQuery,
  texts: readonly string[],
): Promise<string[]> {
  const { access, adminOnly, input } = handler.spec;
  const isForAdmins = access === "admin" || adminOnly?.includes(field) === true;
  const subject = await createSubject(handler, examples);
  const changed = ordinaryInputs(examples).flatMap((ordinary) =>
    texts.map((text) => ({ ...ordinary as object, [field]: text })).filter((value) => fits(input, value))
      .map((value) => plainCall(value, ordinary, []))
  );
  let written = false;
  for (const call of changed) {
    const { sent } = (await runCall(subject, call)).world;
    const text = (call.input as Record<string, string>)[field] ?? "";
    written ||= sent.flatMap(queriesOf).some((query) =>
      query.language === language && query.text.includes(text)
    );
    if (written) break;
  }
  return [
    ...(isForAdmins ? [] : [`${field} is not for admins alone`]),
    ...(written ? [] : [`${field} does not get into the query as it is`]),
  ];
}
