/**
 * Posts a message to a Microsoft Teams channel, as the connected account.
 *
 * @example
 * const { data } = await base44.functions.invoke("teams-post", { teamId, channel, text: "Order 42 shipped" });
 *
 * @see https://learn.microsoft.com/graph/api/chatmessage-post
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  MESSAGE_ADMIN_FIELDS,
  messageFields,
  postedFields,
  PostedMessage,
  postedMessage,
  teamsMessage,
} from "../../shared/services/teams-messages.ts";
import { channelId, teamId, teams, TEAMS_ALLOWED_CHANNELS } from "../../shared/services/teams.ts";

const Input = z.strictObject({
  teamId,
  channel: channelId.describe("ID of the channel, from teams-list-channels"),
  subject: z.string().min(1).max(255).optional().describe("Headline above the message"),
  ...messageFields,
}).refine(...exactlyOne("text", "html"));

const Output = z.object({
  ...postedFields,
  teamId: z.string().describe("ID of the team"),
  channelId: z.string().describe("ID of the channel"),
  url: z.string().nullable().describe("Address of the message in Teams"),
});

export default defineFunction({
  name: "teams-post",
  service: teams,
  scopes: ["ChannelMessage.Send"],
  effect: "send",
  access: "user",
  bounds: { channel: TEAMS_ALLOWED_CHANNELS },
  adminOnly: MESSAGE_ADMIN_FIELDS,
  input: Input,
  output: Output,

  async run({ input, http, environment }) {
    const { teamId, channel } = input;
    const posted = await http.post("teams/{teamId}/channels/{channel}/messages", {
      path: { teamId, channel },
      json: { subject: input.subject, ...teamsMessage(environment, input) },
      response: PostedMessage,
    });
    return { ...postedMessage(posted), teamId, channelId: channel, url: posted.webUrl ?? null };
  },
});
