/**
 * Uploads a file of up to 20 MB and shares it in a Slack channel or thread, as the app's bot.
 *
 * @example
 * const { data } = await base44.functions.invoke("slackbot-upload-file", { channel: "C0123456789", file });
 *
 * @see https://docs.slack.dev/messaging/working-with-files/#upload
 * @module
 * @version 0.1.0
 */
import { slackId, slackText, slackTs } from "../../shared/families/slack-web-api.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import {
  contentFields,
  FILE_BODY_LIMIT,
  MAX_FILE_BYTES,
  openContent,
  readContent,
} from "../../shared/runtime/files.ts";
import * as z from "../../shared/runtime/zod.ts";
import { slackbot, SLACKBOT_ALLOWED_CHANNELS } from "../../shared/services/slackbot.ts";

const UPLOAD_TIMEOUT = 45_000;

const Input = z.strictObject({
  channel: slackId.describe("ID of a channel that the bot is a member of; a name does not do here"),
  ...contentFields,
  title: z.string().min(1).max(255).optional().describe("Title to show; by default the file's name"),
  comment: z.string().min(1).max(4_000).optional().describe("Message to go with the file, shown as typed"),
  threadTs: slackTs.optional().describe("`ts` of the message to reply to"),
  altText: z.string().min(1).max(1_000).optional().describe(
    "What an image shows, for those who cannot see it",
  ),
});

const Output = z.object({
  fileId: z.string().describe("ID of the file"),
  title: z.string().optional().describe("Title of the file"),
  url: z.string().optional().describe("Address of the file for members of the workspace"),
  mimeType: z.string().optional().describe("Type as Slack sees it"),
  size: z.number().describe("Bytes"),
});

export default defineFunction({
  name: "slackbot-upload-file",
  service: slackbot,
  scopes: ["files:write"],
  effect: "send",
  access: "user",
  bounds: { channel: SLACKBOT_ALLOWED_CHANNELS },
  limits: { body: FILE_BODY_LIMIT },
  budget: 60,
  input: Input,
  output: Output,

  async run({ input, http, ...context }) {
    const content = await openContent(context, input, MAX_FILE_BYTES);
    const bytes = await readContent(content, MAX_FILE_BYTES, context.signal);

    const ticket = await http.post("files.getUploadURLExternal", {
      form: { filename: content.name, length: bytes.byteLength, alt_txt: input.altText },
      read: true, // A ticket that nobody uses does nothing.
      response: z.object({ upload_url: z.url(), file_id: z.string() }),
    });
    await http.post(ticket.upload_url, {
      headers: { "content-type": "application/octet-stream" },
      body: bytes,
      read: true, // Bytes that are never completed are shown to nobody.
      timeout: UPLOAD_TIMEOUT,
      response: z.string().startsWith("OK"),
    });
    const { files: [shared] } = await http.post("files.completeUploadExternal", {
      json: {
        files: [{ id: ticket.file_id, title: input.title ?? content.name }],
        channel_id: input.channel,
        thread_ts: input.threadTs,
        initial_comment: input.comment === undefined ? undefined : slackText(input.comment),
      },
      response: z.object({ files: z.array(SharedFile) }),
    });
    return {
      fileId: shared?.id ?? ticket.file_id,
      title: shared?.title,
      url: shared?.permalink,
      mimeType: shared?.mimetype,
      size: bytes.byteLength,
    };
  },
});

/** Slack promises only the ID. */
const SharedFile = z.object({
  id: z.string(),
  title: z.string().optional(),
  permalink: z.string().optional(),
  mimetype: z.string().optional(),
});
