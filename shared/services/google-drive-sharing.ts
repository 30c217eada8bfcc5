/**
 * Permissions of files: who may do what, and whether they get a mail about it.
 *
 * @see https://developers.google.com/workspace/drive/api/guides/manage-sharing
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

/** What a person with access to a file may do. */
export const shareRole = z.enum(["reader", "commenter", "writer"]);

/** The input fields about the mail that Google sends to whom a file is shared with. */
export const noticeFields = {
  notify: z.boolean().default(true).describe(
    "Have Google send a mail; people without a Google account need it",
  ),
  text: z.string().min(1).max(2_000).optional().describe("Plain text to go with that mail"),
};

/** A person to share a new file with. */
export const Share = z.strictObject({
  email: z.email().describe("The person's mail address"),
  role: shareRole.default("reader").describe("What they may do: reader, commenter or writer"),
  ...noticeFields,
});

/** For permissions of a person or a group. Drive refuses these parameters for all others. */
export function noticeQuery(
  { notify, text }: { notify: boolean; text?: string | undefined },
): { sendNotificationEmail: boolean; emailMessage: string | undefined } {
  return { sendNotificationEmail: notify, emailMessage: notify ? text : undefined };
}

/** What a request for permissions holds. Granting again changes nothing, but may mail again. */
export interface Grant {
  query: Record<string, string | boolean | undefined>;
  json: Record<string, string>;
  idempotent: boolean;
}

export function personGrant(share: z.output<typeof Share>): Grant {
  return {
    query: { ...noticeQuery(share), supportsAllDrives: true },
    json: { type: "user", role: share.role, emailAddress: share.email },
    idempotent: !share.notify,
  };
}

export function linkGrant(role: z.output<typeof shareRole>): Grant {
  return { query: { supportsAllDrives: true }, json: { type: "anyone", role }, idempotent: true };
}
