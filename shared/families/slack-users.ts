/**
 * People of a Slack workspace.
 *
 * @see https://docs.slack.dev/reference/objects/user-object
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

export const SlackUser = z.object({
  id: z.string(),
  name: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  tz: z.string().nullish(),
  profile: z.object({
    real_name: z.string().optional(),
    display_name: z.string().optional(),
    email: z.string().optional(),
    title: z.string().optional(),
    image_192: z.string().optional(),
    status_text: z.string().optional(),
    status_emoji: z.string().optional(),
  }).optional(),
});

export const slackUserFields = {
  id: z.string().describe("User ID"),
  name: z.string().optional().describe("Handle"),
  realName: z.string().optional().describe("Full name"),
  displayName: z.string().optional().describe("Name as shown in Slack; may be empty"),
  email: z.string().optional().describe("Email address; needs the scope users:read.email"),
  title: z.string().optional().describe("Job title"),
  timeZone: z.string().optional().describe("IANA time zone"),
  avatarUrl: z.string().optional().describe("Address of a picture, 192 pixels wide"),
  isBot: z.boolean().describe("Not a person"),
  isDeleted: z.boolean().describe("Deactivated"),
  isAdmin: z.boolean().describe("Admin of the workspace"),
  isGuest: z.boolean().describe("Guest with limited access"),
  statusText: z.string().optional().describe("Status"),
  statusEmoji: z.string().optional().describe("Emoji of the status"),
};

export function slackUser(user: z.output<typeof SlackUser>) {
  const { profile = {} } = user;
  return {
    id: user.id,
    name: user.name,
    realName: profile.real_name,
    displayName: profile.display_name,
    email: profile.email,
    title: profile.title,
    timeZone: user.tz ?? undefined,
    avatarUrl: profile.image_192,
    isBot: user.is_bot ?? false,
    isDeleted: user.deleted ?? false,
    isAdmin: user.is_admin ?? false,
    isGuest: (user.is_restricted ?? false) || (user.is_ultra_restricted ?? false),
    statusText: profile.status_text,
    statusEmoji: profile.status_emoji,
  };
}
