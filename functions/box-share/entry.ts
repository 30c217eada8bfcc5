/**
 * Makes, changes or removes the shared link of a file or folder in Box.
 *
 * @example
 * const { data } = await base44.functions.invoke("box-share", { fileId: "2231500000001", access: "open" });
 *
 * @see https://developer.box.com/guides/shared-links/
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import { instant } from "../../shared/runtime/time.ts";
import * as z from "../../shared/runtime/zod.ts";
import { LinkedItem, linkOutput, sharedLink } from "../../shared/services/box-links.ts";
import { box, boxId } from "../../shared/services/box.ts";

const Input = z.strictObject({
  fileId: boxId.optional().describe("ID of the file"),
  folderId: boxId.optional().describe("ID of the folder"),
  access: z.enum(["open", "company", "collaborators"]).optional().describe(
    "open: everybody who knows the link; company: people of the same company; collaborators: people who " +
      "have access anyway. By default what the company has set",
  ),
  password: z.string().max(200).regex(
    /^(?=.*[^a-z]).{8,}$/,
    "Expected 8 characters or more, with a digit, a capital letter or a symbol",
  ).optional().describe("Password of the link; only with access: open"),
  expiresAt: instant.optional().describe("When the link stops working, in paid plans"),
  canDownload: z.boolean().optional().describe("Whether what is shown may be downloaded"),
  canEdit: z.boolean().optional().describe("Whether people may edit the file; only with canDownload: true"),
  remove: z.boolean().default(false).describe("Whether to remove the link instead"),
}).refine(...exactlyOne("fileId", "folderId"))
  .refine(({ password, access }) => password === undefined || access === "open", {
    path: ["password"],
    error: "expected a password only with access: open",
  })
  .refine(
    ({ canEdit, canDownload, fileId, access }) =>
      !canEdit || (canDownload === true && fileId !== undefined && access !== "collaborators"),
    {
      path: ["canEdit"],
      error: "expected canEdit only for a file, with canDownload: true and access open or company",
    },
  )
  .refine(
    ({ remove, access, password, expiresAt, canDownload, canEdit }) =>
      !remove || [access, password, expiresAt, canDownload, canEdit].every((value) => value === undefined),
    {
      path: ["remove"],
      error: "expected no settings of the link with remove: true",
    },
  );

export default defineFunction({
  name: "box-share",
  service: box,
  scopes: ["root_readwrite"],
  effect: "send",
  access: "admin",
  input: Input,
  output: z.object(linkOutput),

  async run({ input, http }) {
    const permissions = { can_download: input.canDownload, can_edit: input.canEdit };
    const hasPermissions = Object.values(permissions).some((value) => value !== undefined);
    const item = await http.put(input.fileId ? "files/{id}" : "folders/{id}", {
      path: { id: input.fileId ?? input.folderId ?? "" },
      query: { fields: "shared_link,id,name" },
      json: {
        shared_link: input.remove ? null : {
          access: input.access,
          password: input.password,
          unshared_at: input.expiresAt,
          permissions: hasPermissions ? permissions : undefined,
        },
      },
      response: LinkedItem,
    });
    return sharedLink(item);
  },
});
