/**
 * Proves that conformance catches mistakes: examples that are true to the provider are changed in one place, and
 * each change has to be found there.
 *
 * @module
 */
import { describe, expect, test } from "vitest";
import { changed, sampleNamed, violatedPlaces } from "./mutate.ts";
import { specsArePresent } from "./specs.ts";

const hasSpecs = specsArePresent();
if (!hasSpecs) console.log("Conformance is not proven here: no provider contracts (set PROVIDER_SPECS)");

const LINEAR_INPUT = "0/request/json/variables/input";
const LINEAR_ISSUE = "0/response/json/data/issueCreate/issue";
const MISSPELT_QUERY = "query ($id: String!) { issue(id: $id) { id titel } }";
const MISSPELT_ARGUMENT = '{"path":"/a.pdf","auto_rename":true}';

/** What is wrong, the sample, where it is changed, how, and where it has to be found. */
type Row = [string, string, string, unknown, string];

const NAMES: Row[] = [
  ["request", "Slack Bot posts", "0/request/json/channel", { as: "chanel" }, "request /body/chanel"],
  ["nested", "Airtable lists", "0/request/json/sort/0/field", { as: "feld" }, "request /body/sort/0/feld"],
  [
    "in allOf",
    "Outlook sends",
    "0/request/json/message/subject",
    { as: "title" },
    "request /body/message/title",
  ],
  ["case", "Gmail sends", "0/request/json/threadId", { as: "threadID" }, "request /body/threadID"],
  ["form", "Slack Bot uploads", "0/request/form/length", { as: "size" }, "request /body/size"],
  [
    "JSON header",
    "Dropbox refuses",
    "0/request/headers/Dropbox-API-Arg",
    MISSPELT_ARGUMENT,
    "request /headers/Dropbox-API-Arg/auto_rename",
  ],
  ["GraphQL input", "Linear creates", `${LINEAR_INPUT}/dueDate`, { as: "dueAt" }, "request /body/variables"],
  [
    "GraphQL field",
    "Linear refuses inside a 200",
    "0/request/json/query",
    MISSPELT_QUERY,
    "request /body/query",
  ],
  ["answer", "Slack Bot lists", "0/response/json/channels", { as: "chanels" }, "response /body/channels"],
  ["optional answer", "Gmail sends", "0/response/json/threadId", { as: "thread" }, "response /body/thread"],
  [
    "open answer",
    "Slack Bot lists",
    "0/response/json/channels/0/num_members",
    { as: "numMembers" },
    "response /body/channels/0/numMembers",
  ],
  [
    "GraphQL answer",
    "Linear creates",
    `${LINEAR_ISSUE}/identifier`,
    { as: "number" },
    "response /body/data/issueCreate/issue/number",
  ],
];

const REQUIRED: Row[] = [
  ["request", "GitHub creates", "0/request/json/title", undefined, "request /body/title"],
  ["nested", "Airtable lists", "0/request/json/sort/0/field", undefined, "request /body/sort/0/field"],
  ["GraphQL variable", "Linear creates", `${LINEAR_INPUT}/teamId`, undefined, "request /body/variables"],
  ["body", "Gmail sends", "0/request/json", undefined, "request /body"],
  ["answer", "Airtable lists", "0/response/json/records/0/id", undefined, "response /body/records/0/id"],
  ["error answer", "Notion queries", "0/response/json/code", undefined, "response /body/code"],
  ["answer body", "Gmail sends", "0/response/json", undefined, "response /body"],
  [
    "GraphQL field",
    "Linear creates",
    `${LINEAR_ISSUE}/priority`,
    undefined,
    "response /body/data/issueCreate/issue/priority",
  ],
  [
    "location of an upload",
    "Google Drive uploads in chunks",
    "0/response/headers/Location",
    undefined,
    "response /headers/Location",
  ],
];

