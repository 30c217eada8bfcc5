/**
 * Proves that conformance catches mistakes: examples that are true to the provider are changed in one place, and
 * each change has to be found there.
 *
 * @module
 */
import { describe, expect, test } from "vitest";
import { type Example, exchangesOf } from "../../sandbox/example.ts";
import { checkExample } from "./check.ts";
import { isObject } from "./json.ts";
import type { Violation } from "./report.ts";
import { type Sample, SAMPLES } from "./samples.ts";
import { specsArePresent } from "./specs.ts";

const hasSpecs = specsArePresent();
if (!hasSpecs) console.log("Mutations of conformance skipped: no provider contracts (set PROVIDER_SPECS)");

type Key = string | number;

/** Members whose values the contracts leave open, so that any type fits. */
const OPEN_VALUES: Record<string, RegExp> = {
  "Slack Bot posts": /^\/message\/bot_profile\//,
  "Slack Bot uploads": /^\/files\/0\/(title|mimetype|size)$/,
  "Airtable lists": /^\/records\/0\/fields\//,
  "Google Sheets appends": /^\/values\//,
  "Salesforce queries": /^\/records\/0\/(Id|attributes\/\w+)$/,
};

describe.skipIf(!hasSpecs)("a sample from a dossier conforms", () => {
  test.each(Object.keys(SAMPLES))("%s", (name) => {
    expect(violationsOf(sampleNamed(name))).toEqual([]);
  });
});

