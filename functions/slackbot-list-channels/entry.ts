/**
 * Lists the Slack channels that the app's bot can see, page by page.
 *
 * @example
 * const { data } = await base44.functions.invoke("slackbot-list-channels", { nameContains: "sales" });
 *
 * @see https://docs.slack.dev/reference/methods/conversations.list
 * @module
 * @version 0.1.0
 */
import {
  channelPage,
  slackChannelFilter,
  SlackChannels,
  slackChannelsOutput,
  slackChannelTypes,
  slackPageFields,
} from "../../shared/families/slack-lists.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { slackbot } from "../../shared/services/slackbot.ts";

const Input = z.strictObject({ ...slackChannelFilter, ...slackPageFields });

const Output = z.object(slackChannelsOutput);

export default defineFunction({
  name: "slackbot-list-channels",
  service: slackbot,
  scopes: ["channels:read"],
  extraScopes: {
    "groups:read": "for private channels",
    "im:read": "for direct messages",
    "mpim:read": "for group messages",
  },
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const page = await http.get("conversations.list", {
      query: {
        types: slackChannelTypes(input.types),
        exclude_archived: input.excludeArchived,
        limit: input.limit,
        cursor: input.cursor,
      },
      response: SlackChannels,
    });
    return channelPage(page, input.nameContains);
  },
});
