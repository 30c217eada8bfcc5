/**
 * Slack's Web API, as it is for bot tokens and user tokens alike: how it reports failure, its ids, its text.
 *
 * @see https://docs.slack.dev/apis/web-api/
 * @module
 * @version 0.1.0
 */
import type { ErrorCode } from "../runtime/errors.ts";
import {
  type Answer,
  defineService,
  type Failure,
  failureMessage,
  type Service,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

/** The same API for both of Base44's Slack connectors. */
export function defineSlackService(connector: "slack" | "slackbot", name: string): Service {
  return defineService({
    connector,
    name,
    baseUrl: "https://slack.com/api/",
    // Where `files.getUploadURLExternal` sends the bytes.
    presignedHosts: ["files.slack.com"],
    headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
    failure: (answer) => slackFailure(name, answer),
    requestIdHeader: "x-slack-req-id",
  });
}

/** Slack's error names by what the reader has to do. Names that are not here are refusals of the values. */
const CODES = new Map<string, ErrorCode>([
  ...names("connection_expired", "invalid_auth not_authed account_inactive token_revoked token_expired"),
  ...names("missing_scope", "missing_scope"),
  ...names("rate_limited", "ratelimited rate_limited"),
  ...names(
    "provider_denied",
    "access_denied no_permission ekm_access_denied accesslimited not_allowed_token_type not_in_channel " +
      "restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel " +
      "restricted_action_non_threadable_channel restricted_action_thread_locked team_access_not_granted " +
      "posting_to_channel_denied cant_update_message cant_delete_message file_uploads_disabled " +
      "file_uploads_except_images_disabled user_not_visible messages_tab_disabled",
  ),
  ...names(
    "not_found",
    "channel_not_found user_not_found users_not_found message_not_found thread_not_found file_not_found team_not_found",
  ),
  ...names("conflict", "is_archived is_inactive already_reacted name_taken edit_window_closed thread_locked"),
  ...names("quota_exceeded", "message_limit_exceeded storage_limit_reached restricted_too_many"),
  ...names(
    "provider_unavailable",
    "internal_error fatal_error service_unavailable request_timeout team_added_to_org",
  ),
]);

function names(code: ErrorCode, list: string): [string, ErrorCode][] {
  return list.split(" ").map((name) => [name, code]);
}

const Refusal = z.object({
  ok: z.literal(false),
  error: z.string(),
  needed: z.string().optional(),
  response_metadata: z.object({ messages: z.array(z.string()).optional() }).optional(),
});

/** Slack answers 200 with `{ ok: false, error }`, so the status alone says nothing. */
function slackFailure(service: string, answer: Answer): Failure | undefined {
  const { data: refusal } = Refusal.safeParse(answer.body);
  if (!refusal) return statusFailure(service, answer.status);
  const code = CODES.get(refusal.error) ??
    (answer.status >= 500 ? "provider_unavailable" : "provider_rejected");
  const detail = refusal.response_metadata?.messages?.join("; ");
  return {
    code,
    reason: refusal.error,
    message: MESSAGES.get(refusal.error) ??
      (code === "provider_rejected"
        ? `${service} refused: ${refusal.error}${detail ? ` (${detail})` : ""}`
        : failureMessage(service, code)),
    ...hint(service, refusal),
  };
}

const MESSAGES = new Map([
  ["channel_not_found", "Slack has no such channel, or the connected account cannot see it"],
  ["not_in_channel", "The connected Slack account is not a member of this channel"],
  ["is_archived", "This Slack channel is archived"],
  ["not_allowed_token_type", "Slack does not allow this for the connected kind of account"],
  ["users_not_found", "Nobody in this Slack workspace has this email address"],
  ["user_not_found", "Slack has no such user"],
  ["message_not_found", "Slack has no such message"],
  ["thread_not_found", "Slack has no such thread"],
  ["msg_too_long", "This text is longer than Slack takes"],
  ["invalid_blocks", "Slack refused the blocks"],
]);

function hint(service: string, refusal: z.output<typeof Refusal>): Pick<Failure, "hint" | "params"> {
  switch (refusal.error) {
    case "missing_scope":
      return refusal.needed
        ? {
          hint:
            `${service} needs the scope ${refusal.needed}: add it to the connector and authorize it again`,
          params: { scopes: refusal.needed.split(",") },
        }
        : {};
    case "not_in_channel":
      return { hint: `Invite the connected account with /invite in that channel` };
    case "channel_not_found":
      return { hint: `Use the channel's ID, and invite the connected account if the channel is private` };
    case "not_allowed_token_type":
      return {
        hint: `Use the other of Base44's two Slack connectors, slack (a person) or slackbot (the app's bot)`,
      };
    default:
      return {};
  }
}

/** `<`, `>` and `&` are all that Slack's markup starts with, so `<!channel>` typed by a user stays text. */
export function slackText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The text as people read it; mentions such as `<@U123>` stay. */
export function slackPlainText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Channels, users and files: opaque text such as `C0123456789`. */
export const slackId = z.string().regex(/^[A-Z][A-Z0-9]{2,}$/, "Expected a Slack ID such as C0123456789");
/** A message's ID in its channel. As a number it would lose digits and match nothing. */
export const slackTs = z.string().regex(
  /^\d{10}\.\d{6}$/,
  "Expected a message's ts such as 1773301243.651609",
);
/** Where to post: an ID, or a public channel's name. */
export const slackChannel = z.string().regex(
  /^([A-Z][A-Z0-9]{2,}|#?[^\s#&<>,]{1,80})$/u,
  "Expected a channel ID such as C0123456789, or a channel name such as general",
);
