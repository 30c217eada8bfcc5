/**
 * Lists the files and folders in a OneDrive folder, one page at a time.
 *
 * @example
 * const { data } = await base44.functions.invoke("onedrive-list", { folderPath: "Invoices" });
 *
 * @see https://learn.microsoft.com/graph/api/driveitem-list-children
 * @module
 * @version 0.1.0
 */
import {
  childrenQuery,
  DriveItem,
  driveItem,
  DriveItemPage,
  folderFields,
  innerPath,
  isWanted,
  itemPlace,
  listFields,
} from "../../shared/families/microsoft-drive.ts";
import { graphSkipToken } from "../../shared/families/microsoft.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  driveAddress,
  onedrive,
  ONEDRIVE_ALLOWED_FOLDERS,
  otherDrive,
} from "../../shared/services/onedrive.ts";

const Input = z.strictObject({ ...folderFields, driveId: otherDrive, ...listFields });

const Output = z.object({
  files: z.array(DriveItem).describe("Files and folders; may be empty although more follow"),
  nextCursor: z.string().nullable().describe("cursor for the next files; null at the end"),
});

export default defineFunction({
  name: "onedrive-list",
  service: onedrive,
  scopes: ["Files.Read"],
  extraScopes: { "Files.Read.All": "for folders that others have shared, and for driveId" },
  effect: "read",
  access: "admin",
  bounds: { folderId: ONEDRIVE_ALLOWED_FOLDERS },
  adminOnly: ["driveId"],
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { driveId, folderId, folderPath } = input;
    const place = { drive: driveAddress(driveId), folder: itemPlace(folderId) };
    const request = { query: childrenQuery(input), response: DriveItemPage };
    const page = folderPath === undefined
      ? await http.get("{+drive}/{+folder}/children", { path: place, ...request })
      : await http.get("{+drive}/{+folder}:/{+inner}:/children", {
        path: { ...place, inner: innerPath(folderPath) },
        ...request,
      });
    return {
      files: page.value.map(driveItem).filter((item) => isWanted(item, input.type)),
      nextCursor: graphSkipToken(page["@odata.nextLink"]),
    };
  },
});
