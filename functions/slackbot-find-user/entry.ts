/**
 * Looks a person of the Slack workspace up by email address or ID.
 *
 * @example
 * const { data } = await base44.functions.invoke("slackbot-find-user", { email: "ana@example.com" });
 *
 * @see https://docs.slack.dev/reference/methods/users.lookupByEmail
 * @module
 * @version 0.1.0
 */
import { SlackUser, slackUser, slackUserFields } from "../../shared/families/slack-users.ts";
import { slackId } from "../../shared/families/slack-web-api.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { nullIfNotFound } from "../../shared/runtime/errors.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { slackbot } from "../../shared/services/slackbot.ts";

const Input = z.strictObject({
  email: z.email().optional().describe("Email address in Slack"),
  userId: slackId.optional().describe("User ID, such as U0123456789"),
}).refine(...exactlyOne("email", "userId"));

const Output = z.object({
  user: z.object(slackUserFields).nullable().describe("The person; null where there is none"),
});

const Answer = z.object({ user: SlackUser });

export default defineFunction({
  name: "slackbot-find-user",
  service: slackbot,
  scopes: ["users:read", "users:read.email"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const request = input.email === undefined
      ? http.get("users.info", { query: { user: input.userId }, response: Answer })
      : http.get("users.lookupByEmail", { query: { email: input.email }, response: Answer });
    const found = await nullIfNotFound(request);
    return { user: found && slackUser(found.user) };
  },
});
