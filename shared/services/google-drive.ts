/**
 * Google Drive: where it is, its ids, and what only Drive refuses.
 *
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3
 * @module
 * @version 0.1.0
 */
import { defineGoogleService } from "../families/google.ts";
import * as z from "../runtime/zod.ts";

export const googleDrive = defineGoogleService({
  connector: "googledrive",
  name: "Google Drive",
  baseUrl: "https://www.googleapis.com/drive/v3/",
  reasons: new Map([
    ["notFound", {
      code: "not_found",
      message: "Google Drive has no such file or folder, or the connected account cannot see it",
      hint:
        "Share it with the connected account; with the scope drive.file only the app's own files are seen",
    }],
    ["appNotAuthorizedToFile", {
      code: "provider_denied",
      message: "The Google Drive connection may only use files that this app created",
      hint: "Connect Google Drive with the scope https://www.googleapis.com/auth/drive to use any file",
    }],
    ["insufficientFilePermissions", {
      code: "provider_denied",
      message: "The connected Google account may not do this with this file",
    }],
    ["storageQuotaExceeded", { code: "quota_exceeded", message: "The connected Google Drive is full" }],
    ["teamDriveFileLimitExceeded", { code: "quota_exceeded", message: "This shared drive is full" }],
    ["dailyLimitExceeded", {
      code: "quota_exceeded",
      message: "Google Drive has reached its limit for today, try again tomorrow",
    }],
    ["downloadQuotaExceeded", {
      code: "quota_exceeded",
      message: "This file was downloaded too often, try again later",
    }],
    ["sharingRateLimitExceeded", {
      code: "quota_exceeded",
      message: "Google Drive accepts no more shares for now, try again much later",
    }],
    ["cannotDownloadAbusiveFile", {
      code: "provider_denied",
      message: "Google flagged this file as malware or spam",
      hint: "If the connected account owns the file, an admin can repeat this with acknowledgeAbuse",
    }],
    ["cannotDownloadFile", { code: "provider_denied", message: "Downloading is switched off for this file" }],
    ["fileNotDownloadable", {
      code: "provider_rejected",
      message: "This kind of file has no content to download",
    }],
    ["fileNotExportable", { code: "provider_rejected", message: "Only Google documents can be exported" }],
    ["exportSizeLimitExceeded", {
      code: "provider_rejected",
      message: "This document is too large to export: open it in Google Drive instead",
    }],
    ["domainPolicy", {
      code: "provider_denied",
      message: "The administrator of this Google Workspace does not allow this",
    }],
  ]),
});

/** The folders, by id, that callers below admin may use; once set, everybody. */
export const GOOGLE_DRIVE_ALLOWED_FOLDERS = "GOOGLE_DRIVE_ALLOWED_FOLDERS";
/** The addresses that callers below admin may share with; once set, everybody. */
export const GOOGLE_DRIVE_ALLOWED_RECIPIENTS = "GOOGLE_DRIVE_ALLOWED_RECIPIENTS";

export const driveId = z.string().regex(
  /^[A-Za-z0-9_-]{1,128}$/,
  "Expected an ID such as 1AbCdEfGhIjKlMnOpQrStUvWxYz012345: the part of a link after /d/ or /folders/",
);
