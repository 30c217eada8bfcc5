/**
 * Sends a message to a Microsoft Teams chat, a person or a new group, as the connected account.
 *
 * @example
 * const { data } = await base44.functions.invoke("teams-send-chat", { to: "ann@example.com", text: "Hi Ann" });
 *
 * @see https://learn.microsoft.com/graph/api/chatmessage-post
 * @see https://learn.microsoft.com/graph/api/chat-post
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { Me, newChat, people } from "../../shared/services/teams-chats.ts";
import {
  MESSAGE_ADMIN_FIELDS,
  messageFields,
  postedFields,
  PostedMessage,
  postedMessage,
  teamsMessage,
} from "../../shared/services/teams-messages.ts";
import { chatId, teams, TEAMS_ALLOWED_CHATS, TEAMS_ALLOWED_PEOPLE } from "../../shared/services/teams.ts";

const Input = z.strictObject({
  chatId: chatId.optional().describe("ID of the chat"),
  to: people.optional().describe(
    "Instead of chatId, a person of the organization by address or ID; several, up to 19, get a new group each time",
  ),
  topic: z.string().min(1).max(250).optional().describe("Name of the new group; with several people in to"),
  ...messageFields,
}).refine(...exactlyOne("chatId", "to")).refine(...exactlyOne("text", "html")).refine(
  ({ to, topic }) => topic === undefined || (Array.isArray(to) && to.length > 1),
  { path: ["topic"], error: "expected a topic only with several people in to" },
);

const Output = z.object({ ...postedFields, chatId: z.string().describe("ID of the chat") });

export default defineFunction({
  name: "teams-send-chat",
  service: teams,
  scopes: ["ChatMessage.Send"],
  extraScopes: { "Chat.Create": "for to", "User.Read": "for to" },
  effect: "send",
  access: "user",
  bounds: { chatId: TEAMS_ALLOWED_CHATS, to: { secret: TEAMS_ALLOWED_PEOPLE, kind: "mail" } },
  adminOnly: [...MESSAGE_ADMIN_FIELDS, "topic"],
  input: Input,
  output: Output,

  async run({ input, http, environment, commit }) {
    let { chatId } = input;
    if (chatId === undefined) {
      const others = [input.to ?? []].flat();
      const me = await http.get("me", { query: { $select: "id,userType" }, response: Me });
      const chat = await http.post("chats", {
        json: newChat(me, others, input.topic),
        idempotent: others.length === 1, // Two people have one chat, which is answered again.
        response: z.object({ id: z.string() }),
      });
      chatId = chat.id;
      commit({ chatId });
    }
    const posted = await http.post("chats/{chatId}/messages", {
      path: { chatId },
      json: teamsMessage(environment, input),
      response: PostedMessage,
    });
    return { ...postedMessage(posted), chatId };
  },
});
