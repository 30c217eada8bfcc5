import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "@base44/sdk";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type * as Template from "../../scripts/client/template.ts";
import { type ClientFolder, clientFolder } from "./client.ts";

interface Sent {
  url: string | undefined;
  type: string | undefined;
  body: string;
}
type Answer = { status?: number; headers?: Record<string, string>; body: string } | "drop";

let folder: ClientFolder;
let client: typeof Template;
let server: Server;
let base44: ReturnType<typeof createClient>;
let sent: Sent[];
let answer: Answer;

beforeAll(async () => {
  folder = await clientFolder();
  client = await import(pathToFileURL(join(folder.folder, "js.js")).href);
  server = createServer(async (request, response) => {
    sent.push({ url: request.url, type: request.headers["content-type"], body: await textOf(request) });
    if (answer === "drop") return void request.socket.destroy();
    const { status = 200, headers = { "content-type": "application/json" }, body } = answer;
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  base44 = createClient({ appId: "app", serverUrl: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  base44.cleanup();
  server.close();
  await folder.remove();
});
beforeEach(() => {
  sent = [];
});
afterEach(() => client.configureFunctions({}));

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const json = (status: number, body: unknown): Answer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

const post = () => client.callFunction(base44, "slack-post", { channel: "C0123456789", text: "Hi" });

async function failureOf(call: Promise<unknown>): Promise<Template.FunctionCallError> {
  const error = await call.then(() => undefined, (error: unknown) => error);
  if (!(error instanceof client.FunctionCallError)) {
    throw new Error(`Expected a FunctionCallError, got ${error}`);
  }
  return error;
}

test("sends the input and answers the result itself", async () => {
  answer = json(200, { channelId: "C0123456789", ts: "1.2" });
  expect(await post()).toEqual({ channelId: "C0123456789", ts: "1.2" });
  expect(sent).toEqual([{
    url: "/api/apps/app/functions/slack-post",
    type: "application/json",
    body: `{"channel":"C0123456789","text":"Hi"}`,
  }]);
});

test("sends files as the SDK does", async () => {
  answer = json(200, { id: "f" });
  await client.callFunction(base44, "google-drive-upload", {
    file: new File(["abc"], "a.txt"),
    name: "b.txt",
  });
  expect(sent[0]?.type).toMatch(/^multipart\/form-data; boundary=/);
  expect(sent[0]?.body).toMatch(/name="file"; filename="a.txt"[^]*abc[^]*name="name"[^]*b\.txt/);
});

test("a failure of a function carries all that it said", async () => {
  const body = {
    error: "The Slack connection lacks a permission that this needs",
    code: "missing_scope",
    retryable: false,
    outcome: "partial",
    retryAfter: 3,
    done: { id: "1" },
    hint: "Add the scope chat:write",
    params: { scopes: ["chat:write"] },
    issues: [{ path: "channel", message: "Expected an ID" }],
  };
  answer = json(424, body);
  const error = await failureOf(post());
  const { error: message, ...others } = body;
  expect(error).toMatchObject({
    name: "FunctionCallError",
    functionName: "slack-post",
    status: 424,
    message,
    ...others,
  });
  expect(error.cause).toMatchObject({ isAxiosError: true });
});

test("keeps codes that are newer than the client", async () => {
  answer = json(418, { error: "New", code: "brand_new", retryable: true, outcome: "not_done" });
  expect(await failureOf(post())).toMatchObject({ code: "brand_new", message: "New", retryable: true });
});

const read = () => client.callFunction(base44, "slack-list-channels", {});

test.each([
  [401, "sign_in_required", "not_done", false],
  [403, "not_allowed", "not_done", false],
  [404, "not_deployed", "not_done", false],
  [413, "payload_too_large", "not_done", false],
  [429, "rate_limited", "not_done", true],
  [422, "unexpected_answer", "unknown", false],
  [500, "platform_unavailable", "unknown", false],
  [502, "platform_unavailable", "unknown", false],
])("a %i that is not the function's is %s", async (status, code, outcome, retryable) => {
  answer = json(status, { message: "Not ours", detail: "Not ours", code: "NOT_FOUND" });
  expect(await failureOf(post())).toMatchObject({ code, status, outcome, retryable });
  answer = { status, headers: { "content-type": "text/html" }, body: "<h1>Bad gateway</h1>" };
  expect(await failureOf(post())).toMatchObject({ code, status, outcome, retryable });
});

test("Base44's own rate limit says how long to wait", async () => {
  answer = { status: 429, headers: { "retry-after": "7" }, body: "" };
  expect(await failureOf(post())).toMatchObject({ code: "rate_limited", retryAfter: 7, retryable: true });
});

test("nobody knows what became of a lost send, while a lost read may be repeated", async () => {
  answer = "drop";
  expect(await failureOf(post())).toMatchObject({
    code: "network_error",
    status: undefined,
    outcome: "unknown",
    retryable: false,
  });
  expect(await failureOf(read())).toMatchObject({
    code: "network_error",
    outcome: "not_done",
    retryable: true,
  });
  answer = json(503, {});
  expect(await failureOf(read())).toMatchObject({ outcome: "not_done", retryable: true });
});

test("a page in place of an answer is a failure", async () => {
  answer = { headers: { "content-type": "text/html" }, body: "<!doctype html>" };
  expect(await failureOf(post())).toMatchObject({
    code: "unexpected_answer",
    status: 200,
    outcome: "unknown",
  });
});

test("what the SDK refuses to send is a failure of the same class", async () => {
  // @ts-expect-error JavaScript callers may pass a text.
  expect(await failureOf(client.callFunction(base44, "slack-post", "Hi"))).toMatchObject({
    code: "invalid_request",
    outcome: "not_done",
  });
  expect(sent).toEqual([]);
});

test("reads the SDK's own error class too", async () => {
  const refusing = {
    functions: {
      invoke: () => Promise.reject(Object.assign(new Error("Request failed"), { status: 404, data: {} })),
    },
  };
  expect(await failureOf(client.callFunction(refusing, "slack-post", { channel: "C1", text: "Hi" })))
    .toMatchObject({
      code: "not_deployed",
    });
});

test("messages are translated by code", async () => {
  answer = json(429, {
    error: "Slack is busy",
    code: "rate_limited",
    retryable: true,
    outcome: "not_done",
    retryAfter: 5,
  });
  client.configureFunctions({
    messages: {
      rate_limited: ({ retryAfter }) => `Bitte ${retryAfter} Sekunden warten`,
      not_deployed: "Diese Funktion fehlt",
    },
  });
  expect((await failureOf(post())).message).toBe("Bitte 5 Sekunden warten");
  answer = json(404, {});
  expect((await failureOf(post())).message).toBe("Diese Funktion fehlt");
  answer = json(409, { error: "It is there", code: "constructor", retryable: false, outcome: "not_done" });
  expect((await failureOf(post())).message).toBe("It is there");
});

test.each<[string, Template.Settings["names"], string]>([
  ["a list", { "slack-post": "sendToSlack" }, "sendToSlack"],
  ["a list without it", { "gmail-send": "gmailSend" }, "slack-post"],
  ["a rule", (name) => `connectors__${name}`, "connectors__slack-post"],
])("calls the deployed name by %s", async (_, names, deployed) => {
  answer = json(200, {});
  client.configureFunctions({ ...(names && { names }) });
  await post();
  expect(sent[0]?.url).toBe(`/api/apps/app/functions/${deployed}`);
});

test("camelCaseName is the rule for apps that agents built", async () => {
  answer = json(404, {});
  client.configureFunctions({ names: client.camelCaseName });
  expect(await failureOf(read())).toMatchObject({
    functionName: "slack-list-channels",
    message: "This app has no function slackListChannels",
  });
  expect(sent[0]?.url).toBe("/api/apps/app/functions/slackListChannels");
});

test("works beside the SDK's own call", async () => {
  answer = json(200, { ts: "1.2" });
  client.configureFunctions({ names: client.camelCaseName });
  expect(await base44.functions.invoke("slack-post", {})).toMatchObject({ data: { ts: "1.2" } });
  expect(sent[0]?.url).toBe("/api/apps/app/functions/slack-post");
});
