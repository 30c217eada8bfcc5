/**
 * Files and folders as Drive tells them, and as functions answer them.
 *
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

const NATIVE = "application/vnd.google-apps.";
export const FOLDER_TYPE = `${NATIVE}folder`;

/** Google's own documents, which have no bytes; also folders and shortcuts. */
export function isNative(mimeType: string): boolean {
  return mimeType.startsWith(NATIVE);
}

/** The type of a Google document of that kind. */
export function nativeType(kind: "document" | "spreadsheet" | "presentation"): string {
  return `${NATIVE}${kind}`;
}

/** Without `fields`, Drive tells little more than a file's name. */
export const FILE_FIELDS =
  "id,name,mimeType,size,parents,webViewLink,webContentLink,createdTime,modifiedTime,md5Checksum,trashed," +
  "shared,owners(displayName,emailAddress),driveId,resourceKey,shortcutDetails";

/** Without it, files in shared drives answer 404. */
export const FILE_QUERY = { supportsAllDrives: true, fields: FILE_FIELDS };

/** A file as Drive tells it. Its 64-bit numbers are text, and nearly everything depends on the kind of file. */
export const FileAnswer = z.object({
  id: z.string(),
  name: z.string(),
  mimeType: z.string(),
  size: z.coerce.number().optional(),
  parents: z.array(z.string()).optional(),
  webViewLink: z.string().optional(),
  webContentLink: z.string().optional(),
  createdTime: z.string().optional(),
  modifiedTime: z.string().optional(),
  md5Checksum: z.string().optional(),
  trashed: z.boolean().optional(),
  shared: z.boolean().optional(),
  owners: z.array(z.object({ emailAddress: z.string().optional() })).optional(),
  driveId: z.string().optional(),
  shortcutDetails: z.object({ targetId: z.string().optional() }).optional(),
});
export type FileAnswer = z.output<typeof FileAnswer>;

export const DriveFile = z.object({
  id: z.string().describe("ID of the file"),
  name: z.string().describe("Name, which other files in the same folder may have too"),
  mimeType: z.string().describe("Type; Google documents and folders have application/vnd.google-apps.*"),
  isFolder: z.boolean().describe("Whether it is a folder"),
  size: z.number().nullable().describe("Bytes; null for Google documents and folders"),
  folderId: z.string().nullable().describe("ID of the folder it is in, where the connection can see that"),
  url: z.string().nullable().describe("Address that opens it in Google Drive, for people who have access"),
  downloadUrl: z.string().nullable().describe(
    "Address that downloads it, for people who are signed in to Google",
  ),
  createdAt: z.string().nullable().describe("ISO 8601"),
  updatedAt: z.string().nullable().describe("ISO 8601"),
  md5: z.string().nullable().describe("MD5 checksum of the content, in hex"),
  owner: z.string().nullable().describe("Mail address of the owner; null in shared drives"),
  driveId: z.string().nullable().describe("ID of the shared drive it is in"),
  shared: z.boolean().describe("Whether others have access"),
  trashed: z.boolean().describe("Whether it is in the trash"),
});
export type DriveFile = z.output<typeof DriveFile>;

export function driveFile(file: FileAnswer): DriveFile {
  return {
    id: file.id,
    name: file.name,
    mimeType: file.mimeType,
    isFolder: file.mimeType === FOLDER_TYPE,
    size: file.size ?? null,
    folderId: file.parents?.[0] ?? null,
    url: file.webViewLink ?? null,
    downloadUrl: file.webContentLink ?? null,
    createdAt: file.createdTime ?? null,
    updatedAt: file.modifiedTime ?? null,
    md5: file.md5Checksum ?? null,
    owner: file.owners?.[0]?.emailAddress ?? null,
    driveId: file.driveId ?? null,
    shared: file.shared ?? false,
    trashed: file.trashed ?? false,
  };
}
