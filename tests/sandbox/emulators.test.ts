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

  it("leaves resumable uploads and other APIs to the examples", async () => {
    const upload = "https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable";
    expect(await ask("googledrive", "POST", upload, { name: "a" })).toBeUndefined();
    expect(await ask("googlesheets", "GET", "https://sheets.googleapis.com/v4/spreadsheets/a"))
      .toBeUndefined();
  });
});

describe("GitHub", () => {
  it("answers 404 for what is not there, and nothing for routes it lacks", async () => {
    const issue = { title: "A title" };
    expect((await ask("github", "POST", "https://api.github.com/repos/octo/demo/issues", issue))?.status)
      .toBe(201);
    expect((await ask("github", "POST", "https://api.github.com/repos/octo/none/issues", issue))?.status)
      .toBe(404);
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

  it("takes an ID from the client, as Linear does", async () => {
    const answer = await create({ id: "7a2d1d1e-6b7c-4f0e-8f43-3f1f7b3c9a10" });
    expect(answer?.body.data.issueCreate.issue.identifier).toMatch(/^SAN-\d+$/);
  });

  it("leaves what its schema lacks to the examples, and refuses the rest itself", async () => {
    expect(await create({ estimate: 3 })).toBeUndefined();
    expect((await create({ teamId: "NONE" }))?.status).toBe(400);
  });
});
