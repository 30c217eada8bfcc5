/**
 * Messages of a Discord webhook.
 *
 * @see https://docs.discord.com/developers/resources/webhook#execute-webhook
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { discordId, discordText } from "./discord.ts";

const MAX_TEXT = 2_000;
const MAX_EMBEDS = 10;

const https = z.url({ protocol: /^https$/ });

const Picture = z.strictObject({ url: https.describe("Address of the picture") });

const Embed = z.strictObject({
  title: z.string().max(256).optional().describe("Title"),
  description: z.string().max(4_096).optional().describe("Text, read as Discord's Markdown"),
  url: https.optional().describe("Where the title links to"),
  color: z.int().min(0).max(0xffffff).optional().describe("Colour of the edge, as a number"),
  timestamp: z.iso.datetime({ offset: true }).optional().describe("ISO 8601 time to show"),
  footer: z.strictObject({ text: z.string().max(2_048).describe("Text") }).optional().describe(
    "Line at the end",
  ),
  image: Picture.optional().describe("Large picture"),
  thumbnail: Picture.optional().describe("Small picture"),
  author: z.strictObject({
    name: z.string().max(256),
    url: https.optional().describe("Where the name links to"),
  })
    .optional().describe("Line at the start"),
  fields: z.array(z.strictObject({
    name: z.string().max(256),
    value: z.string().max(1_024),
    inline: z.boolean().optional().describe("Show it beside others"),
  })).max(25).optional().describe("Up to 25 names with values"),
});

export const discordMessageFields = {
  text: z.string().min(1).max(MAX_TEXT).optional().describe(
    "Message text, up to 2,000 characters, shown as typed unless allowMarkup is set",
  ),
  embeds: z.array(Embed).min(1).max(MAX_EMBEDS).optional().describe(
    "Up to 10 embeds, as Discord spells them",
  ),
  allowMarkup: z.boolean().optional().describe("Read `text` as Discord's Markdown"),
  mentions: z.enum(["users", "roles", "everyone"]).optional().describe(
    "Whom the text may notify; by default nobody",
  ),
  threadId: discordId.optional().describe("ID of a thread of the webhook's channel"),
};

/** Fields with which a caller could disguise a link or notify everybody. */
export const DISCORD_MARKUP_FIELDS = ["embeds", "allowMarkup", "mentions"];

const Message = z.object(discordMessageFields);

/** The message's members of a request. Without `allowed_mentions` Discord would notify whoever is named. */
export function discordMessage({ text, embeds, allowMarkup, mentions }: z.output<typeof Message>) {
  return {
    content: text !== undefined && !allowMarkup ? discordText(text) : text,
    embeds,
    allowed_mentions: { parse: mentions ? [mentions] : [] },
  };
}

export const DiscordMessage = z.object({
  id: z.string(),
  channel_id: z.string(),
  timestamp: z.string().optional(),
  author: z.object({ username: z.string() }).optional(),
});

export const discordMessageOutput = {
  messageId: z.string().describe("ID of the message"),
  channelId: z.string().describe("ID of its channel or thread"),
  sentAt: z.string().nullable().describe("ISO 8601 time"),
  authorName: z.string().nullable().describe("Name under which it is shown"),
};

export function sentMessage({ id, channel_id, timestamp, author }: z.output<typeof DiscordMessage>) {
  return {
    messageId: id,
    channelId: channel_id,
    sentAt: timestamp ?? null,
    authorName: author?.username ?? null,
  };
}
