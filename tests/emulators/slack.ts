/** @module */
import { expect } from "vitest";
import type { Bench, Json } from "./bench.ts";
import type { Scenario } from "./scenario.ts";

const API = "https://slack.com/api";

export const SLACK: readonly Scenario[] = [
  {
    function: "slackbot-post",
    does: "posts a message and a reply, markup shown as typed",
    async run(bench) {
      const posted = await bench.call("slackbot-post", { channel: "general", text: "Order 42 <@U1> & co" });
      const reply = { channel: posted.channelId, text: "It is on its way", threadTs: posted.ts };
      const replied = await bench.call("slackbot-post", reply);

      const thread = await bench.ask(
        "slackbot",
        `${API}/conversations.replies?channel=${posted.channelId}&ts=${posted.ts}`,
      );
      expect(thread.messages).toMatchObject([
        { ts: posted.ts, text: "Order 42 &lt;@U1&gt; &amp; co" },
        { ts: replied.ts, text: "It is on its way", thread_ts: posted.ts },
      ]);
      expect(posted.text).toBe("Order 42 <@U1> & co");
    },
  },
  {
    function: "slackbot-post",
    does: "says when there is no such channel",
    async run(bench) {
      const { status, body } = await bench.attempt("slackbot-post", { channel: "C0NOWHERE", text: "Hi" });
      expect([status, body.code, body.outcome]).toEqual([404, "not_found", "not_done"]);
    },
  },
  {
    function: "slack-post",
    does: "posts as the person",
    async run(bench) {
      const posted = await bench.call("slack-post", { channel: "general", text: "On my way" });
      expect(await lastMessage(bench, "slack", posted)).toMatchObject({
        text: "On my way",
        user: "U000000001",
      });
    },
  },
  {
    function: "slackbot-dm",
    does: "opens a conversation with somebody and writes there",
    async run(bench) {
      const sent = await bench.call("slackbot-dm", {
        email: "ada@example.com",
        text: "Your order has shipped",
      });
      expect(await lastMessage(bench, "slackbot", sent)).toMatchObject({ text: "Your order has shipped" });
    },
  },
  {
    function: "slackbot-find-user",
    does: "finds somebody by address, and nobody",
    async run(bench) {
      const found = await bench.call("slackbot-find-user", { email: "ada@example.com" });
      expect(found.user).toMatchObject({ name: "ada", realName: "Ada Lovelace", email: "ada@example.com" });
      expect(await bench.call("slackbot-find-user", { email: "nobody@example.com" })).toEqual({ user: null });
    },
  },
  ...["slack-list-channels", "slackbot-list-channels"].map((name): Scenario => ({
    function: name,
    does: "lists the channels, page by page",
    async run(bench) {
      const names: unknown[] = [];
      let cursor: unknown;
      do {
        const page = await bench.call(name, { limit: 1, cursor });
        names.push(...(page.channels as Json[]).map((channel) => channel.name));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(names).toEqual(expect.arrayContaining(["general", "orders"]));
    },
  })),
  {
    function: "slackbot-upload-file",
    does: "shares a file in a channel",
    async run(bench) {
      const file = {
        channel: "C000000001",
        text: "id,total\n42,19.90\n",
        name: "report.csv",
        mimeType: "text/csv",
      };
      const { fileId } = await bench.call("slackbot-upload-file", file);
      const { file: kept } = await bench.ask("slackbot", `${API}/files.info?file=${fileId}`);
      expect(kept).toMatchObject({ id: fileId, name: "report.csv", size: 18 });
    },
  },
];

async function lastMessage(bench: Bench, connector: string, { channelId }: Json): Promise<unknown> {
  const history = await bench.ask(connector, `${API}/conversations.history?channel=${channelId}&limit=1`);
  return (history.messages as unknown[])[0];
}
