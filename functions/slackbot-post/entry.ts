/**
 * Posts a message to a Slack channel or thread, as the app's bot.
 *
 * @example
 * const { data } = await base44.functions.invoke("slackbot-post", { channel: "C0123456789", text: "Hi" });
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 * @module
 * @version 0.1.0
 */
import {
  postedMessage,
  SLACK_MARKUP_FIELDS,
  slackMessage,
  slackMessageFields,
  slackMessageRule,
  SlackPosted,
  slackPostedFields,
} from "../../shared/families/slack-messages.ts";
import { slackChannel, slackTs } from "../../shared/families/slack-web-api.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { slackbot, SLACKBOT_ALLOWED_CHANNELS } from "../../shared/services/slackbot.ts";

const Input = z.strictObject({
  channel: slackChannel.describe("Channel ID such as C0123456789, a public channel's name, or a user ID"),
  ...slackMessageFields,
  threadTs: slackTs.optional().describe("`ts` of the message to reply to"),
  replyBroadcast: z.boolean().optional().describe("Show a reply in the channel too"),
  username: z.string().min(1).max(80).optional().describe(
    "Name to post under",
  ),
  iconEmoji: z.string().regex(/^:[\w+-]+:$/).optional().describe(
    "Icon to post with, such as :rocket:",
  ),
  iconUrl: z.url({ protocol: /^https$/ }).optional().describe("Address of an icon to post with"),
}).refine(...slackMessageRule);

const Output = z.object(slackPostedFields);

export default defineFunction({
  name: "slackbot-post",
  service: slackbot,
  scopes: ["chat:write"],
  extraScopes: {
    "chat:write.public": "to post to public channels that the bot has not joined",
    "chat:write.customize": "for username, iconEmoji and iconUrl",
  },
  effect: "send",
  access: "user",
  bounds: { channel: SLACKBOT_ALLOWED_CHANNELS },
  adminOnly: [...SLACK_MARKUP_FIELDS, "username", "iconEmoji", "iconUrl"],
  input: Input,
  output: Output,

  async run({ input, http }) {
    const posted = await http.post("chat.postMessage", {
      json: {
        channel: input.channel,
        ...slackMessage(input),
        thread_ts: input.threadTs,
        reply_broadcast: input.replyBroadcast,
        username: input.username,
        icon_emoji: input.iconEmoji,
        icon_url: input.iconUrl,
      },
      response: SlackPosted,
    });
    return postedMessage(posted);
  },
});
