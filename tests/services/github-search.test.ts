import fc from "fast-check";
import { describe, expect, it } from "vitest";
import handler from "../../functions/github-search-issues/entry.ts";
import { issueSearch, repoOf, searchPhrase, searchWords } from "../../shared/services/github-search.ts";
import { GithubIssue } from "../../shared/services/github-issues.ts";
import { createWorld } from "../support/world.ts";

describe("searchWords", () => {
  it.each([
    ["checkout slow", '"checkout" "slow"'],
    ["  a \t\n b ", '"a" "b"'],
    ["repo:other/private", '"repo:other/private"'],
    ['" repo:other/private "', '"repo:other/private"'],
    ['\\" is:open \\', '"is:open"'],
    ["a OR b AND NOT (c)", '"a" "OR" "b" "AND" "NOT" "(c)"'],
    ["“x” „y‟ ＂z＂", '"x" "y" "z"'],
    ["a\u0000b\u2028c", '"a" "b" "c"'],
    ['"""', ""],
    ["", ""],
  ])("%j becomes %j", (text, words) => {
    expect(searchWords(text)).toBe(words);
  });
});

describe("whatever the text", () => {
  const text = fc.string({
    unit: fc.constantFrom(...'ab:/-() "\\\n\t\u0000“＂*', "repo:x/y", " OR ", "is:open", '"'),
  });

  it("all of it is within quotation marks", () => {
    fc.assert(fc.property(text, (given) => {
      expect(searchWords(given)).toMatch(/^("[^"\\\p{Cc}]+"( "[^"\\\p{Cc}]+")*)?$/u);
      expect(searchPhrase(given)).toMatch(/^"[^"\\\p{Cc}]*"$/u);
    }));
  });

  it("no qualifier is added to those of the fields", () => {
    fc.assert(fc.property(text, text, (query, label) => {
      const search = issueSearch({ query, repo: "acme/site", type: "issue", labels: [label] });
      const outside = search.replace(/"[^"]*"/g, "").split(" ").filter(Boolean);
      expect(outside).toEqual(["repo:acme/site", "is:issue", "label:"]);
    }));
  });
});

it.each([
  ["query", ""],
  ["query", '"""'],
  ["query", "-- ()"],
  ["labels", ['"']],
  ["labels", ["bug", "“”"]],
])("refuses %s %j, which would be left out of the search", async (field, value) => {
  const world = createWorld();
  const response = await world.call(handler, { query: "checkout", repo: "acme/site", [field]: value });
  expect(await response.json()).toMatchObject({ code: "invalid_input" });
});

it("always says the kind, and every field that is given", () => {
  expect(issueSearch({ type: "pullRequest" })).toBe("is:pull-request");
  expect(
    issueSearch({
      ...{
        query: "a",
        repo: "acme/site",
        type: "issue",
        state: "closed",
        labels: ["good first issue", "bug"],
      },
      ...{ author: "ana", assignee: "dependabot[bot]" },
    }),
  ).toBe(
    '"a" repo:acme/site is:issue is:closed label:"good first issue" label:"bug" author:ana assignee:dependabot[bot]',
  );
});

it.each([
  ["https://api.github.com/repos/acme/site", "acme/site"],
  ["https://api.github.com/repos/acme", ""],
  [undefined, ""],
])("reads the repository out of %s", (repository_url, repo) => {
  const fields = {
    number: 1,
    title: "t",
    state: "open",
    html_url: "u",
    labels: [],
    created_at: "c",
    updated_at: "d",
  };
  expect(repoOf(GithubIssue.parse({ ...fields, repository_url }))).toBe(repo);
});
