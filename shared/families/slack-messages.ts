/**
 * Messages as every posting function of Slack takes, sends and answers them.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text/
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { slackPlainText, slackText } from "./slack-web-api.ts";

const MAX_BLOCKS = 50;

/** Slack cuts longer texts, and refuses to edit them. */
export const slackMessageText = z.string().min(1).max(4_000);

export const slackMessageFields = {
  text: slackMessageText.optional().describe(
    "Message text, up to 4,000 characters; <, > and & are shown as typed unless allowMarkup is set",
  ),
  markdown: z.string().min(1).max(12_000).optional().describe(
    "Markdown, up to 12,000 characters, instead of text",
  ),
  blocks: z.array(z.record(z.string(), z.unknown())).min(1).max(MAX_BLOCKS).optional().describe(
    "Up to 50 Block Kit blocks; `text` is then what notifications show",
  ),
  allowMarkup: z.boolean().optional().describe("Read `text` as Slack's markup, mentions included"),
  unfurlLinks: z.boolean().optional().describe("Show previews of linked pages"),
  unfurlMedia: z.boolean().optional().describe("Show previews of linked media"),
};

/** Fields with which a caller could mention everybody or disguise a link. */
export const SLACK_MARKUP_FIELDS = ["markdown", "blocks", "allowMarkup"];

const SlackMessage = z.object(slackMessageFields);
type SlackMessage = z.output<typeof SlackMessage>;

/** For `.refine(...)` on an input with the fields above. */
export const slackMessageRule = [
  ({ text, markdown, blocks }: SlackMessage) =>
    markdown === undefined
      ? text !== undefined || blocks !== undefined
      : text === undefined && blocks === undefined,
  { error: "expected text, blocks or both, or else markdown alone" },
] as const;

/** The message's members of a request to Slack. */
export function slackMessage(message: SlackMessage) {
  return {
    text: message.text !== undefined && !message.allowMarkup ? slackText(message.text) : message.text,
    markdown_text: message.markdown,
    blocks: message.blocks,
    unfurl_links: message.unfurlLinks,
    unfurl_media: message.unfurlMedia,
  };
}

/** What Slack answers about a posted message. */
export const SlackPosted = z.object({
  channel: z.string(),
  ts: z.string(),
  message: z.object({ text: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  response_metadata: z.object({ warnings: z.array(z.string()).optional() }).optional(),
});

export const slackPostedFields = {
  channelId: z.string().describe("ID of the channel, or of the direct message where `channel` was a user"),
  ts: z.string().describe("ID of the message in that channel"),
  text: z.string().optional().describe("The text as Slack keeps it"),
  threadTs: z.string().optional().describe("`ts` of the thread's first message, for a reply"),
  warnings: z.array(z.string()).optional().describe("What Slack remarks, such as message_truncated"),
};

export function postedMessage({ channel, ts, message, response_metadata }: z.output<typeof SlackPosted>) {
  return {
    channelId: channel,
    ts,
    text: message?.text === undefined ? undefined : slackPlainText(message.text),
    threadTs: message?.thread_ts,
    warnings: response_metadata?.warnings,
  };
}
