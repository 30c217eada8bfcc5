/**
 * Deletes a message that was posted through the webhook of the secret DISCORD_WEBHOOK_URL.
 *
 * @example
 * const { data } = await base44.functions.invoke("discord-delete-post", { messageId: "1504385123347595304" });
 *
 * @see https://docs.discord.com/developers/resources/webhook#delete-webhook-message
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { discordId, discordWebhook, readWebhook } from "../../shared/services/discord.ts";

const Input = z.strictObject({
  messageId: discordId.describe("`messageId` of the message"),
  threadId: discordId.optional().describe("ID of the thread that it is in"),
});

const Output = z.object({
  messageId: z.string().describe("ID of the message"),
  deleted: z.literal(true).describe("It is gone"),
});

export default defineFunction({
  name: "discord-delete-post",
  service: discordWebhook,
  connection: "none",
  scopes: [],
  effect: "delete",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http, secret }) {
    await http.delete("webhooks/{id}/{token}/messages/{messageId}", {
      path: { ...readWebhook(secret), messageId: input.messageId },
      query: { thread_id: input.threadId },
    });
    return { messageId: input.messageId, deleted: true as const };
  },
});