describe.skipIf(!hasSpecs)("one wrong thing is caught", () => {
  const response = ["response", "json"];
  const request = ["request", "json"];

  test.each<[string, string, Key[], unknown, string]>([
    // Wrong member name, where `undefined` removes and `{ as }` renames.
    [
      "request member misspelt",
      "Slack Bot posts",
      [...request, "channel"],
      { as: "chanel" },
      "request /body/chanel",
    ],
    [
      "nested request member misspelt",
      "Outlook sends",
      [...request, "message", "toRecipients", 0, "emailAddress", "address"],
      { as: "adress" },
      "request /body/message/toRecipients/0/emailAddress/adress",
    ],
    ["request member in the wrong case", "Google Drive uploads in chunks", [...request, "parents"], {
      as: "Parents",
    }, "request /body/Parents"],
    ["GraphQL input member misspelt", "Linear creates", [...request, "variables", "input", "dueDate"], {
      as: "dueAt",
    }, "request /body/variables"],
    [
      "GraphQL field misspelt",
      "Linear refuses inside a 200",
      [...request, "query"],
      "query ($id: String!) { issue(id: $id) { id titel } }",
      "request /body/query",
    ],
    ["answer member misspelt", "Slack Bot lists", [...response, "response_metadata", "next_cursor"], {
      as: "nextCursor",
    }, "response /body/response_metadata/nextCursor"],
    [
      "answer member invented",
      "Gmail sends",
      [...response, "permalink"],
      "https://example.com",
      "response /body/permalink",
    ],
    [
      "GraphQL answer field misspelt",
      "Linear creates",
      [...response, "data", "issueCreate", "issue", "identifier"],
      { as: "number" },
      "response /body/data/issueCreate/issue/number",
    ],
    [
      "form field misspelt",
      "Slack Bot uploads",
      ["request", "form", "length"],
      { as: "size" },
      "request /body/size",
    ],
    // Missing required member.
    [
      "required request member missing",
      "GitHub creates",
      [...request, "title"],
      undefined,
      "request /body/title",
    ],
    [
      "required nested request member missing",
      "Airtable lists",
      [...request, "sort", 0, "field"],
      undefined,
      "request /body/sort/0/field",
    ],
    [
      "required GraphQL variable missing",
      "Linear creates",
      [...request, "variables", "input", "teamId"],
      undefined,
      "request /body/variables",
    ],
    [
      "required answer member missing",
      "Airtable lists",
      [...response, "records", 0, "createdTime"],
      undefined,
      "response /body/records/0/createdTime",
    ],
    [
      "selected GraphQL field missing",
      "Linear creates",
      [...response, "data", "issueCreate", "issue", "priority"],
      undefined,
      "response /body/data/issueCreate/issue/priority",
    ],
    [
      "required error member missing",
      "Notion queries",
      [...response, "code"],
      undefined,
      "response /body/code",
    ],
    ["request body missing", "Gmail sends", request, undefined, "request /body"],
    ["answer body missing", "Gmail sends", response, undefined, "response /body"],
    // Wrong enum value.
    [
      "wrong enum value in the request",
      "Airtable lists",
      [...request, "sort", 0, "direction"],
      "ascending",
      "request /body/sort/0/direction",
    ],
    [
      "wrong enum value in a union",
      "Notion queries",
      [...request, "sorts", 0, "direction"],
      "asc",
      "request /body/sorts/0/direction",
    ],
    [
      "wrong GraphQL enum value",
      "Linear creates",
      [...request, "variables", "input", "slaType"],
      "weekdays",
      "request /body/variables",
    ],
    [
      "wrong enum value in the answer",
      "Outlook lists",
      [...response, "value", 0, "importance"],
      "urgent",
      "response /body/value/0/importance",
    ],
    [
      "wrong enum value in an error",
      "Notion queries",
      [...response, "code"],
      "not_found",
      "response /body/code",
    ],
    [
      "unknown Slack error code",
      "Slack Bot refuses inside a 200",
      [...response, "error"],
      "chanel_not_found",
      "response /body/error",
    ],
    [
      "unknown Dropbox union tag",
      "Dropbox refuses",
      [...response, "error", "reason", ".tag"],
      "conflicts",
      "response /body/error/reason/.tag",
    ],
    // Wrong type.
    ["wrong type in the request", "GitHub creates", [...request, "labels"], "bug", "request /body/labels"],
    [
      "wrong type in a form",
      "Slack Bot uploads",
      ["request", "form", "length"],
      "long",
      "request /body/length",
    ],
    [
      "wrong type in the answer",
      "Google Drive uploads in one request",
      [...response, "size"],
      48211,
      "response /body/size",
    ],
    [
      "wrong GraphQL variable type",
      "Linear creates",
      [...request, "variables", "input", "title"],
      7,
      "request /body/variables",
    ],
    [
      "wrong GraphQL scalar in the answer",
      "Linear creates",
      [...response, "data", "issueCreate", "issue", "createdAt"],
      1777000000,
      "response /body/data/issueCreate/issue/createdAt",
    ],
    [
      "null where GraphQL forbids it",
      "Linear creates",
      [...response, "data", "issueCreate", "issue", "state"],
      null,
      "response /body/data/issueCreate/issue/state",
    ],
    // Limits, headers, statuses, addresses.
    ["number over its limit", "Airtable lists", [...request, "pageSize"], 500, "request /body/pageSize"],
    [
      "malformed header",
      "Google Drive uploads in chunks",
      ["request", "headers", "Content-Range"],
      "0-4/10",
      "request /headers/Content-Range",
    ],
    [
      "misspelt member in a JSON header",
      "Dropbox refuses",
      ["request", "headers", "Dropbox-API-Arg"],
      '{"path":"/a.pdf","auto_rename":true}',
      "request /headers/Dropbox-API-Arg/auto_rename",
    ],
    [
      "wrong version header",
      "Notion queries",
      ["request", "headers", "Notion-Version"],
      "2022-06-28",
      "request /headers/Notion-Version",
    ],
    [
      "upload opening without a location",
      "Google Drive uploads in chunks",
      ["response", "headers", "Location"],
      undefined,
      "response /headers/Location",
    ],
    ["undeclared status", "Outlook sends", ["response", "status"], 204, "response /status"],
    [
      "body where none is answered",
      "Google Drive uploads in chunks",
      response,
      { id: "1AbC" },
      "response /body",
    ],
    ["wrong method", "Salesforce queries", ["request", "method"], "POST", "request /url"],
    ["wrong path", "Slack Bot posts", ["request", "url"], "https://slack.com/api/chat.post", "request /url"],
    [
      "wrong host",
      "Slack Bot posts",
      ["request", "url"],
      "https://api.slack.com/api/chat.postMessage",
      "request /url",
    ],
    ["route of another path", "Slack Bot posts", ["route"], "POST /api/chat.update", "request /route"],
  ])("%s", (_, name, path, change, expected) => {
    const example = sampleNamed(name).example;
    expect(placesOf(withChange(sampleNamed(name), pathToExchange(example, path), change))).toContain(
      expected,
    );
  });

  test.each([
    ["name misspelt", "Slack Bot lists", "limit=", "limt=", "request /query/limt"],
    ["required name missing", "GitHub searches", "q=", "query=", "request /query/q"],
    ["wrong enum value", "GitHub searches", "sort=comments", "sort=newest", "request /query/sort"],
    ["wrong enum value in a list", "Outlook lists", "$select=id", "$select=ids", "request /query/$select/0"],
    ["wrong type", "Gmail searches", "maxResults=20", "maxResults=many", "request /query/maxResults"],
    [
      "number over its limit",
      "Google Calendar creates",
      "Version=1",
      "Version=2",
      "request /query/conferenceDataVersion",
    ],
    [
      "repeated single value",
      "Gmail searches",
      "maxResults=20",
      "maxResults=20&maxResults=30",
      "request /query/maxResults",
    ],
    ["download that was not asked for", "Google Drive downloads", "alt=media&", "", "response /body"],
  ])("in a query: %s", (_, name, before, after, expected) => {
    const sample = sampleNamed(name);
    const [exchange] = exchangesOf(sample.example);
    const url = exchange?.request.url.replace(before, after);
    expect(placesOf(withChange(sample, ["exchanges", 0, "request", "url"], url))).toContain(expected);
  });

  test("a pre-signed address that no answer gave", () => {
    const sample = sampleNamed("OneDrive uploads in chunks");
    const path = ["exchanges", 0, "response", "json", "uploadUrl"];
    expect(placesOf(withChange(sample, path, "https://contoso.sharepoint.com/other"))).toEqual([
      "request /url",
    ]);
  });

  test("a pre-signed address on a foreign host", () => {
    const sample = sampleNamed("OneDrive uploads in chunks");
    const foreign = "https://files.example.com/upload";
    const answered = withChange(sample, ["exchanges", 0, "response", "json", "uploadUrl"], foreign);
    expect(placesOf(withChange(answered, ["exchanges", 1, "request", "url"], foreign))).toEqual([
      "request /url",
    ]);
  });
});

