/**
 * Edits a message that was posted through the webhook of the secret DISCORD_WEBHOOK_URL.
 *
 * @example
 * const { data } = await base44.functions.invoke("discord-edit-post", {
 *   messageId: "1504385123347595304", text: "Build 42 is live, and stable",
 * });
 *
 * @see https://docs.discord.com/developers/resources/webhook#edit-webhook-message
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  DiscordMessage,
  discordMessage,
  discordMessageFields,
  discordMessageOutput,
  sentMessage,
} from "../../shared/services/discord-messages.ts";
import { discordId, discordWebhook, readWebhook } from "../../shared/services/discord.ts";

const Input = z.strictObject({
  messageId: discordId.describe("`messageId` of the message"),
  ...discordMessageFields,
}).refine(...atLeastOne("text", "embeds"));

export default defineFunction({
  name: "discord-edit-post",
  service: discordWebhook,
  connection: "none",
  scopes: [],
  effect: "write",
  access: "admin",
  input: Input,
  output: z.object(discordMessageOutput),

  async run({ input, http, secret }) {
    const edited = await http.patch("webhooks/{id}/{token}/messages/{messageId}", {
      path: { ...readWebhook(secret), messageId: input.messageId },
      query: { thread_id: input.threadId },
      json: discordMessage(input),
      idempotent: true, // The same text again is the same message.
      response: DiscordMessage,
    });
    return sentMessage(edited);
  },
});
