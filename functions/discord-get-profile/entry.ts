/**
 * Tells whose Discord account is connected, and which scopes the connection has.
 *
 * @example
 * const { data } = await base44.functions.invoke("discord-get-profile", {});
 *
 * @see https://docs.discord.com/developers/topics/oauth2#get-current-authorization-information
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { discord, discordImage } from "../../shared/services/discord.ts";

const Input = z.strictObject({
  includeScopes: z.boolean().default(false).describe("Which scopes the connection has, too"),
});

const Output = z.object({
  id: z.string().describe("User ID"),
  username: z.string().describe("Handle"),
  displayName: z.string().describe("Name as shown in Discord"),
  avatarUrl: z.string().nullable().describe("Address of the picture"),
  email: z.string().nullable().describe("Email address; needs the scope email"),
  locale: z.string().nullable().describe("Language, such as en-GB"),
  scopes: z.array(z.string()).optional().describe("Scopes of the connection"),
});

const User = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
  email: z.string().nullish(),
  locale: z.string().nullish(),
});

export default defineFunction({
  name: "discord-get-profile",
  service: discord,
  scopes: ["identify"],
  extraScopes: { email: "for the email address" },
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const user = await http.get("users/@me", { response: User });
    const authorization = input.includeScopes
      ? await http.get("oauth2/@me", { response: z.object({ scopes: z.array(z.string()) }) })
      : undefined;
    return {
      id: user.id,
      username: user.username,
      displayName: user.global_name ?? user.username,
      avatarUrl: discordImage("avatars", user.id, user.avatar),
      email: user.email ?? null,
      locale: user.locale ?? null,
      ...(authorization && { scopes: authorization.scopes }),
    };
  },
});
