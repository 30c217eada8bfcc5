/**
 * Gives a person, a group, a domain or everybody with the link access to a file or folder in Google Drive.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-drive-share", { fileId, email: "ada@example.com" });
 *
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions/create
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { noticeFields, noticeQuery } from "../../shared/services/google-drive-sharing.ts";
import { driveId, GOOGLE_DRIVE_ALLOWED_RECIPIENTS, googleDrive } from "../../shared/services/google-drive.ts";

const ROLES = ["reader", "commenter", "writer", "fileOrganizer", "organizer"] as const;

const Input = z.strictObject({
  fileId: driveId.describe("ID of the file or folder"),
  email: z.email().optional().describe("Address of the person, or of the group"),
  group: z.boolean().default(false).describe("The address is that of a Google group"),
  domain: z.hostname().optional().describe("Share with everybody in this Google Workspace domain"),
  anyone: z.literal(true).optional().describe("Share with everybody who has the link"),
  role: z.enum(ROLES).default("reader").describe(
    "reader, commenter or writer; in shared drives also fileOrganizer or organizer",
  ),
  ...noticeFields,
  discoverable: z.boolean().default(false).describe(
    "Let people find it by searching; with domain or anyone only",
  ),
  expiresAt: z.iso.datetime({ offset: true }).optional().describe(
    "End of the access, ISO 8601, within a year; with email only",
  ),
}).refine(...exactlyOne("email", "domain", "anyone")).refine(
  ({ email, notify, text }) => text === undefined || (email !== undefined && notify),
  {
    path: ["text"],
    error: "expected a text only where a mail is sent: with email, and without notify: false",
  },
).refine(({ email, expiresAt }) => expiresAt === undefined || email !== undefined, {
  path: ["expiresAt"],
  error: "expected an end only with email",
}).refine(({ email, discoverable }) => !(discoverable && email), {
  path: ["discoverable"],
  error: "expected discoverable only with domain or anyone",
});

const Output = z.object({
  permissionId: z.string().describe("ID of the permission, by which it can be taken back"),
  type: z.string().describe("user, group, domain or anyone"),
  role: z.string().describe("What they may do"),
  email: z.string().nullable().describe("Address of the person or group"),
  domain: z.string().nullable().describe("The domain"),
  url: z.string().nullable().describe("Address that opens the file"),
  expiresAt: z.string().nullable().describe("End of the access, ISO 8601"),
});

export default defineFunction({
  name: "google-drive-share",
  service: googleDrive,
  scopes: [googleScope("drive.file")],
  effect: "send",
  access: "admin",
  bounds: { email: { secret: GOOGLE_DRIVE_ALLOWED_RECIPIENTS, kind: "mail" } },
  adminOnly: ["domain", "anyone"],
  input: Input,
  output: Output,

  async run({ input, http, commit }) {
    const { fileId, email, domain, role, expiresAt } = input;
    const permission = await http.post("files/{fileId}/permissions", {
      path: { fileId },
      query: {
        ...(email && noticeQuery(input)),
        supportsAllDrives: true,
        fields: "id,type,role,emailAddress,domain,expirationTime",
      },
      json: {
        type: email ? input.group ? "group" : "user" : domain ? "domain" : "anyone",
        role,
        emailAddress: email,
        domain,
        allowFileDiscovery: email ? undefined : input.discoverable,
        expirationTime: expiresAt && new Date(expiresAt).toISOString(),
      },
      // The same grant again changes nothing, but would mail again.
      idempotent: !(email && input.notify),
      response: z.object({
        id: z.string(),
        type: z.string(),
        role: z.string(),
        emailAddress: z.string().optional(),
        domain: z.string().optional(),
        expirationTime: z.string().optional(),
      }),
    });
    commit({ permissionId: permission.id });
    const file = await http.get("files/{fileId}", {
      path: { fileId },
      query: { supportsAllDrives: true, fields: "webViewLink" },
      response: z.object({ webViewLink: z.string().optional() }),
    });
    return {
      permissionId: permission.id,
      type: permission.type,
      role: permission.role,
      email: permission.emailAddress ?? null,
      domain: permission.domain ?? null,
      url: file.webViewLink ?? null,
      expiresAt: permission.expirationTime ?? null,
    };
  },
});
