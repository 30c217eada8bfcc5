/**
 * Lists or searches messages of the connected Outlook account, newest first.
 *
 * @example
 * const { data } = await base44.functions.invoke("outlook-search", { folder: "inbox", unread: true });
 *
 * @see https://learn.microsoft.com/graph/api/user-list-messages
 * @module
 * @version 0.1.0
 */
import { graphCursor, graphPage } from "../../shared/families/microsoft.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { Address } from "../../shared/runtime/mail.ts";
import { mailSearchFields, mailSearchText } from "../../shared/runtime/mail-search.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  OutlookMessage,
  outlookMessage,
  outlookMessageFields,
} from "../../shared/services/outlook-message.ts";
import { MESSAGE_PAGES, outlookQuery } from "../../shared/services/outlook-query.ts";
import { outlook, outlookId } from "../../shared/services/outlook.ts";

const Input = z.strictObject({
  query: z.string().max(500).regex(/[\p{L}\p{N}]/u, "expected words to search for").optional().describe(
    "Words that all have to occur; start and end then count by whole days",
  ),
  from: Address.optional().describe("Address of the sender"),
  subject: mailSearchText.optional().describe("Words of the subject, in this order"),
  ...mailSearchFields,
  folder: outlookId.optional().describe(
    "inbox, sentitems, drafts, deleteditems, junkemail, archive, outbox or a folder's ID; by default all of them",
  ),
  limit: z.int().min(1).max(100).default(20).describe("Messages per page, 1 to 100"),
  cursor: z.string().min(1).max(4_000).optional().describe(
    "`nextCursor` of the page before; the other fields then do not count",
  ),
}).refine(
  ({ query, unread }) => query === undefined || unread === undefined,
  { path: ["unread"], error: "cannot be combined with query: Outlook does not search for it" },
);

const Output = z.object({
  messages: z.array(z.object(outlookMessageFields)).describe("Messages of this page"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last one"),
});

const Page = z.object({ value: z.array(OutlookMessage), "@odata.nextLink": z.string().nullish() });

export default defineFunction({
  name: "outlook-search",
  service: outlook,
  scopes: ["Mail.Read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { folder, cursor } = input;
    const page = cursor !== undefined
      ? await http.get(graphPage(cursor, MESSAGE_PAGES), { response: Page })
      : folder !== undefined
      ? await http.get("me/mailFolders/{folder}/messages", {
        path: { folder },
        query: outlookQuery(input),
        response: Page,
      })
      : await http.get("me/messages", { query: outlookQuery(input), response: Page });
    return {
      messages: page.value.map(outlookMessage),
      nextCursor: graphCursor(page["@odata.nextLink"], MESSAGE_PAGES),
    };
  },
});
