/**
 * Lists the files and folders in a Dropbox folder, one page at a time.
 *
 * @example
 * const { data } = await base44.functions.invoke("dropbox-list", { folderPath: "/Invoices", type: "files" });
 *
 * @see https://www.dropbox.com/developers/documentation/http/documentation#files-list_folder
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { dropboxFolder, DropboxItem, dropboxItem, ItemAnswer } from "../../shared/services/dropbox-files.ts";
import { dropbox, DROPBOX_ALLOWED_FOLDERS } from "../../shared/services/dropbox.ts";

const Input = z.strictObject({
  folderPath: dropboxFolder.default("/").describe("Folder, such as /Invoices/2026; by default /, the top"),
  type: z.enum(["all", "files", "folders"]).default("all").describe("What to list"),
  recursive: z.boolean().default(false).describe("Whether to list what is in the folders below as well"),
  includeDeleted: z.boolean().default(false).describe("Whether to list what was deleted, too"),
  limit: z.int().min(1).max(2_000).default(200).describe("About the most entries of a page"),
  cursor: z.string().min(1).max(10_000).optional().describe(
    "`nextCursor` of the page before, whose other fields go on to hold; give folderPath and type again",
  ),
});

const Output = z.object({
  files: z.array(DropboxItem).describe("Files and folders; may be empty although more follow"),
  nextCursor: z.string().nullable().describe("For the next page; null at the end"),
});

const Page = z.object({ entries: z.array(ItemAnswer), cursor: z.string(), has_more: z.boolean() });

export default defineFunction({
  name: "dropbox-list",
  service: dropbox,
  scopes: ["files.metadata.read"],
  effect: "read",
  access: "admin",
  bounds: { folderPath: DROPBOX_ALLOWED_FOLDERS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const page = input.cursor
      ? await http.post("files/list_folder/continue", { json: { cursor: input.cursor }, response: Page })
      : await http.post("files/list_folder", {
        json: {
          path: input.folderPath === "/" ? "" : input.folderPath,
          recursive: input.recursive,
          include_deleted: input.includeDeleted,
          limit: input.limit,
        },
        response: Page,
      });
    const files = page.entries.map((entry) => dropboxItem(entry)).filter(({ type }) =>
      input.type === "all" || type === "deleted" || `${type}s` === input.type
    );
    return { files, nextCursor: page.has_more ? page.cursor : null };
  },
});
