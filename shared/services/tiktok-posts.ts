/**
 * What the connected TikTok account may post, and what becomes of a post.
 *
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-query-creator-info
 * @module
 * @version 0.1.0
 */
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";

export const PRIVACY_LEVELS = [
  "PUBLIC_TO_EVERYONE",
  "MUTUAL_FOLLOW_FRIENDS",
  "FOLLOWER_OF_CREATOR",
  "SELF_ONLY",
] as const;

export const CreatorAnswer = z.object({
  data: z.object({
    creator_username: z.string().nullish(),
    creator_nickname: z.string().nullish(),
    creator_avatar_url: z.string().nullish(),
    privacy_level_options: z.array(z.string()),
    comment_disabled: z.boolean().nullish(),
    duet_disabled: z.boolean().nullish(),
    stitch_disabled: z.boolean().nullish(),
    max_video_post_duration_sec: z.number().nullish(),
  }),
});
export type Creator = z.output<typeof CreatorAnswer>["data"];

interface PostInput {
  title?: string | undefined;
  privacyLevel: string;
  allowComments: boolean;
  allowDuet: boolean;
  allowStitch: boolean;
  coverTimestampMs?: number | undefined;
  brandedContent: boolean;
  brandOrganic: boolean;
  aiGenerated: boolean;
}

/** `post_info`, within what the creator may and has switched on. Throws `invalid_input` for another privacyLevel. */
export function postInfo(input: PostInput, creator: Creator) {
  const options = creator.privacy_level_options;
  if (!options.includes(input.privacyLevel)) {
    const message = `expected one of ${options.join(", ")}: this account has no other`;
    throw inputError([{ path: "privacyLevel", message }]);
  }
  return {
    title: input.title,
    privacy_level: input.privacyLevel,
    disable_comment: !input.allowComments || creator.comment_disabled === true,
    disable_duet: !input.allowDuet || creator.duet_disabled === true,
    disable_stitch: !input.allowStitch || creator.stitch_disabled === true,
    video_cover_timestamp_ms: input.coverTimestampMs,
    brand_content_toggle: input.brandedContent,
    brand_organic_toggle: input.brandOrganic,
    is_aigc: input.aiGenerated,
  };
}

export const publishId = z.string().regex(
  /^[A-Za-z0-9_.~-]{1,64}$/,
  "Expected a publishId such as v_pub_file~v2-1.7643961661438740488",
);

const FAIL_MESSAGES = new Map([
  ["file_format_check_failed", "TikTok does not take this kind of file: use MP4, WebM or MOV"],
  ["duration_check_failed", "The video is too long or too short for this account"],
  ["frame_rate_check_failed", "The video needs 23 to 60 frames per second"],
  ["picture_size_check_failed", "The picture needs 360 to 4,096 pixels on each side"],
  ["internal", "TikTok failed: publish it again as a new post"],
  ["video_pull_failed", "TikTok could not download the video: publish it again as a new post"],
  ["photo_pull_failed", "TikTok could not download the photos: publish them again as a new post"],
  ["publish_cancelled", "The post was cancelled"],
  ["auth_removed", "The account's owner has disconnected the app"],
  ["spam_risk", "TikTok takes this post for spam"],
  ["spam_risk_text", "TikTok takes the text of this post for spam"],
  ["spam_risk_too_many_posts", "The account has reached its daily limit of posts by apps"],
  ["spam_risk_user_banned_from_posting", "The account may not post now"],
]);

/** Plain words for `fail_reason`. */
export function failMessage(reason: string): string {
  return FAIL_MESSAGES.get(reason) ?? "TikTok did not publish it";
}

const FINAL = new Set(["PUBLISH_COMPLETE", "SEND_TO_USER_INBOX", "FAILED"]);

export function isFinal(status: string): boolean {
  return FINAL.has(status);
}
