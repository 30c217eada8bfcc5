/**
 * Outlook: mail and calendar of the connected Microsoft account, through Microsoft Graph.
 *
 * @see https://learn.microsoft.com/graph/api/resources/mail-api-overview
 * @module
 * @version 0.1.0
 */
import { defineMicrosoftService } from "../families/microsoft.ts";
import * as z from "../runtime/zod.ts";

/** Otherwise an ID changes when its item moves (https://learn.microsoft.com/graph/outlook-immutable-id). */
const IMMUTABLE_IDS = 'IdType="ImmutableId"';

export const outlook = defineMicrosoftService({
  connector: "outlook",
  name: "Outlook",
  // Where the addresses of attachment upload sessions lie.
  presignedHosts: ["*.office.com", "*.office365.com", "*.outlook.com", "*.live.com"],
  headers: { prefer: IMMUTABLE_IDS },
});

/** Headers with further preferences beside the one that every request has. */
export function outlookPrefer(...preferences: string[]): Record<string, string> {
  return { prefer: [IMMUTABLE_IDS, ...preferences].join(", ") };
}

/** Callers below admin may only write to the addresses that this secret lists. */
export const OUTLOOK_ALLOWED_RECIPIENTS = "OUTLOOK_ALLOWED_RECIPIENTS";

/** Messages, folders, attachments. */
export const outlookId = z.string().regex(
  /^[\w=-]{1,1000}$/,
  "Expected an ID as Outlook gives it, such as AAMkAGI2TG93AAA=",
);
