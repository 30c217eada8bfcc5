/**
 * Lists the public videos of the connected TikTok account, newest first, with their counters.
 *
 * @example
 * const { data } = await base44.functions.invoke("tiktok-list-videos", { limit: 10 });
 *
 * @see https://developers.tiktok.com/doc/tiktok-api-v2-video-list
 * @module
 * @version 0.1.0
 */
import { offsetCursor, readOffset } from "../../shared/runtime/cursor.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { tiktok } from "../../shared/services/tiktok.ts";

const FIELDS = "id,title,video_description,create_time,duration,width,height,cover_image_url,share_url," +
  "embed_link,like_count,comment_count,share_count,view_count";

const Input = z.strictObject({
  limit: z.int().min(1).max(20).default(10).describe("Most videos of a page"),
  cursor: z.string().min(1).optional().describe("`nextCursor` of the page before"),
});

const Output = z.object({
  videos: z.array(z.object({
    id: z.string().describe("ID of the video"),
    title: z.string().nullable().describe("Title"),
    description: z.string().nullable().describe("Caption"),
    createdAt: z.string().nullable().describe("ISO 8601 time"),
    durationSec: z.number().nullable().describe("Length in seconds"),
    width: z.number().nullable().describe("Pixels"),
    height: z.number().nullable().describe("Pixels"),
    coverUrl: z.string().nullable().describe("Address of the cover picture, good for six hours"),
    url: z.string().nullable().describe("Address of the video for people"),
    embedUrl: z.string().nullable().describe("Address of the player, for an iframe"),
    likes: z.number().nullable().describe("Likes"),
    comments: z.number().nullable().describe("Comments"),
    shares: z.number().nullable().describe("Shares"),
    views: z.number().nullable().describe("Views"),
  })).describe("Videos of this page; private ones are not among them"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
});

const Videos = z.object({
  data: z.object({
    videos: z.array(z.object({
      id: z.string(),
      title: z.string().nullish(),
      video_description: z.string().nullish(),
      create_time: z.number().nullish(),
      duration: z.number().nullish(),
      width: z.number().nullish(),
      height: z.number().nullish(),
      cover_image_url: z.string().nullish(),
      share_url: z.string().nullish(),
      embed_link: z.string().nullish(),
      like_count: z.number().nullish(),
      comment_count: z.number().nullish(),
      share_count: z.number().nullish(),
      view_count: z.number().nullish(),
    })),
    cursor: z.number().nullish(),
    has_more: z.boolean().nullish(),
  }),
});

export default defineFunction({
  name: "tiktok-list-videos",
  service: tiktok,
  scopes: ["video.list"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { data } = await http.post("video/list/", {
      query: { fields: FIELDS },
      json: { max_count: input.limit, cursor: readOffset(input.cursor) || undefined },
      response: Videos,
    });
    return {
      videos: data.videos.map((video) => ({
        id: video.id,
        title: video.title ?? null,
        description: video.video_description ?? null,
        createdAt: video.create_time == null ? null : new Date(video.create_time * 1_000).toISOString(),
        durationSec: video.duration ?? null,
        width: video.width ?? null,
        height: video.height ?? null,
        coverUrl: video.cover_image_url ?? null,
        url: video.share_url ?? null,
        embedUrl: video.embed_link ?? null,
        likes: video.like_count ?? null,
        comments: video.comment_count ?? null,
        shares: video.share_count ?? null,
        views: video.view_count ?? null,
      })),
      nextCursor: data.has_more && data.cursor ? offsetCursor(data.cursor) : null,
    };
  },
});
