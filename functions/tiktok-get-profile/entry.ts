/**
 * Gets the connected TikTok account: name, picture, bio, followers, likes.
 *
 * @example
 * const { data } = await base44.functions.invoke("tiktok-get-profile", { include: ["basic", "stats"] });
 *
 * @see https://developers.tiktok.com/doc/tiktok-api-v2-get-user-info
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import * as z from "../../shared/runtime/zod.ts";
import { tiktok } from "../../shared/services/tiktok.ts";

const FIELDS = {
  basic: ["open_id", "union_id", "avatar_url", "avatar_large_url", "display_name"],
  profile: ["bio_description", "profile_deep_link", "is_verified", "username"],
  stats: ["follower_count", "following_count", "likes_count", "video_count"],
};
const Part = z.enum(["basic", "profile", "stats"]);
type Part = z.output<typeof Part>;

const Input = z.strictObject({
  include: z.array(Part).min(1).max(3).default(["basic", "profile", "stats"]).describe(
    "Parts to get; profile (username, bio) and stats (counters) each need a scope of their own",
  ),
});

const Output = z.object({
  openId: z.string().describe("ID of the account, for this TikTok app only"),
  unionId: z.string().nullable().describe("ID of the account, for all apps of the same developer"),
  displayName: z.string().nullable().describe("Name that people see"),
  username: z.string().nullable().describe("Name in the address, without @"),
  avatarUrl: z.string().nullable().describe("Address of the picture, which expires"),
  avatarLargeUrl: z.string().nullable().describe("Address of the large picture, which expires"),
  bio: z.string().nullable().describe("Text of the profile"),
  profileUrl: z.string().nullable().describe("Address of the profile"),
  isVerified: z.boolean().nullable().describe("Whether TikTok has verified the account"),
  followers: z.number().nullable().describe("How many follow the account"),
  following: z.number().nullable().describe("How many the account follows"),
  likes: z.number().nullable().describe("Likes of all videos"),
  videos: z.number().nullable().describe("How many public videos there are"),
  missingScopes: z.array(z.string()).describe(
    "Scopes of which the connection lacks at least one, so that only basic was read",
  ),
});

const UserAnswer = z.object({
  data: z.object({
    user: z.object({
      open_id: z.string(),
      union_id: z.string().nullish(),
      display_name: z.string().nullish(),
      username: z.string().nullish(),
      avatar_url: z.string().nullish(),
      avatar_large_url: z.string().nullish(),
      bio_description: z.string().nullish(),
      profile_deep_link: z.string().nullish(),
      is_verified: z.boolean().nullish(),
      follower_count: z.number().nullish(),
      following_count: z.number().nullish(),
      likes_count: z.number().nullish(),
      video_count: z.number().nullish(),
    }),
  }),
});

export default defineFunction({
  name: "tiktok-get-profile",
  service: tiktok,
  scopes: ["user.info.basic"],
  extraScopes: { "user.info.profile": "get username and bio", "user.info.stats": "get the counters" },
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const ask = async (parts: readonly Part[]) => {
      const fields = [...new Set<Part>(["basic", ...parts])].flatMap((part) => FIELDS[part]);
      const answer = await http.get("user/info/", {
        query: { fields: fields.join(",") },
        response: UserAnswer,
      });
      return answer.data.user;
    };
    const more = input.include.filter((part) => part !== "basic");
    let missingScopes: string[] = [];
    const user = await ask(more).catch((error) => {
      if (more.length === 0 || !(error instanceof FunctionError) || error.code !== "missing_scope") {
        throw error;
      }
      missingScopes = more.map((part) => `user.info.${part}`);
      return ask([]);
    });
    return {
      openId: user.open_id,
      unionId: user.union_id ?? null,
      displayName: user.display_name ?? null,
      username: user.username ?? null,
      avatarUrl: user.avatar_url ?? null,
      avatarLargeUrl: user.avatar_large_url ?? null,
      bio: user.bio_description ?? null,
      profileUrl: user.profile_deep_link ?? null,
      isVerified: user.is_verified ?? null,
      followers: user.follower_count ?? null,
      following: user.following_count ?? null,
      likes: user.likes_count ?? null,
      videos: user.video_count ?? null,
      missingScopes,
    };
  },
});
