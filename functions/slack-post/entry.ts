/**
 * Posts a message to a Slack channel, conversation or thread, in the name of the person who connected Slack.
 *
 * @example
 * const { data } = await base44.functions.invoke("slack-post", { channel: "C0123456789", text: "On my way" });
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
import { slack, SLACK_ALLOWED_CHANNELS } from "../../shared/services/slack.ts";

const Input = z.strictObject({
  channel: slackChannel.describe("Channel ID such as C0123456789, a public channel's name, or a user ID"),
  ...slackMessageFields,
  threadTs: slackTs.optional().describe("`ts` of the message to reply to"),
  replyBroadcast: z.boolean().optional().describe("Show a reply in the channel too"),
}).refine(...slackMessageRule);

const Output = z.object(slackPostedFields);

export default defineFunction({
  name: "slack-post",
  service: slack,
  scopes: ["chat:write"],
  effect: "send",
  access: "user",
  bounds: { channel: SLACK_ALLOWED_CHANNELS },
  adminOnly: SLACK_MARKUP_FIELDS,
  input: Input,
  output: Output,

  async run({ input, http }) {
    const posted = await http.post("chat.postMessage", {
      json: {
        channel: input.channel,
        ...slackMessage(input),
        thread_ts: input.threadTs,
        reply_broadcast: input.replyBroadcast,
      },
      response: SlackPosted,
    });
    return postedMessage(posted);
  },
});
