/**
 * The shared link of a file or folder. There is one of them at most.
 *
 * @see https://developer.box.com/guides/shared-links/
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { boxTime } from "./box-items.ts";

export const LinkedItem = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  shared_link: z.object({
    url: z.string(),
    download_url: z.string().nullish(),
    access: z.string().nullish(),
    effective_access: z.string().nullish(),
    effective_permission: z.string().nullish(),
    unshared_at: z.string().nullish(),
    is_password_enabled: z.boolean().nullish(),
    download_count: z.number().nullish(),
  }).nullish(),
});
type LinkedItem = z.output<typeof LinkedItem>;

export const linkOutput = {
  id: z.string().describe("ID of the file or folder"),
  type: z.string().describe("file or folder"),
  name: z.string().describe("Its name"),
  url: z.string().nullable().describe("The link; null where it was removed"),
  downloadUrl: z.string().nullable().describe("The link to a file's content, in plans that have it"),
  access: z.string().nullable().describe("Who can open it, as asked for: open, company or collaborators"),
  effectiveAccess: z.string().nullable().describe(
    "Who can open it in fact, since the company may be stricter",
  ),
  effectivePermission: z.string().nullable().describe("can_edit, can_download, can_preview or no_access"),
  expiresAt: z.string().nullable().describe("When the link stops working, ISO 8601; null for never"),
  passwordProtected: z.boolean().describe("Whether it asks for a password"),
  downloadCount: z.number().describe("How often it was downloaded"),
};

export function sharedLink({ id, type, name, shared_link: link }: LinkedItem) {
  return {
    id,
    type,
    name,
    url: link?.url ?? null,
    downloadUrl: link?.download_url ?? null,
    access: link?.access ?? null,
    effectiveAccess: link?.effective_access ?? null,
    effectivePermission: link?.effective_permission ?? null,
    expiresAt: boxTime(link?.unshared_at),
    passwordProtected: link?.is_password_enabled ?? false,
    downloadCount: link?.download_count ?? 0,
  };
}
