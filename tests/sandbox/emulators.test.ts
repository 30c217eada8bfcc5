/** @module */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulators, startEmulators } from "../../sandbox/emulators.ts";

let emulators: Emulators;

beforeAll(async () => {
  emulators = await startEmulators();
});
afterAll(() => emulators.close());

async function ask(connector: string, method: string, url: string, json?: unknown) {
  const answer = await emulators.answer(
    new Request(url, {
      method,
      headers: {
        authorization: `Bearer ${emulators.connector(connector)?.token}`,
        "content-type": "application/json",
      },
      body: json === undefined ? null : JSON.stringify(json),
    }),
  );
  return answer && { status: answer.status, body: await answer.json() };
}

describe("Slack", () => {
  it("knows the tokens of both connectors, and keeps what is posted", async () => {
    expect((await ask("slackbot", "POST", "https://slack.com/api/auth.test", {}))?.body.user).toBe(
      "sandbox-bot",
    );
    expect((await ask("slack", "POST", "https://slack.com/api/auth.test", {}))?.body.user).toBe("admin");
    const posted = await ask("slack", "POST", "https://slack.com/api/chat.postMessage", {
      channel: "general",
      text: "Hi",
    });
    const url = `https://slack.com/api/conversations.history?channel=${posted?.body.channel}`;
    expect((await ask("slack", "GET", url))?.body.messages[0].text).toBe("Hi");
  });

  it("hands out upload addresses on Slack's own host", async () => {
    const url = "https://slack.com/api/files.getUploadURLExternal";
    const answer = await ask("slackbot", "POST", url, { filename: "a", length: 1 });
    expect(new URL(answer?.body.upload_url).host).toBe("files.slack.com");
  });
});

describe("Google", () => {
  it("knows the tokens of Gmail, Calendar and Drive", async () => {
    const messages = "https://gmail.googleapis.com/gmail/v1/users/me/messages?q=from:ada";
    expect((await ask("gmail", "GET", messages))?.body.messages).toHaveLength(1);
    const events = "https://www.googleapis.com/calendar/v3/calendars/primary/events";
    expect((await ask("googlecalendar", "GET", events))?.body.items[0].summary).toBe("Kickoff");
    const files = "https://www.googleapis.com/drive/v3/files";
    expect((await ask("googledrive", "GET", files))?.body.files).toHaveLength(2);
  });

  it("hands out IDs, and refuses the same one for the second time", async () => {
    const files = "https://www.googleapis.com/drive/v3/files";
    const { ids } = (await ask("googledrive", "GET", `${files}/generateIds?count=2&type=files`))?.body;
    expect(ids).toEqual([expect.stringMatching(/^1[\w-]{32}$/), expect.stringMatching(/^1[\w-]{32}$/)]);
    const folder = { id: ids[0], name: "a", mimeType: "application/vnd.google-apps.folder" };
    expect((await ask("googledrive", "POST", files, folder))?.body.id).toBe(ids[0]);
    expect((await ask("googledrive", "POST", files, folder))?.status).toBe(409);
    expect((await ask("googledrive", "GET", `${files}/${ids[0]}`))?.body).toMatchObject({
      id: ids[0],
      name: "a",
    });
    expect((await ask("googledrive", "GET", `${files}?q=name = 'a'`))?.body.files).toHaveLength(1);
  });

  it("leaves other searches, a file's new content and other APIs to the examples", async () => {
    const drive = "https://www.googleapis.com";
    expect(await ask("googledrive", "GET", `${drive}/drive/v3/files?q=starred = true`)).toBeUndefined();
    const content = `${drive}/upload/drive/v3/files/sandbox-file?uploadType=multipart`;
    expect(await ask("googledrive", "PATCH", content, { name: "a" })).toBeUndefined();
    expect(await ask("googlesheets", "GET", "https://sheets.googleapis.com/v4/spreadsheets/a"))
      .toBeUndefined();
  });
});

describe("uploads to Google Drive in chunks", () => {
  const UPLOAD = "https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable";
  const headers = { authorization: "Bearer ya29.sandbox", "content-type": "application/json" };

  async function open(name: string): Promise<string> {
    const request = new Request(UPLOAD, { method: "POST", headers, body: JSON.stringify({ name }) });
    return (await emulators.answer(request))?.headers.get("location") ?? "";
  }

  async function put(url: string, range: string | undefined, body = new Uint8Array()) {
    const request = new Request(url, {
      ...{ method: "PUT", body },
      ...(range !== undefined && { headers: { "content-range": `bytes ${range}` } }),
    });
    const answer = await emulators.answer(request);
    return answer && [answer.status, answer.headers.get("range")];
  }

  it("are open to known accounts only", async () => {
    const request = new Request(UPLOAD, { method: "POST", body: "{}" });
    expect((await emulators.answer(request))?.status).toBe(401);
  });

  it("tell what has arrived, go on there, and end with the file", async () => {
    const session = await open("chunks.bin");
    const chunk = new Uint8Array(262_144).fill(7);
    expect(await put(session, "*/262147")).toEqual([308, null]);
    expect(await put(session, "0-262143/*", chunk)).toEqual([308, "bytes=0-262143"]);
    expect(await put(session, "0-262143/*", chunk)).toEqual([308, "bytes=0-262143"]);
    expect(await put(session, "262144-262146/262147", new Uint8Array(3))).toEqual([200, null]);
    expect(await put(session, "*/262147")).toEqual([200, null]);
    const files = "https://www.googleapis.com/drive/v3/files?q=name = 'chunks.bin'";
    expect((await ask("googledrive", "GET", files))?.body.files).toMatchObject([{ size: "262147" }]);
  });

  it("refuse ranges that do not fit, and chunks of an odd size before the last", async () => {
    const session = await open("odd.bin");
    expect(await put(session, "0-4/*", new Uint8Array(5))).toEqual([400, null]);
    expect(await put(session, "0-9/10", new Uint8Array(5))).toEqual([400, null]);
    expect(await put(session, "some")).toEqual([400, null]);
  });

  it("make an empty file, and know no session of others", async () => {
    expect(await put(await open("empty.txt"), undefined)).toEqual([200, null]);
    expect(await put(`${UPLOAD}&upload_id=other`, "*/1")).toBeUndefined();
  });
});

