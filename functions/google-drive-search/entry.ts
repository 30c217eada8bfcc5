/**
 * Finds files in Google Drive by words, name, type, folder, owner or date.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-drive-search", { query: "offer Miller" });
 *
 * @see https://developers.google.com/workspace/drive/api/guides/search-files
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { DriveFile, driveFile } from "../../shared/services/google-drive-files.ts";
import {
  allOf,
  driveText,
  driveTime,
  inFolder,
  NOT_TRASHED,
  PageAnswer,
  pageFields,
  pageQuery,
} from "../../shared/services/google-drive-query.ts";
import { driveId, googleDrive } from "../../shared/services/google-drive.ts";

const Time = z.iso.datetime({ offset: true });
const FILTERS = [
  ...["query", "name", "exactName", "mimeType", "folderId", "modifiedAfter", "modifiedBefore", "ownerEmail"],
  ...["sharedWithMe", "starred"],
];

const Input = z.strictObject({
  query: z.string().min(1).max(500).optional().describe(
    'Whole words in names and contents; a phrase in double quotes, such as "annual report"',
  ),
  name: z.string().min(1).max(255).optional().describe("How a word of the name starts; not its middle"),
  exactName: z.string().min(1).max(255).optional().describe("The whole name"),
  mimeType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/).optional().describe("Type, such as application/pdf"),
  folderId: driveId.optional().describe("ID of the folder that the files are directly in"),
  modifiedAfter: Time.optional().describe("Changed after this time, ISO 8601"),
  modifiedBefore: Time.optional().describe("Changed before this time, ISO 8601"),
  ownerEmail: z.email().optional().describe("Mail address of the owner"),
  sharedWithMe: z.literal(true).optional().describe("Only what others shared with the connected account"),
  starred: z.literal(true).optional().describe("Only what the connected account starred"),
  driveId: driveId.optional().describe("ID of the only shared drive to search"),
  allDrives: z.boolean().default(false).describe(
    "Search all shared drives too; the answer may be incomplete",
  ),
  ...pageFields,
}).refine(...atLeastOne(...FILTERS)).refine(({ query, orderBy }) => !(query && orderBy), {
  path: ["orderBy"],
  error: "expected no orderBy with query: those files are always sorted by relevance",
});

const Output = z.object({
  files: z.array(DriveFile).describe("Files and folders; may be empty although more follow"),
  nextCursor: z.string().nullable().describe("cursor for the next files; null at the end"),
  incomplete: z.boolean().describe("Whether Google Drive left out some shared drives"),
});

export default defineFunction({
  name: "google-drive-search",
  service: googleDrive,
  scopes: [googleScope("drive.metadata.readonly")],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const page = await http.get("files", {
      query: {
        q: allOf(
          input.query && `fullText contains ${driveText(input.query)}`,
          input.name && `name contains ${driveText(input.name)}`,
          input.exactName && `name = ${driveText(input.exactName)}`,
          input.mimeType && `mimeType = ${driveText(input.mimeType)}`,
          input.folderId && inFolder(input.folderId),
          input.modifiedAfter && `modifiedTime > ${driveTime(input.modifiedAfter)}`,
          input.modifiedBefore && `modifiedTime < ${driveTime(input.modifiedBefore)}`,
          input.ownerEmail && `${driveText(input.ownerEmail)} in owners`,
          input.sharedWithMe && "sharedWithMe = true",
          input.starred && "starred = true",
          !input.includeTrashed && NOT_TRASHED,
        ),
        ...(input.driveId
          ? { corpora: "drive", driveId: input.driveId }
          : input.allDrives && { corpora: "allDrives" }),
        ...pageQuery(input),
      },
      response: PageAnswer,
    });
    return {
      files: page.files.map(driveFile),
      nextCursor: page.nextPageToken ?? null,
      incomplete: page.incompleteSearch ?? false,
    };
  },
});
