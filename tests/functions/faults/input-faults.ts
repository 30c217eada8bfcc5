/**
 * Input that no honest caller sends.
 *
 * @module
 */
import { type Example, exchangesOf } from "../../../sandbox/example.ts";
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import type * as z from "../../../shared/runtime/zod.ts";
import { inputOf } from "../../support/replay.ts";
import { type Fault, type FaultName, joined } from "./fault.ts";
import { textFields, valueAt, withValue } from "./fields.ts";
import { answering, fieldProblems, inputProblems } from "./input-verdict.ts";
import type { Rehearsal } from "./rehearsal.ts";

const HOSTILE = [
  "",
  "   ",
  "\0\u0007\u202e",
  "..",
  "../../admin?x=1#y",
  "a\r\nBcc: stranger@example.com\r\n\r\n",
  "' OR 1=1 -- \" ` \\ ; ) } ] </script> <!channel> ${x} {{x}} %00%2e%2e%2f %zz =cmd|'/c'!A1",
  "\ud800",
  "__proto__",
  "שלום 😀 \u200f\ufeff",
  "a".repeat(30_000) + "!",
];

const WRONG: readonly unknown[] = [{}, [[]], 12.5, -1, "", false, { toString: "x" }, [null]];

/** Which of the values are tried at the nth field. */
export type Sample = <T>(values: readonly T[], nth: number) => readonly T[];

export const EVERY_VALUE: Sample = (values) => values;

/** So many of them at each field, other ones at the next. */
export function rotating(count: number, from = 0): Sample {
  return (values, nth) => values.filter((_, index) => (index + (from + nth) * count) % values.length < count);
}

export function inputFaults(
  spec: FunctionSpec,
  examples: readonly Example[],
  sample: Sample = EVERY_VALUE,
): Fault[] {
  const [example] = examples;
  const input = example && inputOf(example);
  if (!example || typeof input !== "object" || input === null) return [];
  const { shape } = spec.input;
  const exchanges = examples.flatMap(exchangesOf);

  const tried = (
    name: FaultName,
    at: string,
    values: readonly unknown[],
    judge: (run: Rehearsal) => string[],
  ): Fault => ({
    name,
    at,
    async run(rehearse) {
      const verdicts = values.map(async (value) => {
        const changed = withValue(input, at, value);
        const world = { provider: answering(exchanges) };
        const run = await rehearse(example, { input: changed, world });
        const named = (problem: string) => `${problem}, for ${show(valueAt(changed, at))}`;
        return { wrong: run.problems.map(named), differs: judge(run).map(named) };
      });
      return joined(await Promise.all(verdicts));
    },
  });
  const reasonable = (run: Rehearsal) => inputProblems(run, exchanges, spec);
  return [
    ...textFields(shape, input).map((path, nth) =>
      tried("hostile text", path, sample(HOSTILE, nth), reasonable)
    ),
    ...Object.keys(shape).map((field, nth) => tried("wrong type", field, sample(WRONG, nth), reasonable)),
    ...requiredFields(shape).map((field) =>
      tried("missing field", field, [undefined], (run) => fieldProblems(run, field))
    ),
    tried("unknown field", "unheardOf", ["x"], (run) => fieldProblems(run, "unheardOf")),
  ];
}

function requiredFields(shape: Readonly<Record<string, z.core.$ZodType>>): string[] {
  return Object.entries(shape).filter(([, schema]) => !schema._zod.optin).map(([name]) => name);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
