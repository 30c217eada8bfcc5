/**
 * Reads a file from Google Drive; Google's own documents come as PDF or in another format.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-drive-download", { fileId });
 *
 * @see https://developers.google.com/workspace/drive/api/guides/manage-downloads
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { encodeBase64 } from "../../shared/runtime/base64.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { downloadResponse, downloadTooLarge } from "../../shared/runtime/download.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  changedMeanwhile,
  checkDownload,
  Downloadable,
} from "../../shared/services/google-drive-download.ts";
import { exportFormat, exportName, exportType } from "../../shared/services/google-drive-export.ts";
import { DriveFile, driveFile, FILE_FIELDS, isNative } from "../../shared/services/google-drive-files.ts";
import { driveId, googleDrive } from "../../shared/services/google-drive.ts";

const MAX_BASE64_BYTES = 5_000_000;

const Input = z.strictObject({
  fileId: driveId.describe("ID of the file; of a shortcut, for the file that it points to"),
  as: z.enum(["base64", "stream"]).default("base64").describe(
    "base64 in JSON, up to 5 MB, or stream: the bytes alone, to be read with functions.fetch",
  ),
  exportAs: exportFormat.default("pdf").describe(
    "Format for Google documents, up to 10 MB; other files come as they are",
  ),
  range: z.strictObject({
    start: z.int().min(0).describe("First byte, counted from 0"),
    end: z.int().min(0).optional().describe("Last byte; by default the file's last"),
  }).optional().describe("Only a part of the file; not for Google documents"),
  acknowledgeAbuse: z.boolean().optional().describe(
    "Read a file although Google flagged it as malware or spam",
  ),
});

const Output = z.object({
  name: z.string().describe("File name; with an ending where a Google document was exported"),
  mimeType: z.string().describe("Type of the content"),
  size: z.number().describe("Bytes of the content"),
  base64: z.string().describe("The content"),
  file: DriveFile.describe("The file in Google Drive"),
});

export default defineFunction({
  name: "google-drive-download",
  service: googleDrive,
  scopes: [googleScope("drive.readonly")],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const find = (fileId: string) =>
      http.get("files/{fileId}", {
        path: { fileId },
        query: { supportsAllDrives: true, fields: `${FILE_FIELDS},capabilities(canDownload)` },
        response: Downloadable,
      });
    const found = await find(input.fileId);
    const targetId = found.shortcutDetails?.targetId;
    const file = targetId === undefined ? found : await find(targetId);
    checkDownload(file, input.range);

    const exports = isNative(file.mimeType);
    const path = exports ? "files/{fileId}/export" : "files/{fileId}";
    const request = {
      path: { fileId: file.id },
      query: exports
        ? { mimeType: exportType(input.exportAs) }
        : { alt: "media", supportsAllDrives: true, acknowledgeAbuse: input.acknowledgeAbuse || undefined },
      headers: {
        accept: "*/*",
        "accept-encoding": "identity", // Else runtimes ask for compressed bytes, and their length is another.
        ...(input.range && { range: `bytes=${input.range.start}-${input.range.end ?? ""}` }),
      },
    };
    const name = exports ? exportName(file.name, input.exportAs) : file.name;
    if (input.as === "stream") return downloadResponse(await http.stream(path, request), name);

    const expected = input.range ? undefined : file.size;
    if ((expected ?? 0) > MAX_BASE64_BYTES) throw downloadTooLarge(MAX_BASE64_BYTES);
    const { headers, bytes } = await http.bytes(path, { ...request, maxBytes: MAX_BASE64_BYTES });
    if (expected !== undefined && bytes?.byteLength !== expected) throw changedMeanwhile();
    if (!bytes) throw downloadTooLarge(MAX_BASE64_BYTES);
    return {
      name,
      mimeType: headers.get("content-type") ?? file.mimeType,
      size: bytes.byteLength,
      base64: encodeBase64(bytes),
      file: driveFile(file),
    };
  },
});
