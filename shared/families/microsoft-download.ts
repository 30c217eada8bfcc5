/**
 * Downloads from OneDrive and SharePoint: what to give of a file's content, as it is or converted.
 *
 * @see https://learn.microsoft.com/graph/api/driveitem-get-content
 * @see https://learn.microsoft.com/graph/api/driveitem-get-content-format
 * @module
 * @version 0.1.0
 */
import { encodeBase64 } from "../runtime/base64.ts";
import { downloadResponse, downloadTooLarge } from "../runtime/download.ts";
import { FunctionError } from "../runtime/errors.ts";
import type { Http, Reply } from "../runtime/http.ts";
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import { DriveItem, driveItem, type DriveItemAnswer, fileAddress } from "./microsoft-drive.ts";

const MAX_BASE64_BYTES = 5_000_000;

/** What Graph converts documents to. */
const FORMATS = ["pdf", "html", "jpg"] as const;

/** The input fields of functions that download a file. */
export const downloadFields = {
  as: z.enum(["url", "base64", "stream"]).default("url").describe(
    "url: an address that anybody can read the content from for some minutes; base64 in JSON, up to 5 MB; " +
      "or stream: the bytes alone, to be read with functions.fetch",
  ),
  convertTo: z.enum(FORMATS).optional().describe("Format to convert a document to, such as pdf"),
  range: z.strictObject({
    start: z.int().min(0).describe("First byte, counted from 0"),
    end: z.int().min(0).optional().describe("Last byte; by default the file's last"),
  }).optional().describe("Only a part of the file; with base64 and stream"),
};
const DownloadInput = z.object(downloadFields);
type DownloadInput = z.output<typeof DownloadInput>;

/** For `.refine(...)`. */
export const rangeRule: [(input: DownloadInput) => boolean, { path: string[]; error: string }] = [
  ({ as, range, convertTo }) => range === undefined || (as !== "url" && convertTo === undefined),
  { path: ["range"], error: "expected none with url or convertTo" },
];

export const DriveDownload = z.object({
  name: z.string().describe("File name, with another ending where it was converted"),
  mimeType: z.string().nullable().describe("Type of the content; null for the address of a converted file"),
  size: z.number().nullable().describe("Bytes of the content; null for the address of a converted file"),
  url: z.string().nullable().describe("Address of the content, which works for some minutes only"),
  base64: z.string().nullable().describe("The content"),
  file: DriveItem.describe("The file itself"),
});
export type DriveDownload = z.output<typeof DriveDownload>;

/** A file that has content, before Graph is asked for it: folders and notebooks have none. */
export function fileWithContent(answer: DriveItemAnswer): DriveItem {
  if (answer.file) return driveItem(answer);
  throw inputError([{
    path: "fileId",
    message: answer.folder
      ? "expected a file: this is a folder, list it instead"
      : "expected a file: this has no content of its own to read",
  }]);
}

/** The content of what Graph answered, or of what it `converted` that to: a redirect to the new content. */
export async function driveDownload(
  http: Http,
  answer: DriveItemAnswer,
  converted: Reply | undefined,
  { as, convertTo, range }: DownloadInput,
): Promise<DriveDownload | Response> {
  const file = driveItem(answer);
  const url = fileAddress(
    converted ? converted.headers.get("location") : answer["@microsoft.graph.downloadUrl"],
  );
  const name = convertTo ? formatName(file.name, convertTo) : file.name;
  if (as === "url") {
    const { mimeType, size } = convertTo ? { mimeType: null, size: null } : file;
    return { name, mimeType, size, url, base64: null, file };
  }

  const headers = {
    accept: "*/*",
    "accept-encoding": "identity", // Else runtimes ask for compressed bytes, and their length is another.
    ...(range && { range: `bytes=${range.start}-${range.end ?? ""}` }),
  };
  if (as === "stream") return downloadResponse(await http.stream(url, { headers }), name);
  const expected = range || convertTo ? undefined : file.size ?? undefined;
  if ((expected ?? 0) > MAX_BASE64_BYTES) throw downloadTooLarge(MAX_BASE64_BYTES);
  const { bytes, headers: sent } = await http.bytes(url, { headers, maxBytes: MAX_BASE64_BYTES });
  if (expected !== undefined && bytes?.byteLength !== expected) throw changedMeanwhile();
  if (!bytes) throw downloadTooLarge(MAX_BASE64_BYTES);
  return {
    name,
    mimeType: sent.get("content-type") ?? file.mimeType,
    size: bytes.byteLength,
    url: null,
    base64: encodeBase64(bytes),
    file,
  };
}

/** `offer.docx` as PDF is `offer.pdf`. */
function formatName(name: string, format: typeof FORMATS[number]): string {
  const dot = name.lastIndexOf(".");
  return `${dot > 0 ? name.slice(0, dot) : name}.${format}`;
}

/** For content that is not as long as the file was a moment ago. */
function changedMeanwhile(): FunctionError {
  return new FunctionError("provider_invalid_response", "The file changed while it was read, try again");
}
