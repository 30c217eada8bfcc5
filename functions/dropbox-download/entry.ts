/**
 * Reads a file from Dropbox: as a link that works for four hours, as base64, or as bytes.
 *
 * @example
 * const { data } = await base44.functions.invoke("dropbox-download", { path: "/Reports/a.pdf" });
 *
 * @see https://www.dropbox.com/developers/documentation/http/documentation#files-get_temporary_link
 * @module
 * @version 0.1.0
 */
import { encodeBase64 } from "../../shared/runtime/base64.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { downloadResponse, downloadTooLarge } from "../../shared/runtime/download.ts";
import * as z from "../../shared/runtime/zod.ts";
import { downloadedFile, downloadHeaders, downloadPath } from "../../shared/services/dropbox-download.ts";
import { DropboxItem, dropboxItem, dropboxPath, FileAnswer } from "../../shared/services/dropbox-files.ts";
import { dropbox } from "../../shared/services/dropbox.ts";

const MAX_BASE64_BYTES = 5_000_000;
const LINK_LIFETIME_MS = 4 * 60 * 60 * 1_000;

const Input = z.strictObject({
  path: dropboxPath.describe("Path of the file, such as /Reports/a.pdf, or its ID"),
  as: z.enum(["url", "base64", "stream"]).default("url").describe(
    "url: a link that everybody can open; base64 in JSON, up to 5 MB; stream: the bytes alone, to be read " +
      "with functions.fetch",
  ),
  range: z.strictObject({
    start: z.int().min(0).describe("First byte, counted from 0"),
    end: z.int().min(0).optional().describe("Last byte; by default the file's last"),
  }).optional().describe("Only a part of the file; not with url or exportAs"),
  exportAs: z.string().regex(/^[a-z0-9_]{1,32}$/i, "Expected a format such as markdown").optional().describe(
    "Format for documents that have no content of their own, such as markdown for Dropbox Paper; not with url",
  ),
}).refine(({ as, range, exportAs }) => as !== "url" || !(range || exportAs), {
  path: ["as"],
  error: "expected base64 or stream, where there is a range or exportAs",
}).refine(({ range, exportAs }) => !(range && exportAs), {
  path: ["range"],
  error: "expected no range with exportAs: an export comes as a whole",
});

const Output = z.object({
  name: z.string().describe("File name; with another ending where a document was exported"),
  url: z.string().nullable().describe("Link to the content, for everybody who knows it; null with base64"),
  expiresAt: z.string().nullable().describe("When the link stops working, ISO 8601"),
  base64: z.string().nullable().describe("The content; null with url"),
  size: z.number().describe("Bytes of the content"),
  file: DropboxItem.describe("The file in Dropbox"),
});

export default defineFunction({
  name: "dropbox-download",
  service: dropbox,
  scopes: ["files.content.read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http, environment }) {
    const expiresAt = new Date(environment.clock.now() + LINK_LIFETIME_MS).toISOString();
    const linked = input.as === "url" || input.range
      ? await http.post("files/get_temporary_link", {
        json: { path: input.path },
        response: z.object({ link: z.string(), metadata: FileAnswer }),
      })
      : undefined;
    if (linked && input.as === "url") {
      const { link, metadata: { name, size } } = linked;
      return { name, url: link, expiresAt, base64: null, size, file: dropboxItem(linked.metadata, "file") };
    }
    const path = linked?.link ?? downloadPath(input);
    const request = { method: linked ? "GET" as const : "POST" as const, headers: downloadHeaders(input) };
    if (input.as === "stream") {
      const response = await http.stream(path, request);
      const { name } = linked?.metadata ?? downloadedFile(response.headers);
      return downloadResponse(response, name);
    }
    const { headers, bytes } = await http.bytes(path, { ...request, maxBytes: MAX_BASE64_BYTES });
    if (!bytes) throw downloadTooLarge(MAX_BASE64_BYTES);
    const { name, file } = linked
      ? { name: linked.metadata.name, file: linked.metadata }
      : downloadedFile(headers);
    return {
      name,
      url: null,
      expiresAt: null,
      base64: encodeBase64(bytes),
      size: bytes.byteLength,
      file: dropboxItem(file, "file"),
    };
  },
});
