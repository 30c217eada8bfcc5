/**
 * Posts a message to a Discord channel, through the webhook whose address the secret DISCORD_WEBHOOK_URL holds.
 * The Discord connector is not needed: its token cannot post.
 *
 * @example
 * const { data } = await base44.functions.invoke("discord-post", { text: "Build 42 is live" });
 *
 * @see https://docs.discord.com/developers/resources/webhook#execute-webhook
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne, atMostOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  DISCORD_MARKUP_FIELDS,
  DiscordMessage,
  discordMessage,
  discordMessageFields,
  discordMessageOutput,
  sentMessage,
} from "../../shared/services/discord-messages.ts";
import { discordWebhook, readWebhook } from "../../shared/services/discord.ts";

const Input = z.strictObject({
  ...discordMessageFields,
  threadName: z.string().min(1).max(100).optional().describe("Title of a new thread, in forum channels"),
  username: z.string().min(1).max(80).regex(
    /^(?!.*(?:discord|clyde)).*$/i,
    "Expected a name without discord and clyde",
  )
    .optional().describe("Name to post under, instead of the webhook's"),
  avatarUrl: z.url({ protocol: /^https$/ }).optional().describe("Address of a picture to post with"),
  silent: z.boolean().default(false).describe("Post without a notification"),
}).refine(...atLeastOne("text", "embeds")).refine(...atMostOne("threadId", "threadName"));

const SUPPRESS_NOTIFICATIONS = 1 << 12;

export default defineFunction({
  name: "discord-post",
  service: discordWebhook,
  connection: "none",
  scopes: [],
  effect: "send",
  access: "user",
  adminOnly: [...DISCORD_MARKUP_FIELDS, "username", "avatarUrl"],
  input: Input,
  output: z.object(discordMessageOutput),

  async run({ input, http, secret }) {
    const posted = await http.post("webhooks/{id}/{token}", {
      path: readWebhook(secret),
      query: { wait: true, thread_id: input.threadId }, // Without `wait` Discord does not say whether it worked.
      json: {
        ...discordMessage(input),
        thread_name: input.threadName,
        username: input.username,
        avatar_url: input.avatarUrl,
        flags: input.silent ? SUPPRESS_NOTIFICATIONS : undefined,
      },
      response: DiscordMessage,
    });
    return sentMessage(posted);
  },
});