const VALUES: Row[] = [
  ["request", "Airtable lists", "0/request/json/sort/0/direction", "up", "request /body/sort/0/direction"],
  [
    "in a union",
    "Notion queries",
    "0/request/json/sorts/0/direction",
    "up",
    "request /body/sorts/0/direction",
  ],
  ["GraphQL input", "Linear creates", `${LINEAR_INPUT}/slaType`, "weekdays", "request /body/variables"],
  [
    "header",
    "Notion queries",
    "0/request/headers/Notion-Version",
    "2022-06-28",
    "request /headers/Notion-Version",
  ],
  ["limit", "Airtable lists", "0/request/json/pageSize", 500, "request /body/pageSize"],
  [
    "answer",
    "Outlook lists",
    "0/response/json/value/0/importance",
    "urgent",
    "response /body/value/0/importance",
  ],
  ["error answer", "Notion queries", "0/response/json/code", "not_found", "response /body/code"],
  ["Slack error", "Slack Bot refuses inside a 200", "0/response/json/error", "gone", "response /body/error"],
  [
    "union tag",
    "Dropbox refuses",
    "0/response/json/error/reason/.tag",
    "conflicts",
    "response /body/error/reason/.tag",
  ],
  [
    "GraphQL answer",
    "Linear creates",
    `${LINEAR_ISSUE}/state`,
    null,
    "response /body/data/issueCreate/issue/state",
  ],
  ["status", "Outlook sends", "0/response/status", 204, "response /status"],
];

const TYPES: Row[] = [
  ["request", "GitHub creates", "0/request/json/labels", "bug", "request /body/labels"],
  ["form", "Slack Bot uploads", "0/request/form/length", "long", "request /body/length"],
  ["GraphQL variable", "Linear creates", `${LINEAR_INPUT}/title`, 7, "request /body/variables"],
  ["answer", "Google Drive uploads in one request", "0/response/json/size", 48211, "response /body/size"],
  [
    "GraphQL answer",
    "Linear creates",
    `${LINEAR_ISSUE}/createdAt`,
    1777000000,
    "response /body/data/issueCreate/issue/createdAt",
  ],
  [
    "header",
    "Google Drive uploads in chunks",
    "1/request/headers/Content-Range",
    "0-4/10",
    "request /headers/Content-Range",
  ],
];

const ADDRESSES: Row[] = [
  ["method", "Salesforce queries", "0/request/method", "POST", "request /url"],
  ["path", "Slack Bot posts", "0/request/url", "https://slack.com/api/chat.post", "request /url"],
  ["host", "Slack Bot posts", "0/request/url", "https://api.slack.com/api/chat.postMessage", "request /url"],
  ["route", "Slack Bot posts", "0/route", "POST /api/chat.update", "request /route"],
  [
    "body of an empty answer",
    "Google Drive uploads in chunks",
    "1/response",
    { status: 308, json: {} },
    "response /body",
  ],
  [
    "pre-signed address that no answer gave",
    "OneDrive uploads in chunks",
    "0/response/json/uploadUrl",
    "https://contoso.sharepoint.com/other",
    "request /url",
  ],
];

describe.skipIf(!hasSpecs)("conformance finds", () => {
  test.each(NAMES)("a wrong name: %s", expectFound);
  test.each(REQUIRED)("something missing: %s", expectFound);
  test.each(VALUES)("a wrong value: %s", expectFound);
  test.each(TYPES)("a wrong type: %s", expectFound);
  test.each(ADDRESSES)("a wrong %s", expectFound);

  test.each([
    ["name", "Slack Bot lists", "limit=", "limt=", "request /query/limt"],
    ["missing name", "GitHub searches", "q=", "query=", "request /query/q"],
    ["value", "GitHub searches", "sort=comments", "sort=newest", "request /query/sort"],
    ["value in a list", "Outlook lists", "$select=id", "$select=ids", "request /query/$select/0"],
    ["type", "Gmail searches", "maxResults=20", "maxResults=many", "request /query/maxResults"],
    ["limit", "Google Calendar creates", "Version=1", "Version=2", "request /query/conferenceDataVersion"],
    [
      "repetition",
      "Gmail searches",
      "maxResults=20",
      "maxResults=2&maxResults=3",
      "request /query/maxResults",
    ],
    ["answer to a query", "Google Drive downloads", "alt=media&", "", "response /body"],
  ])("in a query, a wrong %s", (_, name, before, after, place) => {
    const sample = sampleNamed(name);
    const [exchange] = sample.example.exchanges;
    const url = exchange && "request" in exchange ? exchange.request.url : "";
    expect(url).toContain(before);
    expect(violatedPlaces(changed(sample, "0/request/url", url.replace(before, after)))).toContain(place);
  });

  test("a pre-signed address on a host that the contract does not name", () => {
    const foreign = "https://files.example.com/upload";
    const answered = changed(sampleNamed("OneDrive uploads in chunks"), "0/response/json/uploadUrl", foreign);
    expect(violatedPlaces(changed(answered, "1/request/url", foreign))).toContain("request /url");
  });
});

function expectFound(_: string, name: string, path: string, change: unknown, place: string): void {
  expect(violatedPlaces(changed(sampleNamed(name), path, change))).toContain(place);
}
