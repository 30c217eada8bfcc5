/**
 * Messages as Teams takes them. Always HTML: Graph mangles plain text.
 *
 * @see https://learn.microsoft.com/graph/api/chatmessage-post
 * @module
 * @version 0.1.0
 */
import type { Environment } from "../runtime/environment.ts";
import { uuid } from "../runtime/ids.ts";
import * as z from "../runtime/zod.ts";
import { escapeHtml, htmlFromText, safeHtml } from "./teams-html.ts";

const MAX_LENGTH = 20_000;
const CARD_TYPE = "application/vnd.microsoft.card.adaptive";

const Mention = z.strictObject({
  userId: z.guid().describe("ID of the person; Teams does not check it"),
  name: z.string().trim().min(1).max(200).describe("Name to show"),
});

export const messageFields = {
  text: z.string().min(1).max(MAX_LENGTH).regex(/\S/, "expected text that is not blank").optional().describe(
    "Message text, up to 20,000 characters, shown as typed",
  ),
  html: z.string().min(1).max(MAX_LENGTH).optional().describe(
    "HTML instead of text; tags other than those for text, lists, tables and https links are shown as typed",
  ),
  importance: z.enum(["normal", "high", "urgent"]).optional().describe(
    "By default normal; urgent notifies people again and again",
  ),
  mentions: z.array(Mention).min(1).max(20).optional().describe(
    "People to mention, at the beginning of the message",
  ),
  card: z.record(z.string(), z.unknown()).optional().describe("Adaptive Card to show below the text"),
};

/** With these a caller could disturb people or disguise a link. */
export const MESSAGE_ADMIN_FIELDS = ["html", "importance", "mentions", "card"];

const Message = z.object(messageFields);

export function teamsMessage(environment: Environment, message: z.output<typeof Message>) {
  const { text = "", html, mentions = [], card } = message;
  const cardId = card && uuid(environment);
  const named = mentions.map(({ name }, id) => `<at id="${id}">${escapeHtml(name)}</at>`);
  const content = [
    [...named, html === undefined ? htmlFromText(text) : safeHtml(html)].join(" "),
    cardId ? `<attachment id="${cardId}"></attachment>` : "",
  ].join("");
  return {
    body: { contentType: "html", content },
    importance: message.importance,
    mentions: mentions.length > 0 ? mentions.map(mention) : undefined,
    attachments: cardId ? [{ id: cardId, contentType: CARD_TYPE, content: JSON.stringify(card) }] : undefined,
  };
}

/** Without `userIdentityType`, Graph refuses a mention; with another text than in the body, it shows none. */
function mention({ userId, name }: z.output<typeof Mention>, id: number) {
  return {
    id,
    mentionText: escapeHtml(name),
    mentioned: { user: { id: userId, displayName: name, userIdentityType: "aadUser" } },
  };
}

export const PostedMessage = z.object({
  id: z.string(),
  createdDateTime: z.string().nullish(),
  webUrl: z.string().nullish(),
  from: z.object({ user: z.object({ displayName: z.string().nullish() }).nullish() }).nullish(),
});

export const postedFields = {
  messageId: z.string().describe("ID of the message in its channel or chat"),
  createdAt: z.string().nullable().describe("When it was sent, ISO 8601"),
  fromName: z.string().nullable().describe("Name of the connected account, as which it was sent"),
};

export function postedMessage({ id, createdDateTime, from }: z.output<typeof PostedMessage>) {
  return {
    messageId: id,
    createdAt: createdDateTime ?? null,
    fromName: from?.user?.displayName ?? null,
  };
}