describe.skipIf(!hasSpecs)("wherever it is in a sample", () => {
  const names = Object.keys(SAMPLES);

  test.each(names)("%s: a renamed member of a request is caught", (name) => {
    for (const path of membersOf(sampleNamed(name), "request")) {
      const change = { as: `${String(path.at(-1))}X` };
      expect(placesOf(withChange(sampleNamed(name), path, change)), path.join("/")).not.toEqual([]);
    }
  });

  test.each(names)("%s: a value of another type is caught", (name) => {
    const sample = sampleNamed(name);
    for (const path of [...leavesOf(sample, "request"), ...leavesOf(sample, "response")]) {
      const pointer = `/${path.slice(path.indexOf("json") + 1).join("/")}`;
      if (OPEN_VALUES[name]?.test(pointer)) continue;
      expect(placesOf(withChange(sample, path, { unexpected: true })), path.join("/")).not.toEqual([]);
    }
  });
});

function sampleNamed(name: string): Sample {
  const sample = SAMPLES[name];
  if (!sample) throw new Error(`No sample ${name}`);
  return sample;
}

function violationsOf({ connector, example }: Sample): Violation[] {
  return checkExample(connector, example).violations;
}

function placesOf(sample: Sample): string[] {
  return violationsOf(sample).map(({ side, pointer }) => `${side} ${pointer}`);
}

/** The path within the first exchange that has it. */
function pathToExchange(example: Example, path: Key[]): Key[] {
  const index = exchangesOf(example).findIndex((exchange) =>
    has(exchange, path.slice(0, -1)) && has(exchange, path)
  );
  return ["exchanges", Math.max(index, 0), ...path];
}

function has(value: unknown, path: Key[]): boolean {
  return path.every((key) => {
    const isThere = (isObject(value) || Array.isArray(value)) && String(key) in value;
    value = isThere ? Reflect.get(Object(value), key) : undefined;
    return isThere;
  });
}

/** `undefined` removes, `{ as }` renames, anything else replaces. */
function withChange(sample: Sample, path: Key[], change: unknown): Sample {
  const example = structuredClone(sample.example);
  const parent = path.slice(0, -1).reduce<object>((value, key) => Object(Reflect.get(value, key)), example);
  const key = path.at(-1) ?? "";
  const before: unknown = Reflect.get(parent, key);
  if (change === undefined || isRenaming(change)) Reflect.deleteProperty(parent, key);
  if (isRenaming(change)) Reflect.set(parent, change.as, before);
  else if (change !== undefined) Reflect.set(parent, key, change);
  return { connector: sample.connector, example };
}

function isRenaming(change: unknown): change is { as: string } {
  return isObject(change) && typeof change.as === "string";
}

/** Paths of all members of objects in the JSON bodies of one side. */
function membersOf({ example }: Sample, side: "request" | "response"): Key[][] {
  return bodies(example, side).flatMap(([path, body]) =>
    walk(body, path).filter((found) => typeof found.at(-1) === "string")
  );
}

/** Paths of all texts, numbers and booleans in the JSON bodies of one side. */
function leavesOf({ example }: Sample, side: "request" | "response"): Key[][] {
  return bodies(example, side).flatMap(([path, body]) =>
    walk(body, path).filter((found) => !isParent(valueAt(example, found)))
  );
}

function bodies(example: Example, side: "request" | "response"): [Key[], unknown][] {
  return exchangesOf(example).flatMap((exchange, index) => {
    const body = exchange[side]?.json;
    return body === undefined ? [] : [[["exchanges", index, side, "json"], body] satisfies [Key[], unknown]];
  });
}

function walk(value: unknown, path: Key[]): Key[][] {
  const entries: [Key, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isObject(value)
    ? Object.entries(value)
    : [];
  return entries.flatMap(([key, member]) => [[...path, key], ...walk(member, [...path, key])]);
}

function valueAt(value: unknown, path: Key[]): unknown {
  return path.reduce<unknown>((current, key) => Reflect.get(Object(current), key), value);
}

function isParent(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
