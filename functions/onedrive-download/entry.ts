/**
 * Reads a file from OneDrive, as it is or converted to PDF, or gives a short-lived address of its content.
 *
 * @example
 * const { data } = await base44.functions.invoke("onedrive-download", { path: "Invoices/42.pdf" });
 *
 * @see https://learn.microsoft.com/graph/api/driveitem-get-content
 * @module
 */
import { DriveItem, driveItem, DriveItemAnswer, fileAddress } from "../../shared/families/microsoft-drive.ts";
import { encodeBase64 } from "../../shared/runtime/base64.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { downloadResponse, downloadTooLarge } from "../../shared/runtime/download.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  changedMeanwhile,
  checkContent,
  formatName,
  FORMATS,
} from "../../shared/services/onedrive-download.ts";
import { driveAddress, itemFields, itemPath, onedrive, otherDrive } from "../../shared/services/onedrive.ts";

const MAX_BASE64_BYTES = 5_000_000;

const Input = z.strictObject({
  ...itemFields,
  driveId: otherDrive,
  as: z.enum(["url", "base64", "stream"]).default("url").describe(
    "url: an address that anybody can read the content from for some minutes; base64 in JSON, up to 5 MB; " +
      "or stream: the bytes alone, to be read with functions.fetch",
  ),
  convertTo: z.enum(FORMATS).optional().describe("Format to convert a document to, such as pdf"),
  range: z.strictObject({
    start: z.int().min(0).describe("First byte, counted from 0"),
    end: z.int().min(0).optional().describe("Last byte; by default the file's last"),
  }).optional().describe("Only a part of the file; with base64 and stream"),
}).refine(...exactlyOne("fileId", "path")).refine(
  ({ as, range, convertTo }) => range === undefined || (as !== "url" && convertTo === undefined),
  { path: ["range"], error: "expected none with url or convertTo" },
);

const Output = z.object({
  name: z.string().describe("File name, with another ending where it was converted"),
  mimeType: z.string().nullable().describe("Type of the content; null for the address of a converted file"),
  size: z.number().nullable().describe("Bytes of the content; null for the address of a converted file"),
  url: z.string().nullable().describe("Address of the content, which works for some minutes only"),
  base64: z.string().nullable().describe("The content"),
  file: DriveItem.describe("The file in OneDrive"),
});

export default defineFunction({
  name: "onedrive-download",
  service: onedrive,
  scopes: ["Files.Read"],
  extraScopes: { "Files.Read.All": "for files that others have shared, and for driveId" },
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const drive = driveAddress(input.driveId);
    const [path, place] = itemPath(input);
    const answer = await http.get(path, { path: { drive, ...place }, response: DriveItemAnswer });
    checkContent(answer);
    const file = driveItem(answer);

    const { convertTo } = input;
    const converted = convertTo && await http.send("GET", "{+drive}/items/{fileId}/content", {
      path: { drive, fileId: file.id },
      query: { format: convertTo },
      accept: [302],
    });
    const url = fileAddress(
      converted ? converted.headers.get("location") : answer["@microsoft.graph.downloadUrl"],
    );
    const name = convertTo ? formatName(file.name, convertTo) : file.name;
    if (input.as === "url") {
      const { mimeType, size } = convertTo ? { mimeType: null, size: null } : file;
      return { name, mimeType, size, url, base64: null, file };
    }

    const headers = {
      accept: "*/*",
      "accept-encoding": "identity", // Else runtimes ask for compressed bytes, and their length is another.
      ...(input.range && { range: `bytes=${input.range.start}-${input.range.end ?? ""}` }),
    };
    if (input.as === "stream") return downloadResponse(await http.stream(url, { headers }), name);
    const expected = input.range || convertTo ? undefined : file.size ?? undefined;
    if ((expected ?? 0) > MAX_BASE64_BYTES) throw downloadTooLarge(MAX_BASE64_BYTES);
    const content = await http.bytes(url, { headers, maxBytes: MAX_BASE64_BYTES });
    if (expected !== undefined && content.bytes?.byteLength !== expected) throw changedMeanwhile();
    if (!content.bytes) throw downloadTooLarge(MAX_BASE64_BYTES);
    return {
      name,
      mimeType: content.headers.get("content-type") ?? file.mimeType,
      size: content.bytes.byteLength,
      url: null,
      base64: encodeBase64(content.bytes),
      file,
    };
  },
});
