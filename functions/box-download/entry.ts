/**
 * Reads a file from Box: as a link that works for about 15 minutes, as base64, or as bytes.
 *
 * @example
 * const { data } = await base44.functions.invoke("box-download", { fileId: "2231500000001" });
 *
 * @see https://developer.box.com/reference/get-files-id-content/
 * @module
 * @version 0.1.0
 */
import { encodeBase64 } from "../../shared/runtime/base64.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { downloadResponse, downloadTooLarge } from "../../shared/runtime/download.ts";
import * as z from "../../shared/runtime/zod.ts";
import { contentAddress } from "../../shared/services/box-download.ts";
import { BoxItem, boxItem, ITEM_FIELDS, ItemAnswer } from "../../shared/services/box-items.ts";
import { box, boxId } from "../../shared/services/box.ts";

const MAX_BASE64_BYTES = 5_000_000;
const LINK_LIFETIME_MS = 15 * 60 * 1_000;

const Input = z.strictObject({
  fileId: boxId.describe("ID of the file"),
  as: z.enum(["url", "base64", "stream"]).default("url").describe(
    "url: a link that everybody can open; base64 in JSON, up to 5 MB; stream: the bytes alone, to be read " +
      "with functions.fetch",
  ),
  versionId: boxId.optional().describe("ID of an older version of the file"),
  range: z.strictObject({
    start: z.int().min(0).describe("First byte, counted from 0"),
    end: z.int().min(0).optional().describe("Last byte; by default the file's last"),
  }).optional().describe("Only a part of the file; not with url"),
}).refine(({ as, range }) => !(as === "url" && range), {
  path: ["range"],
  error: "expected none with url: a link is to the whole file",
});

const Output = z.object({
  name: z.string().describe("File name"),
  url: z.string().nullable().describe("Link to the content, for everybody who knows it; null with base64"),
  expiresAt: z.string().nullable().describe("About when the link stops working, ISO 8601"),
  base64: z.string().nullable().describe("The content; null with url"),
  size: z.number().nullable().describe("Bytes of the content; null for a link to an older version"),
  file: BoxItem.describe("The file in Box"),
});

export default defineFunction({
  name: "box-download",
  service: box,
  scopes: ["root_readonly"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http, environment, signal }) {
    const path = { fileId: input.fileId };
    const expiresAt = new Date(environment.clock.now() + LINK_LIFETIME_MS).toISOString();
    const file = boxItem(
      await http.get("files/{fileId}", { path, query: { fields: ITEM_FIELDS }, response: ItemAnswer }),
    );
    const isWhole = !input.range && !input.versionId;
    if (input.as === "base64" && isWhole && (file.size ?? 0) > MAX_BASE64_BYTES) {
      throw downloadTooLarge(MAX_BASE64_BYTES);
    }
    const address = await contentAddress(
      () =>
        http.send("GET", "files/{fileId}/content", {
          path,
          query: { version: input.versionId },
          accept: [302],
        }),
      { environment, signal },
    );
    if (input.as === "url") {
      return {
        name: file.name,
        url: address,
        expiresAt,
        base64: null,
        size: isWhole ? file.size : null,
        file,
      };
    }
    const headers = {
      accept: "*/*",
      "accept-encoding": "identity", // Else runtimes ask for compressed bytes, and their length is another.
      ...(input.range && { range: `bytes=${input.range.start}-${input.range.end ?? ""}` }),
    };
    if (input.as === "stream") return downloadResponse(await http.stream(address, { headers }), file.name);
    const { bytes } = await http.bytes(address, { headers, maxBytes: MAX_BASE64_BYTES });
    if (!bytes) throw downloadTooLarge(MAX_BASE64_BYTES);
    return {
      name: file.name,
      url: null,
      expiresAt: null,
      base64: encodeBase64(bytes),
      size: bytes.byteLength,
      file,
    };
  },
});
