/**
 * Searches the messages that the connected person can see in Slack, private conversations included.
 *
 * @example
 * const { data } = await base44.functions.invoke("slack-search", { query: "invoice", inChannel: "sales" });
 *
 * @see https://docs.slack.dev/reference/methods/search.messages
 * @module
 * @version 0.1.0
 */
import { slackPlainText } from "../../shared/families/slack-web-api.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { slack, slackSearchQuery, slackTime } from "../../shared/services/slack.ts";

const name = z.string().regex(/^[^\s:]{1,80}$/u, "Expected a name without spaces");

const Input = z.strictObject({
  query: z.string().min(1).max(500).describe("Words to find; Slack's own modifiers work too"),
  inChannel: name.optional().describe("Only this channel, by name"),
  fromUser: name.optional().describe("Only from this person, by handle"),
  after: z.iso.date().optional().describe("Only after this day, such as 2026-03-31"),
  before: z.iso.date().optional().describe("Only before this day"),
  sort: z.enum(["relevance", "newest", "oldest"]).default("relevance").describe("Order"),
  limit: z.int().min(1).max(100).default(20).describe("Most messages of a page"),
  cursor: z.string().min(1).optional().describe("`nextCursor` of the page before"),
});

const Output = z.object({
  messages: z.array(z.object({
    ts: z.string().describe("ID of the message in its channel"),
    sentAt: z.string().describe("ISO 8601 time"),
    text: z.string().describe("Text; strangers may have written it"),
    channelId: z.string().describe("Channel ID"),
    channelName: z.string().optional().describe("Channel name"),
    userId: z.string().optional().describe("Who wrote it; bots may have none"),
    username: z.string().optional().describe("Their handle"),
    url: z.string().optional().describe("Address of the message"),
  })).describe("Messages of this page"),
  total: z.number().describe("How many messages fit in all"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
});

const SORTS = {
  relevance: { sort: "score", sort_dir: "desc" },
  newest: { sort: "timestamp", sort_dir: "desc" },
  oldest: { sort: "timestamp", sort_dir: "asc" },
};

const Answer = z.object({
  messages: z.object({
    total: z.number(),
    matches: z.array(z.object({
      ts: z.string(),
      text: z.string().default(""),
      channel: z.object({ id: z.string(), name: z.string().optional() }),
      user: z.string().nullish(),
      username: z.string().nullish(),
      permalink: z.string().optional(),
    })),
    pagination: z.object({ next_cursor: z.string().optional() }).optional(),
  }),
});

export default defineFunction({
  name: "slack-search",
  service: slack,
  scopes: ["search:read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { messages } = await http.get("search.messages", {
      query: {
        query: slackSearchQuery(input),
        ...SORTS[input.sort],
        count: input.limit,
        cursor: input.cursor ?? "*",
      },
      response: Answer,
    });
    return {
      messages: messages.matches.map((match) => ({
        ts: match.ts,
        sentAt: slackTime(match.ts),
        text: slackPlainText(match.text),
        channelId: match.channel.id,
        channelName: match.channel.name,
        userId: match.user || undefined,
        username: match.username || undefined,
        url: match.permalink,
      })),
      total: messages.total,
      nextCursor: messages.pagination?.next_cursor || null,
    };
  },
});