describe("GitHub", () => {
  it("answers 404 for what is not there, and nothing for routes it lacks", async () => {
    const issue = { title: "A title" };
    expect((await ask("github", "POST", "https://api.github.com/repos/octo/demo/issues", issue))?.status)
      .toBe(201);
    expect((await ask("github", "POST", "https://api.github.com/repos/octo/none/issues", issue))?.status)
      .toBe(404);
    const made = await ask("github", "POST", "https://api.github.com/repos/octo/demo/issues", issue);
    expect(made?.body.html_url).toMatch(/^https:\/\/github\.com\/octo\/demo\/issues\/\d+$/);
    expect(await ask("github", "GET", "https://api.github.com/repos/octo/demo/dependabot/alerts"))
      .toBeUndefined();
  });
});

describe("Linear", () => {
  const create = (input: object) =>
    ask("linear", "POST", "https://api.linear.app/graphql", {
      query: "mutation ($input: IssueCreateInput!) { issueCreate(input: $input) { issue { identifier } } }",
      variables: { input: { title: "A title", teamId: "SAN", ...input } },
    });

  const query = (text: string, variables = {}) =>
    ask("linear", "POST", "https://api.linear.app/graphql", { query: text, variables });
  const titles = (filter: string) => query(`{ issues(filter: ${filter}) { nodes { title } } }`);

  it("takes an ID from the client, once", async () => {
    const id = "7a2d1d1e-6b7c-4f0e-8f43-3f1f7b3c9a10";
    const made = await query(
      "mutation ($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id identifier } } }",
      { input: { id, title: "A title", teamId: "SAN" } },
    );
    expect(made?.body.data.issueCreate.issue).toEqual({ id, identifier: expect.stringMatching(/^SAN-\d+$/) });
    expect((await query(`{ issue(id: "${id}") { id } }`))?.body.data).toEqual({ issue: { id } });
    expect((await create({ id }))?.body.errors[0].message).toBe("conflict on insert of Issue");
  });

  it("fills in what the emulator's issues do not have", async () => {
    const { issues } = (await query(`{
      issues(first: 1, filter: { title: { containsIgnoreCase: "try the" } }) {
        nodes { identifier title estimate branchName parent { id } attachments { nodes { id } pageInfo { hasNextPage } } }
        pageInfo { hasNextPage }
      }
    }`))?.body.data;
    expect(issues).toEqual({
      nodes: [{
        ...{
          identifier: "SAN-1",
          title: "Try the sandbox",
          estimate: null,
          branchName: "san-1-try-the-sandbox",
        },
        ...{
          parent: null,
          attachments: { nodes: [], pageInfo: expect.objectContaining({ hasNextPage: false }) },
        },
      }],
      pageInfo: expect.objectContaining({ hasNextPage: false }),
    });
  });

  it("filters by relations, absence and time", async () => {
    const all = { data: { issues: { nodes: [{ title: "Try the sandbox" }] } } };
    const none = { data: { issues: { nodes: [] } } };
    const title = 'title: { startsWith: "Try" }';
    const found = async (filter: string) => (await titles(`{ ${title}, ${filter} }`))?.body;
    expect(await found("assignee: { null: true }")).toEqual(all);
    expect(await found("assignee: { isMe: { eq: true } }")).toEqual(none);
    expect(await found('labels: { some: { name: { eq: "Bug" } } }')).toEqual(none);
    expect(await found('state: { type: { in: ["unstarted", "started"] } }')).toEqual(all);
    expect(await found('createdAt: { lt: "2020-01-01T00:00:00Z" }')).toEqual(none);
    expect(await found('or: [{ team: { key: { eq: "NONE" } } }, { priority: { eq: 0 } }]')).toEqual(all);
  });

  it("leaves what its schema lacks to the examples, and refuses the rest itself", async () => {
    expect(await create({ estimate: 3 })).toBeUndefined();
    expect(await titles("{ estimate: { eq: 3 } }")).toBeUndefined();
    expect(await titles('{ title: { soundsLike: "try" } }')).toBeUndefined();
    expect(await titles('{ createdAt: { gt: "-P7D" } }')).toBeUndefined();
    expect(await query("{ issues(includeArchived: true) { nodes { title } } }")).toBeUndefined();
    expect(await query("mutation { attachmentCreate(input: {}) { success } }")).toBeUndefined();
    expect((await create({ teamId: "NONE" }))?.status).toBe(400);
  });
});
