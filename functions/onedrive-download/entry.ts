/**
 * Reads a file from OneDrive, as it is or converted to PDF, or gives a short-lived address of its content.
 *
 * @example
 * const { data } = await base44.functions.invoke("onedrive-download", { path: "Invoices/42.pdf" });
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
import { DriveItemAnswer, itemFields } from "../../shared/families/microsoft-drive.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { driveAddress, itemPath, onedrive, otherDrive } from "../../shared/services/onedrive.ts";

const Input = z.strictObject({
  ...itemFields,
  driveId: otherDrive,
  ...downloadFields,
}).refine(...exactlyOne("fileId", "path")).refine(...rangeRule);

export default defineFunction({
  name: "onedrive-download",
  service: onedrive,
  scopes: ["Files.Read"],
  extraScopes: { "Files.Read.All": "for files that others have shared, and for driveId" },
  effect: "read",
  access: "admin",
  input: Input,
  output: DriveDownload,

  async run({ input, http }) {
    const drive = driveAddress(input.driveId);
    const [path, place] = itemPath(input);
    const answer = await http.get(path, { path: { drive, ...place }, response: DriveItemAnswer });
    const file = fileWithContent(answer);
    const converted = input.convertTo && await http.send("GET", "{+drive}/items/{fileId}/content", {
      path: { drive, fileId: file.id },
      query: { format: input.convertTo },
      accept: [302],
    });
    return await driveDownload(http, answer, converted, input);
  },
});
