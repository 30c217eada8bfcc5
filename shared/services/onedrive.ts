/**
 * OneDrive: files of the connected Microsoft account, through Microsoft Graph.
 *
 * @see https://learn.microsoft.com/graph/api/resources/onedrive
 * @module
 * @version 0.1.0
 */
import { DRIVE_FILE_HOSTS, driveItemId, innerPath } from "../families/microsoft-drive.ts";
import { defineMicrosoftService } from "../families/microsoft.ts";
import { FunctionError } from "../runtime/errors.ts";

export const onedrive = defineMicrosoftService({
  connector: "one_drive",
  name: "OneDrive",
  throttlesWith503: true,
  presignedHosts: DRIVE_FILE_HOSTS,
  reasons: new Map([
    ["itemNotFound", {
      code: "not_found",
      message: "OneDrive has no such file or folder, or the connected account cannot see it",
    }],
    ["nameAlreadyExists", {
      code: "conflict",
      message: "A file or folder with this name exists",
    }],
    ["quotaLimitReached", { code: "quota_exceeded", message: "The connected OneDrive is full" }],
    ["maxFileSizeExceeded", {
      code: "provider_rejected",
      message: "The file is larger than OneDrive takes",
    }],
    ["notSupported", {
      code: "provider_rejected",
      message: "OneDrive cannot do this with this kind of file or folder",
    }],
  ]),
});

/** The folders, by id, that callers below admin may use; once set, everybody. */
export const ONEDRIVE_ALLOWED_FOLDERS = "ONEDRIVE_ALLOWED_FOLDERS";

export const otherDrive = driveItemId.optional().describe(
  "ID of another drive, for what others have shared; by default the connected account's own drive",
);

/** How a drive's addresses start. */
export function driveAddress(driveId: string | undefined): string {
  return driveId === undefined ? "me/drive" : `drives/${driveId}`;
}

/** How the address of a file or folder goes on: `items/{id}` or `root:/{path}`. */
export function itemPath(
  { fileId, path }: { fileId?: string | undefined; path?: string | undefined },
): ["{+drive}/items/{fileId}" | "{+drive}/root:/{+path}", { fileId: string } | { path: string }] {
  return path === undefined
    ? ["{+drive}/items/{fileId}", { fileId: fileId ?? "" }]
    : ["{+drive}/root:/{+path}", { path: innerPath(path) }];
}

/** For `catch`: links for everybody are what administrators most often switch off. */
export function withLinkHint(scope: string | undefined): (error: unknown) => never {
  return (error) => {
    const isRefusal = error instanceof FunctionError &&
      (error.code === "provider_denied" || error.code === "provider_rejected");
    if (!isRefusal || scope !== "anonymous") throw error;
    throw error.with({
      hint: "An administrator may have switched off links for everybody: try the scope organization or users",
    });
  };
}
