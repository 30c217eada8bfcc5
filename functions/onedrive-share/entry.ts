/**
 * Makes a link that opens a file or folder in OneDrive for others.
 *
 * @example
 * const { data } = await base44.functions.invoke("onedrive-share", { path: "Invoices/42.pdf", scope: "anonymous" });
 *
 * @see https://learn.microsoft.com/graph/api/driveitem-createlink
 * @module
 * @version 0.1.0
 */
import { DriveItemAnswer, itemFields } from "../../shared/families/microsoft-drive.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import { instant } from "../../shared/runtime/time.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  driveAddress,
  itemPath,
  onedrive,
  otherDrive,
  withLinkHint,
} from "../../shared/services/onedrive.ts";

const Input = z.strictObject({
  ...itemFields,
  driveId: otherDrive,
  access: z.enum(["view", "edit", "embed"]).default("view").describe(
    "What the link allows: view, edit, or embed in a web page, which only personal accounts have",
  ),
  scope: z.enum(["anonymous", "organization", "users"]).optional().describe(
    "Whom it opens for: anonymous is everybody who has it, organization everybody in it, users those who have " +
      "access already; by default what the account's organization has chosen",
  ),
  password: z.string().min(1).max(200).optional().describe(
    "Password that the link asks for; personal accounts only",
  ),
  expiresAt: instant.optional().describe("End of the link, ISO 8601"),
}).refine(...exactlyOne("fileId", "path"));

const Output = z.object({
  permissionId: z.string().nullable().describe("ID of the permission, by which it can be taken back"),
  url: z.string().describe("The link"),
  access: z.string().nullable().describe("view, edit or embed"),
  scope: z.string().nullable().describe("anonymous, organization or users"),
  html: z.string().nullable().describe("HTML that embeds the file, with access embed"),
  hasPassword: z.boolean().describe("Whether the link asks for a password"),
  expiresAt: z.string().nullable().describe("End of the link, ISO 8601"),
  created: z.boolean().describe("Whether the link is new; otherwise this app had made it before"),
});

const Permission = z.object({
  id: z.string().nullish(),
  hasPassword: z.boolean().nullish(),
  expirationDateTime: z.string().nullish(),
  link: z.object({
    webUrl: z.string(),
    type: z.string().nullish(),
    scope: z.string().nullish(),
    webHtml: z.string().nullish(),
  }),
});

export default defineFunction({
  name: "onedrive-share",
  service: onedrive,
  scopes: ["Files.ReadWrite"],
  extraScopes: { "Files.ReadWrite.All": "for what others have shared, and for driveId" },
  effect: "write",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const drive = driveAddress(input.driveId);
    const [path, place] = itemPath(input);
    const fileId = input.fileId ??
      (await http.get(path, { path: { drive, ...place }, response: DriveItemAnswer })).id;
    const { status, body } = await http.send("POST", "{+drive}/items/{fileId}/createLink", {
      path: { drive, fileId },
      json: {
        type: input.access,
        scope: input.scope,
        password: input.password,
        expirationDateTime: input.expiresAt && new Date(input.expiresAt).toISOString(),
      },
      idempotent: true, // The same link again is the one that is there.
      response: Permission,
    }).catch(withLinkHint(input.scope));
    return {
      permissionId: body.id ?? null,
      url: body.link.webUrl,
      access: body.link.type ?? null,
      scope: body.link.scope ?? null,
      html: body.link.webHtml ?? null,
      hasPassword: body.hasPassword ?? false,
      expiresAt: body.expirationDateTime ?? null,
      created: status === 201,
    };
  },
});
