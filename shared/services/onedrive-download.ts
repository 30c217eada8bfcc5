/**
 * Tells which files have content, and how a converted one is called.
 *
 * @module
 */
import type { DriveItemAnswer } from "../families/microsoft-drive.ts";
import { FunctionError } from "../runtime/errors.ts";
import { inputError } from "../runtime/issues.ts";

/** What Graph converts documents to (https://learn.microsoft.com/graph/api/driveitem-get-content-format). */
export const FORMATS = ["pdf", "html", "jpg"] as const;

/** Before Graph is asked for content that folders and notebooks do not have. */
export function checkContent({ file, folder }: DriveItemAnswer): void {
  if (file) return;
  throw inputError([{
    path: "fileId",
    message: folder
      ? "expected a file: this is a folder, list it instead"
      : "expected a file: this has no content of its own to read",
  }]);
}

/** `offer.docx` as PDF is `offer.pdf`. */
export function formatName(name: string, format: typeof FORMATS[number]): string {
  const dot = name.lastIndexOf(".");
  return `${dot > 0 ? name.slice(0, dot) : name}.${format}`;
}

/** For content that is not as long as the file was a moment ago. */
export function changedMeanwhile(): FunctionError {
  return new FunctionError("provider_invalid_response", "The file changed while it was read, try again");
}
