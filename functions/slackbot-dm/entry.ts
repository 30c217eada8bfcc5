/**
 * Sends a direct message to one person or a small group in Slack, as the app's bot.
 *
 * @example
 * const { data } = await base44.functions.invoke("slackbot-dm", { email: "ana@example.com", text: "Hi Ana" });
 *
 * @see https://docs.slack.dev/reference/methods/conversations.open
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
import { slackId } from "../../shared/families/slack-web-api.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { slackbot, SLACKBOT_ALLOWED_USERS } from "../../shared/services/slackbot.ts";

const Input = z.strictObject({
  email: z.email().optional().describe(
    "The person's email address in Slack",
  ),
  userId: slackId.optional().describe("The person's ID, such as U0123456789"),
  userIds: z.array(slackId).min(2).max(8).optional().describe(
    "IDs of 2 to 8 people",
  ),
  ...slackMessageFields,
}).refine(...exactlyOne("email", "userId", "userIds")).refine(...slackMessageRule);

const Output = z.object({
  ...slackPostedFields,
  userIds: z.array(z.string()).describe("Who got the message"),
});

export default defineFunction({
  name: "slackbot-dm",
  service: slackbot,
  scopes: ["chat:write", "im:write"],
  extraScopes: { "users:read.email": "for email", "users:read": "for email", "mpim:write": "for userIds" },
  effect: "send",
  access: "user",
  bounds: {
    email: { secret: SLACKBOT_ALLOWED_USERS, kind: "mail" },
    userId: SLACKBOT_ALLOWED_USERS,
    userIds: SLACKBOT_ALLOWED_USERS,
  },
  adminOnly: SLACK_MARKUP_FIELDS,
  input: Input,
  output: Output,

  async run({ input, http }) {
    const found = input.email === undefined ? undefined : await http.get("users.lookupByEmail", {
      query: { email: input.email },
      response: z.object({ user: z.object({ id: z.string() }) }),
    });
    const userIds = input.userIds ?? [input.userId ?? found?.user.id ?? ""];

    const channel = await http.post("conversations.open", {
      json: { users: userIds.join(",") },
      read: true, // Opening a conversation shows nothing to anybody, and again changes nothing.
      response: z.object({ channel: z.object({ id: z.string() }) }),
    }).then((opened) => opened.channel.id, (error) => {
      // Without im:write a bot may still post to a user's ID
      // (https://docs.slack.dev/reference/methods/chat.postMessage).
      const [userId] = userIds.length === 1 ? userIds : [];
      if (userId && error instanceof FunctionError && error.code === "missing_scope") return userId;
      throw error;
    });
    const posted = await http.post("chat.postMessage", {
      json: { channel, ...slackMessage(input) },
      response: SlackPosted,
    });
    return { ...postedMessage(posted), userIds };
  },
});
