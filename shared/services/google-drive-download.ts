/**
 * Tells which files have content to read, before Drive is asked for it.
 *
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import { FileAnswer, FOLDER_TYPE, isNative } from "./google-drive-files.ts";
import { googleDrive } from "./google-drive.ts";

export const Downloadable = FileAnswer.extend({
  capabilities: z.object({ canDownload: z.boolean().optional() }).optional(),
});

/** What Google can export; its forms, scripts, sites and the like have no export. */
const EXPORTED = new Set(["document", "spreadsheet", "presentation", "drawing"]);

export function checkDownload(
  { mimeType, capabilities }: z.output<typeof Downloadable>,
  range: { start: number; end?: number | undefined } | undefined,
): void {
  if (mimeType === FOLDER_TYPE) {
    throw inputError([{ path: "fileId", message: "expected a file: this is a folder, list it instead" }]);
  }
  if (isNative(mimeType)) {
    const kind = mimeType.split(".").pop() ?? "";
    if (!EXPORTED.has(kind)) {
      throw inputError([{
        path: "fileId",
        message: `expected a file: a Google ${kind} has no content to read`,
      }]);
    }
    if (range) {
      throw inputError([{ path: "range", message: "expected none: a Google document comes as a whole" }]);
    }
  }
  if (capabilities?.canDownload === false) {
    throw new FunctionError("provider_denied", "Downloading is switched off for this file", {
      hint: "Its owner can allow viewers to download it, or make the connected account an editor",
      params: { service: googleDrive.name },
    });
  }
}

/** For content that is not as long as the file was a moment ago. */
export function changedMeanwhile(): FunctionError {
  return new FunctionError("provider_invalid_response", "The file changed while it was read, try again", {
    params: { service: googleDrive.name },
  });
}
