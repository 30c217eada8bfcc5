/**
 * What goes with a download from Dropbox: its request, and what the answer's header tells about the file.
 *
 * @see https://www.dropbox.com/developers/documentation/http/documentation#files-download
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import { failureMessage } from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";
import { FileAnswer } from "./dropbox-files.ts";
import { apiArgument, dropbox } from "./dropbox.ts";

interface DownloadInput {
  path: string;
  exportAs?: string | undefined;
  range?: { start: number; end?: number | undefined } | undefined;
}

export function downloadPath(
  { exportAs }: DownloadInput,
): "https://content.dropboxapi.com/2/files/export" | "https://content.dropboxapi.com/2/files/download" {
  return exportAs === undefined
    ? "https://content.dropboxapi.com/2/files/download"
    : "https://content.dropboxapi.com/2/files/export";
}

export function downloadHeaders({ path, exportAs, range }: DownloadInput): Record<string, string> {
  return {
    accept: "*/*",
    "accept-encoding": "identity", // Else runtimes ask for compressed bytes, and their length is another.
    // Links take ranges; for the route itself, Dropbox does not promise them.
    ...(range
      ? { range: `bytes=${range.start}-${range.end ?? ""}` }
      : apiArgument({ path, export_format: exportAs })),
  };
}

const ExportAnswer = z.object({ file_metadata: FileAnswer, export_metadata: z.object({ name: z.string() }) });

/** An export has a name of its own, with the ending of its format. */
export function downloadedFile(headers: Headers): { file: FileAnswer; name: string } {
  const value = parsed(headers.get("dropbox-api-result"));
  const exported = ExportAnswer.safeParse(value).data;
  if (exported) return { file: exported.file_metadata, name: exported.export_metadata.name };
  const file = FileAnswer.safeParse(value).data;
  if (file) return { file, name: file.name };
  throw new FunctionError(
    "provider_invalid_response",
    failureMessage(dropbox.name, "provider_invalid_response"),
    { params: { service: dropbox.name } },
  );
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
