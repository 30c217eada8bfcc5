/**
 * Posts a message to a Slack channel or thread, as the app's bot.
 *
 * @example
 * const { data } = await base44.functions.invoke("slackbot-post", { channel: "C0123456789", text: "Hi" });
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 * @module
 */
import {
  SLACK_MAX_TEXT,
  slackBlocks,
  slackChannel,
  slackPlainText,
  slackText,
  slackTs,
} from "../../shared/families/slack-web-api.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { slackbot, SLACKBOT_ALLOWED_CHANNELS } from "../../shared/services/slackbot.ts";

const Input = z.strictObject({
  channel: slackChannel.describe("Channel ID, such as C0123456789, or a public channel's name"),
  text: z.string().min(1).max(SLACK_MAX_TEXT).describe(
    "Message text; <, > and & are shown as typed unless allowMarkup is set",
  ),
  threadTs: slackTs.optional().describe("`ts` of the message to reply to"),
  replyBroadcast: z.boolean().optional().describe("Show a reply in the channel too"),
  blocks: slackBlocks.optional().describe("Block Kit blocks; `text` is then what notifications show"),
  allowMarkup: z.boolean().optional().describe("Read `text` as Slack markup, mentions included"),
  username: z.string().min(1).max(80).optional().describe(
    "Name to post under; needs the scope chat:write.customize",
  ),
  iconEmoji: z.string().regex(/^:?[\w+-]+:?$/).optional().describe("Emoji to post with, such as :rocket:"),
});

const Output = z.object({
  channelId: z.string().describe("ID of the channel; of the direct message where `channel` was a user"),
  ts: z.string().describe("ID of the message in that channel"),
  text: z.string().optional().describe("The text as Slack keeps it"),
});

export default defineFunction({
  name: "slackbot-post",
  service: slackbot,
  scopes: ["chat:write"],
  effect: "send",
  access: "user",
  bounds: { channel: SLACKBOT_ALLOWED_CHANNELS },
  adminOnly: ["blocks", "allowMarkup", "username", "iconEmoji"],
  input: Input,
  output: Output,

  async run({ input, http }) {
    const posted = await http.post("chat.postMessage", {
      json: {
        channel: input.channel,
        text: input.allowMarkup ? input.text : slackText(input.text),
        blocks: input.blocks,
        thread_ts: input.threadTs,
        reply_broadcast: input.replyBroadcast,
        username: input.username,
        icon_emoji: input.iconEmoji,
      },
      response: z.object({
        channel: z.string(),
        ts: z.string(),
        message: z.object({ text: z.string().optional() }).optional(),
      }),
    });
    const text = posted.message?.text;
    return { channelId: posted.channel, ts: posted.ts, text: text && slackPlainText(text) };
  },
});
