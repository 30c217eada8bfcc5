/**
 * Finds messages in the connected Gmail account, newest first.
 *
 * @example
 * const { data } = await base44.functions.invoke("gmail-search", { from: "ann@example.com", unread: true });
 *
 * @see https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/list
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { mapConcurrent } from "../../shared/runtime/concurrency.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { nullIfNotFound } from "../../shared/runtime/errors.ts";
import { mailSearchFields, mailSearchText } from "../../shared/runtime/mail-search.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  GmailMessage,
  messageSummary,
  messageSummaryFields,
  SUMMARY_HEADERS,
} from "../../shared/services/gmail-message.ts";
import { gmailQuery } from "../../shared/services/gmail-query.ts";
import { gmail, gmailId } from "../../shared/services/gmail.ts";

const CONCURRENCY = 8;

const Input = z.strictObject({
  query: z.string().min(1).max(2_000).optional().describe(
    "In Gmail's search language, such as in:inbox newer_than:7d; the other fields narrow it down",
  ),
  from: mailSearchText.optional().describe("Address or name of the sender"),
  to: mailSearchText.optional().describe("Address or name of a recipient"),
  subject: mailSearchText.optional().describe("Words of the subject, in this order"),
  ...mailSearchFields,
  labelIds: z.array(gmailId).min(1).max(20).optional().describe(
    "Only with all of these labels, such as INBOX",
  ),
  includeSpamTrash: z.boolean().default(false).describe("Look into spam and trash, too"),
  limit: z.int().min(1).max(50).default(20).describe("Messages per page, 1 to 50"),
  cursor: z.string().min(1).max(500).optional().describe(
    "`nextCursor` of the page before; the other fields stay as they were",
  ),
});

const Output = z.object({
  messages: z.array(z.object(messageSummaryFields)).describe(
    "Messages of this page; one that is deleted meanwhile is left out",
  ),
  nextCursor: z.string().nullable().describe("For the next page; null on the last one"),
});

export default defineFunction({
  name: "gmail-search",
  service: gmail,
  scopes: [googleScope("gmail.readonly")],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const page = await http.get("gmail/v1/users/me/messages", {
      query: {
        q: gmailQuery(input),
        labelIds: input.labelIds,
        includeSpamTrash: input.includeSpamTrash || undefined,
        maxResults: input.limit,
        pageToken: input.cursor,
      },
      response: z.object({
        messages: z.array(z.object({ id: z.string() })).default([]),
        nextPageToken: z.string().optional(),
      }),
    });
    const found = await mapConcurrent(
      page.messages,
      CONCURRENCY,
      ({ id }) =>
        nullIfNotFound(http.get("gmail/v1/users/me/messages/{id}", {
          path: { id },
          query: { format: "metadata", metadataHeaders: SUMMARY_HEADERS },
          response: GmailMessage,
        })),
    );
    return {
      messages: found.filter((message) => message !== null).map(messageSummary),
      nextCursor: page.nextPageToken ?? null,
    };
  },
});
