/**
 * Microsoft Teams as the person who connected it, through Microsoft Graph: there is no bot.
 *
 * @see https://learn.microsoft.com/graph/api/resources/teams-api-overview
 * @module
 * @version 0.1.0
 */
import { defineMicrosoftService, graphCursor, graphPage, type Reason } from "../families/microsoft.ts";
import * as z from "../runtime/zod.ts";

/** Graph uses the same codes for a missing scope, a missing consent and a team that one is not in. */
const DENIED: Reason = {
  code: "provider_denied",
  message:
    "Microsoft Teams does not allow this: the connection may lack a permission or an administrator's consent, " +
    "or the connected account is no member",
  hint:
    "Check that the connector has the scopes that this needs, that an administrator of the organization has " +
    "consented to them, and that the connected account is a member of this team or chat",
};

const NOT_FOUND: Reason = {
  code: "not_found",
  message:
    "Microsoft Teams has no such team, channel, chat or person, or the connected account cannot see it",
};

export const teams = defineMicrosoftService({
  connector: "microsoft_teams",
  name: "Microsoft Teams",
  throttlesWith503: true,
  reasons: new Map<string, Reason>([
    ["Forbidden", DENIED],
    ["accessDenied", DENIED],
    ["Authorization_RequestDenied", DENIED],
    ["NotFound", NOT_FOUND],
    ["itemNotFound", NOT_FOUND],
  ]),
});

/** The channels, by id, that callers below admin may post to; once set, everybody. */
export const TEAMS_ALLOWED_CHANNELS = "TEAMS_ALLOWED_CHANNELS";
/** The chats, by id, that callers below admin may write to; once set, everybody. */
export const TEAMS_ALLOWED_CHATS = "TEAMS_ALLOWED_CHATS";
/** The people, addresses or ids, that callers below admin may write to; once set, everybody. */
export const TEAMS_ALLOWED_PEOPLE = "TEAMS_ALLOWED_PEOPLE";

export const teamId = z.guid("expected the ID of a team, such as 7d29f98c-423a-43c6-a787-7c119d2f305d")
  .describe(
    "ID of the team, from teams-list-teams",
  );

const CONVERSATION = /^19:[\w.@:=-]{1,250}$/;

export const channelId = z.string().regex(
  CONVERSATION,
  "expected the ID of a channel, such as 19:abc@thread.tacv2",
);
export const chatId = z.string().regex(CONVERSATION, "expected the ID of a chat, such as 19:abc@thread.v2");

export interface TeamsPage<T> {
  value: T[];
  "@odata.nextLink"?: string | null | undefined;
}

const MAX_PAGES = 50;

/** All items of a list that Graph answers at once, unless it is very long; `collection` as for `graphCursor`. */
export async function wholeList<T>(
  first: TeamsPage<T>,
  collection: RegExp,
  getPage: (path: string) => Promise<TeamsPage<T>>,
): Promise<T[]> {
  const items = [...first.value];
  let cursor = graphCursor(first["@odata.nextLink"], collection);
  for (let pages = 1; cursor !== null && pages < MAX_PAGES; pages++) {
    const page = await getPage(graphPage(cursor, collection));
    items.push(...page.value);
    cursor = graphCursor(page["@odata.nextLink"], collection);
  }
  return items;
}
