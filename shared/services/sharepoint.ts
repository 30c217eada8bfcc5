/**
 * SharePoint: sites, libraries and lists of a Microsoft 365 organization, through Microsoft Graph.
 *
 * @see https://learn.microsoft.com/graph/api/resources/sharepoint
 * @module
 * @version 0.1.0
 */
import { DRIVE_FILE_HOSTS } from "../families/microsoft-drive.ts";
import { defineMicrosoftService } from "../families/microsoft.ts";
import * as z from "../runtime/zod.ts";

export const sharepoint = defineMicrosoftService({
  connector: "share_point",
  name: "SharePoint",
  throttlesWith503: true,
  presignedHosts: DRIVE_FILE_HOSTS,
  reasons: new Map([
    ["itemNotFound", {
      code: "not_found",
      message: "SharePoint has no such site, list, file or folder, or the connected account cannot see it",
    }],
    ["nameAlreadyExists", { code: "conflict", message: "A file or folder with this name exists" }],
    ["resourceModified", { code: "conflict", message: "It was changed meanwhile, read it again" }],
    ["quotaLimitReached", { code: "quota_exceeded", message: "The storage of this SharePoint site is full" }],
  ]),
});

/** The folders, by id, that callers below admin may use; once set, everybody. */
export const SHAREPOINT_ALLOWED_FOLDERS = "SHAREPOINT_ALLOWED_FOLDERS";
/** The lists, by id or name, that callers below admin may use; once set, everybody. */
export const SHAREPOINT_ALLOWED_LISTS = "SHAREPOINT_ALLOWED_LISTS";

export const listName = z.string().min(1).max(255).regex(
  /^(?!\.{1,2}$)[^\p{Cc}\p{Surrogate}/\\]+$/u,
  "expected the ID or the name of a list",
);

export const site = z.string().min(1).max(400).optional().describe(
  "Site, such as sites/marketing, its address, its ID, or root; by default the site that is connected",
);
export const library = z.string().min(1).max(255).optional().describe(
  "Name of the document library; by default the site's own, Documents",
);
