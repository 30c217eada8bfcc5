/**
 * Reads a file from a SharePoint library, as it is or converted to PDF, or gives a short-lived address of it.
 *
 * @example
 * const { data } = await base44.functions.invoke("sharepoint-download", { path: "Invoices/42.pdf" });
 *
 * @see https://learn.microsoft.com/graph/api/driveitem-get-content
 * @module
 * @version 0.1.0
 */
import {
  downloadFields,
  DriveDownload,
  driveDownload,
  fileWithContent,
  rangeRule,
} from "../../shared/families/microsoft-download.ts";
import { DriveItemAnswer, innerPath, itemFields } from "../../shared/families/microsoft-drive.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { findLibrary, findSite } from "../../shared/services/sharepoint-site.ts";
import { library, sharepoint, site } from "../../shared/services/sharepoint.ts";

const Input = z.strictObject({
  ...itemFields,
  ...downloadFields,
  site,
  library,
}).refine(...exactlyOne("fileId", "path")).refine(...rangeRule);

export default defineFunction({
  name: "sharepoint-download",
  service: sharepoint,
  scopes: ["Sites.Read.All"],
  effect: "read",
  access: "admin",
  adminOnly: ["site", "library"],
  input: Input,
  output: DriveDownload,

  async run({ input, http, connection }) {
    const siteId = await findSite(http, connection, input.site);
    const driveId = await findLibrary(http, siteId, input.library);
    const answer = input.path === undefined
      ? await http.get("drives/{driveId}/items/{fileId}", {
        path: { driveId, fileId: input.fileId ?? "" },
        response: DriveItemAnswer,
      })
      : await http.get("drives/{driveId}/root:/{+path}", {
        path: { driveId, path: innerPath(input.path) },
        response: DriveItemAnswer,
      });
    const file = fileWithContent(answer);
    const converted = input.convertTo && await http.send("GET", "drives/{driveId}/items/{fileId}/content", {
      path: { driveId, fileId: file.id },
      query: { format: input.convertTo },
      accept: [302],
    });
    return await driveDownload(http, answer, converted, input);
  },
});
