/**
 * The readers of query languages, and every hostile text in every place of the examples of functions that write
 * queries.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { functionNames, loadFunction } from "../../support/functions.ts";
import { QUERY_TEXTS } from "./hostile.ts";
import { type Language, structureOf } from "./languages.ts";
import { sweep } from "./sweep.ts";

/** A harmless query, and what somebody would make of it whose text was not escaped. */
const WIDENED: [Language, harmless: string, widened: string][] = [
  ["airtable", '{Name}="x"', '{Name}="x"&TRUE()&"y"'],
  ["airtable", "{Name}=1", "{Name}=1,{Other}=1"],
  ["drive", "name = 'x' and trashed = false", "name = 'x' or '' in parents and trashed = false"],
  ["gmail", 'from:"x" is:unread', 'from:"x" OR from:"y" is:unread'],
  ["gmail", 'from:"x"', 'from:""'],
  ["github", '"x" repo:acme/site is:issue', '"x" repo:acme/site repo:other/private is:issue'],
  ["github", '"x" is:issue', "is:issue"],
  ["odata", "isRead eq true and contains(subject,'x')", "isRead eq true and contains(subject,'x') or true"],
  ["kql", '"\\"x\\" from:\\"y\\""', '"\\"x\\" OR from:\\"y\\""'],
  [
    "soql",
    "SELECT Id FROM Account WHERE Name = 'x'",
    "SELECT Id FROM Account WHERE Name = 'x' OR Name != ''",
  ],
  ["soql", "SELECT Id FROM Account WHERE Name = 'x'", "SELECT Id FROM Account WHERE Name = 'x' LIMIT 1"],
  ["slack", "words in:general", "words in:general in:private"],
  ["a1", "'Tab'!A1:B2", "A1:B2"],
  ["json", '["Active"]', '{"equal":"Active"}'],
  ["verbatim", "SELECT 1", "SELECT 2"],
];

describe.each(WIDENED)("%s: %s", (language, harmless, widened) => {
  it(`is not ${widened}`, () => {
    expect(structureOf(language, harmless)).toBe(structureOf(language, harmless));
    expect(structureOf(language, widened)).not.toBe(structureOf(language, harmless));
  });
});

it.each<[Language, string, string]>([
  ["airtable", '{Name}="x"', '{Other}="\\"y\\\\"'],
  ["drive", "name = 'x'", "name = 'it\\'s \\\\'"],
  ["github", '"x" repo:a/b', '"x" "y" "z" repo:c/d'],
  ["odata", "name eq 'x'", "name eq 'it''s'"],
  ["kql", '"\\"x\\""', '"\\"x\\" \\"OR\\" \\"y\\""'],
  ["soql", "SELECT Id FROM A WHERE N = 'x'", "SELECT Id FROM A WHERE N = 'it\\'s \\u0000'"],
  ["a1", "'Tab'!A1", "'It''s!'!B2"],
])("%s: %s is read as %s", (language, one, other) => {
  expect(structureOf(language, other)).toBe(structureOf(language, one));
});

it.each<[Language, string]>([
  ["airtable", '{Name}="x'],
  ["airtable", '{Na{me}="x"'],
  ["drive", "name = 'x''"],
  ["github", '"x'],
  ["odata", "name eq 'x"],
  ["kql", '"x" or "y"'],
  ["soql", "SELECT Id FROM A WHERE N = 'x\n'"],
  ["a1", "'It's'!A1"],
])("%s: %s cannot be read", (language, text) => {
  expect(() => structureOf(language, text)).toThrow();
});

it("no text in an example's place widens a query", async () => {
  let compared = 0;
  for (const name of functionNames()) {
    const { handler, examples } = await loadFunction(name);
    const found = await sweep(handler, examples, QUERY_TEXTS);
    expect(found.problems.slice(0, 5).join("\n")).toBe("");
    compared += found.compared;
  }
  expect(compared).toBeGreaterThan(5_000);
}, 120_000);
