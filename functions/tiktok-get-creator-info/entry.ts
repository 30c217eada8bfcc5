/**
 * Tells what the connected TikTok account may post now: its privacy levels, limits, and what it has switched off.
 *
 * @example
 * const { data } = await base44.functions.invoke("tiktok-get-creator-info", {});
 *
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-query-creator-info
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import * as z from "../../shared/runtime/zod.ts";
import { CreatorAnswer } from "../../shared/services/tiktok-posts.ts";
import { isPostingBlock, tiktok } from "../../shared/services/tiktok.ts";

const Input = z.strictObject({});

const Output = z.object({
  canPost: z.boolean().describe("Whether the account may post now"),
  reason: z.string().nullable().describe("Why it may not, such as spam_risk_too_many_posts"),
  reasonMessage: z.string().nullable().describe("The same in plain words"),
  username: z.string().nullable().describe("Name in the address, without @"),
  nickname: z.string().nullable().describe("Name to show before a post is published, as TikTok's rules ask"),
  avatarUrl: z.string().nullable().describe("Address of the picture, good for two hours"),
  privacyLevels: z.array(z.string()).describe("For the person to choose privacyLevel from"),
  commentsDisabled: z.boolean().nullable().describe("The account allows no comments"),
  duetDisabled: z.boolean().nullable().describe("The account allows no duets"),
  stitchDisabled: z.boolean().nullable().describe("The account allows no stitches"),
  maxVideoDurationSec: z.number().nullable().describe("Longest video in seconds"),
});

export default defineFunction({
  name: "tiktok-get-creator-info",
  service: tiktok,
  scopes: ["video.publish"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ http }) {
    let block: FunctionError | undefined;
    const answer = await http.post("post/publish/creator_info/query/", {
      json: {},
      response: CreatorAnswer,
    }).catch((error) => {
      if (!(error instanceof FunctionError) || !isPostingBlock(error.details.provider?.code)) throw error;
      block = error;
    });
    const creator = answer?.data;
    return {
      canPost: creator !== undefined,
      reason: block?.details.provider?.code ?? null,
      reasonMessage: block?.message ?? null,
      username: creator?.creator_username ?? null,
      nickname: creator?.creator_nickname ?? null,
      avatarUrl: creator?.creator_avatar_url ?? null,
      privacyLevels: creator?.privacy_level_options ?? [],
      commentsDisabled: creator?.comment_disabled ?? null,
      duetDisabled: creator?.duet_disabled ?? null,
      stitchDisabled: creator?.stitch_disabled ?? null,
      maxVideoDurationSec: creator?.max_video_post_duration_sec ?? null,
    };
  },
});
