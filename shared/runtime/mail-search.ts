/**
 * What every function that searches mail can search for.
 *
 * @module
 * @version 0.1.0
 */
import * as z from "./zod.ts";

/** A value that is more than punctuation, which would match everything or nothing. */
export const mailSearchText = z.string().max(254).regex(/[\p{L}\p{N}]/u, "expected something to search for");

const Moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

export const mailSearchFields = {
  start: Moment.optional().describe(
    "Received at this time or later: 2026-06-15T10:00:00+02:00, or a day, which starts at midnight UTC",
  ),
  end: Moment.optional().describe("Received before this time"),
  unread: z.boolean().optional().describe("Only unread messages, or only read ones"),
  hasAttachments: z.boolean().optional().describe("Only messages with attachments, or only those without"),
};
