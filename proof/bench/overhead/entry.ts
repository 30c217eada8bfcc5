/**
 * Our function and a bare `fetch` in one bundle, so that one isolate runs both: the call names which of them to
 * run, and how often. Runs in workerd and Deno.
 *
 * @module
 */
import post from "../../../functions/slackbot-post/entry.ts";

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void };

/** Base44, without asking anybody: what is measured is our own code, not the SDK's. */
const ours = post.with({
  base44: () => ({
    me: () => Promise.resolve({ id: "1", email: "admin@example.com", role: "admin" }),
    connection: () => Promise.resolve({ accessToken: "provider-token-one", connectionConfig: null }),
    signFile: () => Promise.reject(new Error("Expected no file")),
  }),
});

async function bare(request: Request): Promise<Response> {
  const { channel, text } = await request.json();
  const response = await fetch("https://slack.com/api/chat.postMessage", {
    method: "POST",
    headers: {
      authorization: "Bearer provider-token-one",
      "content-type": "application/json; charset=utf-8",
    },
    body: JSON.stringify({ channel, text }),
  });
  const posted = await response.json();
  return Response.json({ channelId: posted.channel, ts: posted.ts });
}

const HANDLERS: Record<string, (request: Request) => Promise<Response>> = { "/ours": ours, "/bare": bare };

Deno.serve(async (request) => {
  const { calls, input } = await request.json();
  const { pathname } = new URL(request.url);
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const body = JSON.stringify(input);
  let last = "";
  for (let call = 0; call < calls; call++) {
    const response = await HANDLERS[pathname]?.(new Request(request.url, { method: "POST", headers, body }));
    last = await response?.text() ?? "";
    if (response?.status !== 200) return new Response(last, { status: 500 });
  }
  return new Response(last);
});
