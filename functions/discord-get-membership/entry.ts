/**
 * Tells the nickname and roles that the connected person has in a Discord server.
 *
 * @example
 * const { data } = await base44.functions.invoke("discord-get-membership", { serverId: "1504353980598321172" });
 *
 * @see https://docs.discord.com/developers/resources/user#get-current-user-guild-member
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { nullIfNotFound } from "../../shared/runtime/errors.ts";
import * as z from "../../shared/runtime/zod.ts";
import { discord, discordId } from "../../shared/services/discord.ts";

const Input = z.strictObject({ serverId: discordId.describe("ID of the server") });

const Output = z.object({
  isMember: z.boolean().describe("The connected person is in the server"),
  nickname: z.string().nullable().describe("Name in this server"),
  roleIds: z.array(z.string()).describe("IDs of roles"),
  joinedAt: z.string().nullable().describe("ISO 8601 time"),
  boostingSince: z.string().nullable().describe("ISO 8601 time"),
  timedOutUntil: z.string().nullable().describe("ISO 8601 time"),
});

const Member = z.object({
  nick: z.string().nullish(),
  roles: z.array(z.string()).default([]),
  joined_at: z.string().nullish(),
  premium_since: z.string().nullish(),
  communication_disabled_until: z.string().nullish(),
});

export default defineFunction({
  name: "discord-get-membership",
  service: discord,
  scopes: ["guilds.members.read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const member = await nullIfNotFound(http.get("users/@me/guilds/{serverId}/member", {
      path: { serverId: input.serverId },
      response: Member,
    }));
    return {
      isMember: member !== null,
      nickname: member?.nick ?? null,
      roleIds: member?.roles ?? [],
      joinedAt: member?.joined_at ?? null,
      boostingSince: member?.premium_since ?? null,
      timedOutUntil: member?.communication_disabled_until ?? null,
    };
  },
});
