/**
 * Lists the Discord servers that the connected person is in.
 *
 * @example
 * const { data } = await base44.functions.invoke("discord-list-servers", { manageableOnly: true });
 *
 * @see https://docs.discord.com/developers/resources/user#get-current-user-guilds
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { discord, discordImage } from "../../shared/services/discord.ts";

/** Nobody can be in more servers than one page holds. */
const MAX_SERVERS = 200;
const ADMINISTRATOR = 0x8n;
const MANAGE_GUILD = 0x20n;

const Input = z.strictObject({
  manageableOnly: z.boolean().default(false).describe("Only servers that the connected person may manage"),
});

const Output = z.object({
  servers: z.array(z.object({
    id: z.string().describe("ID of the server"),
    name: z.string().describe("Name"),
    iconUrl: z.string().nullable().describe("Address of its icon"),
    isOwner: z.boolean().describe("The connected person owns it"),
    canManage: z.boolean().describe("The connected person may manage it"),
    memberCount: z.number().nullable().describe("About how many members it has"),
    onlineCount: z.number().nullable().describe("About how many of them are online"),
  })).describe("All servers"),
});

const Servers = z.array(z.object({
  id: z.string(),
  name: z.string(),
  icon: z.string().nullish(),
  owner: z.boolean().nullish(),
  permissions: z.string().regex(/^\d{1,30}$/).nullish(),
  approximate_member_count: z.number().nullish(),
  approximate_presence_count: z.number().nullish(),
}));

export default defineFunction({
  name: "discord-list-servers",
  service: discord,
  scopes: ["guilds"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const servers = await http.get("users/@me/guilds", {
      query: { with_counts: true, limit: MAX_SERVERS },
      response: Servers,
    });
    return {
      servers: servers.map((server) => ({
        id: server.id,
        name: server.name,
        iconUrl: discordImage("icons", server.id, server.icon),
        isOwner: server.owner ?? false,
        canManage: (BigInt(server.permissions ?? 0) & (ADMINISTRATOR | MANAGE_GUILD)) !== 0n,
        memberCount: server.approximate_member_count ?? null,
        onlineCount: server.approximate_presence_count ?? null,
      })).filter(({ canManage }) => canManage || !input.manageableOnly),
    };
  },
});
