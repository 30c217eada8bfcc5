/**
 * Publishes a video on TikTok, of a size up to 4 GB; until TikTok has audited the app, to private accounts only.
 *
 * @example
 * const { data } = await base44.functions.invoke("tiktok-publish-video", { fileUrl, title: "Hi #fun", privacyLevel, confirm: true });
 *
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-direct-post
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { contentFields, FILE_BODY_LIMIT, withContent } from "../../shared/runtime/files.ts";
import { inputError } from "../../shared/runtime/issues.ts";
import { atMostOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { CreatorAnswer, postInfo, PRIVACY_LEVELS } from "../../shared/services/tiktok-posts.ts";
import {
  asVideo,
  MAX_TIKTOK_VIDEO_BYTES,
  uploadPlan,
  uploadVideo,
} from "../../shared/services/tiktok-upload.ts";
import { tiktok } from "../../shared/services/tiktok.ts";

const Input = z.strictObject({
  ...contentFields,
  videoUrl: z.url({ protocol: /^https$/ }).optional().describe(
    "Instead of a file: an address that TikTok itself downloads, on a domain verified in the TikTok app's console",
  ),
  title: z.string().max(2_200).optional().describe("Caption; #tags and @users in it become links"),
  privacyLevel: z.enum(PRIVACY_LEVELS).describe(
    "Who sees it: what the person chose among the privacyLevels of tiktok-get-creator-info, never a default",
  ),
  confirm: z.literal(true).describe(
    "That the account's owner has seen video, title and settings, and agrees, as TikTok's rules ask",
  ),
  allowComments: z.boolean().default(false).describe("Whether people may comment"),
  allowDuet: z.boolean().default(false).describe("Whether people may make duets"),
  allowStitch: z.boolean().default(false).describe("Whether people may make stitches"),
  coverTimestampMs: z.int().min(0).optional().describe("Moment of the video that becomes its cover"),
  brandedContent: z.boolean().default(false).describe("Whether it is paid advertising for somebody else"),
  brandOrganic: z.boolean().default(false).describe("Whether it advertises the account's own business"),
  aiGenerated: z.boolean().default(false).describe("Whether it is made by AI"),
}).refine(...atMostOne("videoUrl", "file", "fileUrl", "fileUri", "text", "base64"));

const Output = z.object({
  publishId: z.string().describe("For tiktok-get-publish-status, which tells what becomes of it"),
  status: z.string().describe("PROCESSING_UPLOAD, or PROCESSING_DOWNLOAD with videoUrl"),
  allowsComments: z.boolean().describe(
    "Whether people may comment; false where the account does not allow it",
  ),
  allowsDuet: z.boolean().describe("Whether people may make duets"),
  allowsStitch: z.boolean().describe("Whether people may make stitches"),
});

export default defineFunction({
  name: "tiktok-publish-video",
  service: tiktok,
  scopes: ["video.publish"],
  effect: "send",
  access: "admin",
  rawBody: true,
  limits: { body: FILE_BODY_LIMIT },
  budget: 240,
  input: Input,
  output: Output,

  async run({ input, http, commit, ...context }) {
    const start = async (status: string, source: Record<string, string | number>) => {
      const creator = await http.post("post/publish/creator_info/query/", {
        json: {},
        read: true,
        response: CreatorAnswer,
      });
      const info = postInfo(input, creator.data);
      const { data } = await http.post("post/publish/video/init/", {
        json: { post_info: info, source_info: source },
        response: z.object({ data: z.object({ publish_id: z.string(), upload_url: z.string().optional() }) }),
      });
      commit({ publishId: data.publish_id });
      const result = {
        publishId: data.publish_id,
        status,
        allowsComments: !info.disable_comment,
        allowsDuet: !info.disable_duet,
        allowsStitch: !info.disable_stitch,
      };
      return { result, uploadUrl: data.upload_url ?? "" };
    };

    const { videoUrl } = input;
    if (videoUrl !== undefined) {
      if (context.raw) {
        throw inputError([{ path: "videoUrl", message: "expected none with a video as body" }]);
      }
      return (await start("PROCESSING_DOWNLOAD", { source: "PULL_FROM_URL", video_url: videoUrl })).result;
    }
    return await withContent(context, input, MAX_TIKTOK_VIDEO_BYTES, async (content) => {
      const video = asVideo(content);
      const plan = uploadPlan(video);
      const { result, uploadUrl } = await start("PROCESSING_UPLOAD", { source: "FILE_UPLOAD", ...plan });
      await uploadVideo({ http, ...context }, uploadUrl, video, plan);
      return result;
    });
  },
});
