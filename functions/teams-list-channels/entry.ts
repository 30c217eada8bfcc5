/**
 * Lists the channels of a Microsoft Teams team.
 *
 * @example
 * const { data } = await base44.functions.invoke("teams-list-channels", { teamId });
 *
 * @see https://learn.microsoft.com/graph/api/channel-list
 * @module
 * @version 0.1.0
 */
import { odataString } from "../../shared/families/microsoft.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { teamId, teams, wholeList } from "../../shared/services/teams.ts";

const Input = z.strictObject({
  teamId,
  type: z.enum(["standard", "private", "shared"]).optional().describe("Only channels of this type"),
});

const Output = z.object({
  channels: z.array(z.object({
    id: z.string().describe("ID of the channel"),
    name: z.string().describe("Name"),
    description: z.string().nullable().describe("What it is for"),
    type: z.string().nullable().describe("standard, private or shared"),
    url: z.string().nullable().describe("Its address in Teams"),
    archived: z.boolean().describe("Whether nobody can post there any more"),
    createdAt: z.string().nullable().describe("ISO 8601"),
  })).describe("All channels that the connected account can see"),
});

const Page = z.object({
  value: z.array(z.object({
    id: z.string(),
    displayName: z.string().nullish(),
    description: z.string().nullish(),
    membershipType: z.string().nullish(),
    webUrl: z.string().nullish(),
    isArchived: z.boolean().nullish(),
    createdDateTime: z.string().nullish(),
  })),
  "@odata.nextLink": z.string().nullish(),
});

/** Graph spells keys in two ways. */
const CHANNEL_PAGES = /^teams(?:\/[\w-]+|\('[\w-]+'\))\/channels$/i;

export default defineFunction({
  name: "teams-list-channels",
  service: teams,
  scopes: ["Channel.ReadBasic.All"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const first = await http.get("teams/{teamId}/channels", {
      path: { teamId: input.teamId },
      query: {
        $select: "id,displayName,description,membershipType,webUrl,isArchived,createdDateTime",
        $filter: input.type && `membershipType eq ${odataString(input.type)}`,
      },
      response: Page,
    });
    const found = await wholeList(first, CHANNEL_PAGES, (path) => http.get(path, { response: Page }));
    return {
      channels: found.map((channel) => ({
        id: channel.id,
        name: channel.displayName ?? "",
        description: channel.description ?? null,
        type: channel.membershipType ?? null,
        url: channel.webUrl ?? null,
        archived: channel.isArchived ?? false,
        createdAt: channel.createdDateTime ?? null,
      })),
    };
  },
});
