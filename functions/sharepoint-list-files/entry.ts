/**
 * Lists the files and folders in a folder of a SharePoint document library, one page at a time.
 *
 * @example
 * const { data } = await base44.functions.invoke("sharepoint-list-files", { folderPath: "Invoices" });
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
import { findLibrary, findSite } from "../../shared/services/sharepoint-site.ts";
import { library, sharepoint, SHAREPOINT_ALLOWED_FOLDERS, site } from "../../shared/services/sharepoint.ts";

const Input = z.strictObject({ ...folderFields, ...listFields, site, library });

const Output = z.object({
  files: z.array(DriveItem).describe("Files and folders; may be empty although more follow"),
  nextCursor: z.string().nullable().describe("cursor for the next files; null at the end"),
});

export default defineFunction({
  name: "sharepoint-list-files",
  service: sharepoint,
  scopes: ["Sites.Read.All"],
  effect: "read",
  access: "admin",
  bounds: { folderId: SHAREPOINT_ALLOWED_FOLDERS },
  adminOnly: ["site", "library"],
  input: Input,
  output: Output,

  async run({ input, http, connection }) {
    const { folderId, folderPath } = input;
    const siteId = await findSite(http, connection, input.site);
    const place = { driveId: await findLibrary(http, siteId, input.library), folder: itemPlace(folderId) };
    const request = { query: childrenQuery(input), response: DriveItemPage };
    const page = folderPath === undefined
      ? await http.get("drives/{driveId}/{+folder}/children", { path: place, ...request })
      : await http.get("drives/{driveId}/{+folder}:/{+inner}:/children", {
        path: { ...place, inner: innerPath(folderPath) },
        ...request,
      });
    return {
      files: page.value.map(driveItem).filter((item) => isWanted(item, input.type)),
      nextCursor: graphSkipToken(page["@odata.nextLink"]),
    };
  },
});
