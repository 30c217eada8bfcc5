/**
 * Slack's lists of channels and people, and its paging.
 *
 * @see https://docs.slack.dev/apis/web-api/pagination
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { slackPlainText } from "./slack-web-api.ts";

const CHANNEL_TYPES = {
  public: "public_channel",
  private: "private_channel",
  im: "im",
  mpim: "mpim",
} as const;

export const slackPageFields = {
  limit: z.int().min(1).max(999).default(200).describe("Most channels of a page; a page may hold fewer"),
  cursor: z.string().min(1).optional().describe("`nextCursor` of the page before"),
};

export const slackChannelFilter = {
  types: z.array(z.enum(["public", "private", "im", "mpim"])).min(1).max(4).default(["public"]).describe(
    "Kinds of conversations",
  ),
  excludeArchived: z.boolean().default(true).describe("Leave out archived channels"),
  nameContains: z.string().min(1).optional().describe("Only channels of this page whose name contains this"),
};

/** `types` as Slack spells them. */
export function slackChannelTypes(types: readonly (keyof typeof CHANNEL_TYPES)[]): string {
  return types.map((type) => CHANNEL_TYPES[type]).join(",");
}

const Titled = z.object({ value: z.string() }).optional();

/** Direct messages have no name. */
export const SlackChannels = z.object({
  channels: z.array(z.object({
    id: z.string(),
    name: z.string().optional(),
    is_private: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_im: z.boolean().optional(),
    user: z.string().optional(),
    topic: Titled,
    purpose: Titled,
    num_members: z.number().optional(),
    created: z.number().optional(),
  })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

export const slackChannelsOutput = {
  channels: z.array(z.object({
    id: z.string().describe("Channel ID"),
    name: z.string().optional().describe("Name without #; direct messages have none"),
    isPrivate: z.boolean().optional().describe("Only members see it"),
    isArchived: z.boolean().optional().describe("Nobody can post"),
    isMember: z.boolean().optional().describe("The connected account is in it"),
    isIm: z.boolean().optional().describe("A direct message with one person"),
    userId: z.string().optional().describe("That person"),
    topic: z.string().optional().describe("Topic"),
    purpose: z.string().optional().describe("Purpose"),
    numMembers: z.number().optional().describe("Number of members"),
    createdAt: z.string().optional().describe("ISO 8601 time"),
  })).describe("Channels of this page"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
};

export function channelPage(
  { channels, response_metadata }: z.output<typeof SlackChannels>,
  nameContains?: string,
) {
  const wanted = nameContains?.toLowerCase() ?? "";
  return {
    channels: channels
      .filter(({ name = "" }) => name.toLowerCase().includes(wanted))
      .map((channel) => ({
        id: channel.id,
        name: channel.name,
        isPrivate: channel.is_private,
        isArchived: channel.is_archived,
        isMember: channel.is_member,
        isIm: channel.is_im,
        userId: channel.user,
        topic: channel.topic && slackPlainText(channel.topic.value),
        purpose: channel.purpose && slackPlainText(channel.purpose.value),
        numMembers: channel.num_members,
        createdAt: channel.created === undefined
          ? undefined
          : new Date(channel.created * 1_000).toISOString(),
      })),
    nextCursor: nextCursor(response_metadata),
  };
}

/** Slack says "no more" by an empty cursor as well. */
export function nextCursor(metadata: { next_cursor?: string | undefined } | undefined): string | null {
  return metadata?.next_cursor || null;
}
