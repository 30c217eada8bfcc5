/**
 * Chats to start: who is in them.
 *
 * @see https://learn.microsoft.com/graph/api/chat-post
 * @module
 * @version 0.1.0
 */
import { odataString } from "../families/microsoft.ts";
import * as z from "../runtime/zod.ts";

const person = z.union([z.email(), z.guid()]);

export const people = z.union([person, z.array(person).min(1).max(19)]);

export const Me = z.object({ id: z.guid(), userType: z.string().nullish() });

/** The chat of the connected account with one person, or a group with several. */
export function newChat(me: z.output<typeof Me>, others: readonly string[], topic: string | undefined) {
  return {
    chatType: others.length === 1 ? "oneOnOne" : "group",
    topic,
    members: [
      member(me.id, me.userType === "Guest" ? "guest" : "owner"),
      ...others.map((other) => member(other, "owner")),
    ],
  };
}

function member(idOrAddress: string, role: "owner" | "guest") {
  return {
    "@odata.type": "#microsoft.graph.aadUserConversationMember",
    roles: [role],
    "user@odata.bind": userAddress(idOrAddress),
  };
}

export function userAddress(idOrAddress: string): string {
  const literal = odataString(idOrAddress);
  return `https://graph.microsoft.com/v1.0/users(${encodeURIComponent(literal).replaceAll("%40", "@")})`;
}
