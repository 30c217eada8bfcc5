/**
 * Tells what has become of a TikTok post: still under way, published, or failed and why.
 *
 * @example
 * const { data } = await base44.functions.invoke("tiktok-get-publish-status", { publishId });
 *
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { failMessage, isFinal, publishId } from "../../shared/services/tiktok-posts.ts";
import { tiktok } from "../../shared/services/tiktok.ts";

const Input = z.strictObject({
  publishId: publishId.describe("`publishId` of tiktok-publish-video; ask every 5 to 10 seconds at most"),
});

const Output = z.object({
  status: z.string().describe(
    "PROCESSING_UPLOAD, PROCESSING_DOWNLOAD, SEND_TO_USER_INBOX, PUBLISH_COMPLETE or FAILED",
  ),
  isFinished: z.boolean().describe("Whether the status stays as it is"),
  failReason: z.string().nullable().describe("Why it failed, such as duration_check_failed"),
  failMessage: z.string().nullable().describe("The same in plain words"),
  postIds: z.array(z.string()).describe(
    "IDs of public posts, once TikTok has looked at them: after about a minute, sometimes hours",
  ),
  uploadedBytes: z.number().nullable().describe("Bytes that TikTok has received"),
  downloadedBytes: z.number().nullable().describe("Bytes that TikTok has downloaded"),
});

const Status = z.object({
  data: z.object({
    status: z.string(),
    fail_reason: z.string().nullish(),
    // TikTok's own spelling.
    publicaly_available_post_id: z.array(z.union([z.string(), z.number()])).nullish(),
    uploaded_bytes: z.number().nullish(),
    downloaded_bytes: z.number().nullish(),
  }),
});

export default defineFunction({
  name: "tiktok-get-publish-status",
  service: tiktok,
  scopes: ["video.publish"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { data } = await http.post("post/publish/status/fetch/", {
      json: { publish_id: input.publishId },
      response: Status,
    });
    return {
      status: data.status,
      isFinished: isFinal(data.status),
      failReason: data.fail_reason || null,
      failMessage: data.fail_reason ? failMessage(data.fail_reason) : null,
      postIds: (data.publicaly_available_post_id ?? []).map(String),
      uploadedBytes: data.uploaded_bytes ?? null,
      downloadedBytes: data.downloaded_bytes ?? null,
    };
  },
});
