/**
 * What the sandbox remembers of a call: the provider's request as it was sent, without the token.
 *
 * @module
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createClient } from "@base44/sdk";
import { APP_ID, CALLER_TOKENS } from "../../sandbox/callers.ts";
import { loadCollection } from "../../sandbox/collection.ts";
import { CALL_HEADER } from "../../sandbox/host.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { fetchCall, type SdkResponse } from "../../sandbox/smoke.ts";

let sandbox: Sandbox;

beforeAll(async () => {
  const functions = await loadCollection();
  sandbox = await startSandbox({
    functions,
    runtime: "workerd",
    port: 0,
    environment: {},
    log() {},
    report() {},
  });
}, 60_000);

afterAll(() => sandbox.close());

it("a request is shown with headers and body, its token hidden", async () => {
  const base44 = createClient({ serverUrl: sandbox.url, appId: APP_ID, token: CALLER_TOKENS.admin });
  const input = { channel: "general", text: "Hi" };
  const { headers } = await base44.functions.invoke("slackbot-post", input) as unknown as SdkResponse;
  const record = await fetchCall(sandbox.url, headers[CALL_HEADER] ?? "");
  const [request] = record.requests;
  expect(request).toMatchObject({
    method: "POST",
    url: "https://slack.com/api/chat.postMessage",
    headers: { authorization: "hidden", "content-type": "application/json; charset=utf-8" },
    status: 200,
  });
  expect(JSON.parse(request?.body ?? "")).toEqual(input);
  expect(JSON.stringify(record)).not.toContain("xoxb-");
});
