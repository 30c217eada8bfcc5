/**
 * Discord, in two ways: the connector's token reads about the person who connected it, and can neither post nor
 * see messages; posting goes through a channel's webhook, whose address is a secret of the app.
 *
 * @see https://docs.discord.com/developers/topics/oauth2
 * @see https://docs.discord.com/developers/resources/webhook
 * @module
 * @version 0.1.0
 */
import type { ErrorCode } from "../runtime/errors.ts";
import { FunctionError } from "../runtime/errors.ts";
import {
  type Answer,
  type Connection,
  defineService,
  type Failure,
  failureMessage,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const NAME = "Discord";

const common = {
  connector: "discord" as const,
  name: NAME,
  baseUrl: "https://discord.com/api/v10/",
  failure: discordFailure,
};

/** Discord may block requests without it (https://docs.discord.com/developers/reference#user-agent). */
const USER_AGENT = { "user-agent": "DiscordBot (https://base44.com, 1.0)" };

/** For what the connected person may know. */
export const discord = defineService({
  ...common,
  headers: ({ accessToken }: Connection) => ({ authorization: `Bearer ${accessToken}`, ...USER_AGENT }),
});

/** For webhooks, which need no connection: their permission is in their address. */
export const discordWebhook = defineService({
  ...common,
  headers: () => USER_AGENT,
  failure: webhookFailure,
});

/** Address of a webhook, from the channel's settings in Discord: Integrations, Webhooks, Copy Webhook URL. */
export const DISCORD_WEBHOOK_URL = "DISCORD_WEBHOOK_URL";

const WEBHOOK =
  /^https:\/\/(?:ptb\.|canary\.)?discord(?:app)?\.com\/api(?:\/v\d{1,2})?\/webhooks\/(\d{15,20})\/([\w-]{40,100})\/?$/;

/** The webhook's ID and token. Only these leave the secret, so no other host can be asked. */
export function readWebhook(secret: (name: string) => string): { id: string; token: string } {
  const [, id, token] = WEBHOOK.exec(secret(DISCORD_WEBHOOK_URL)) ?? [];
  if (id && token) return { id, token };
  throw new FunctionError(
    "not_configured",
    `The secret ${DISCORD_WEBHOOK_URL} holds no address of a Discord webhook`,
    {
      hint: "Copy it from the channel's settings in Discord: Integrations, Webhooks, Copy Webhook URL",
      params: { secret: DISCORD_WEBHOOK_URL },
    },
  );
}

const ErrorAnswer = z.object({
  code: z.number().optional(),
  message: z.string().default(""),
  retry_after: z.number().optional(),
  errors: z.unknown().optional(),
});

const CODES = new Map<number, ErrorCode>([
  ...numbers("not_found", [10003, 10004, 10007, 10008, 10013, 10015]),
  ...numbers("connection_expired", [50014, 40001]),
  ...numbers("provider_denied", [50001, 50013, 40333, 200000, 240000]),
  ...numbers("not_configured", [50027]),
  ...numbers("rate_limited", [20016, 20028, 20029, 30046]),
  ...numbers("provider_rejected", [40005, 50006, 50035, 50045, 220001, 220002, 220003]),
]);

function numbers(code: ErrorCode, list: number[]): [number, ErrorCode][] {
  return list.map((number) => [number, code]);
}

const HINTS = new Map<number, string>([
  [
    10015,
    `The webhook was deleted: make a new one and put its address into the secret ${DISCORD_WEBHOOK_URL}`,
  ],
  [50027, `Put the webhook's whole address into the secret ${DISCORD_WEBHOOK_URL}`],
  [200000, "The server's AutoMod blocks this text"],
  [240000, "Discord holds a link in this text for harmful"],
  [220001, "The channel is a forum: give threadName, or threadId"],
]);

function discordFailure({ status, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  if (!byStatus) return undefined;
  const { data } = ErrorAnswer.safeParse(body);
  const code = (data?.code !== undefined && status < 500 ? CODES.get(data.code) : undefined) ?? byStatus.code;
  const said = [data?.message, ...leaves(data?.errors)].filter(Boolean).join("; ");
  return {
    code,
    reason: data?.code === undefined ? undefined : String(data.code),
    message: code === "provider_rejected" && said ? `${NAME} refused: ${said}` : failureMessage(NAME, code),
    hint: data?.code === undefined ? undefined : HINTS.get(data.code),
    retryAfter: data?.retry_after,
  };
}

/** A webhook's permission is its address, so what is refused is the secret. */
function webhookFailure(answer: Answer): Failure | undefined {
  const failure = discordFailure(answer);
  if (failure?.code !== "connection_expired") return failure;
  return {
    ...failure,
    code: "not_configured",
    message: `Discord refuses the webhook of the secret ${DISCORD_WEBHOOK_URL}`,
    hint: "Make a new webhook in the channel's settings, and put its address into the secret",
  };
}

const MAX_DEPTH = 10;

/** The messages at the ends of a tree that has the shape of the request. */
function leaves(tree: unknown, depth = 0): string[] {
  if (typeof tree !== "object" || tree === null || depth > MAX_DEPTH) return [];
  return Object.entries(tree).flatMap(([name, value]) =>
    name === "message" && typeof value === "string" ? [value] : leaves(value, depth + 1)
  );
}

/** 64-bit numbers, which only text holds exactly. */
export const discordId = z.string().regex(/^\d{15,20}$/, "Expected a Discord ID of 15 to 20 digits, as text");

const ADDRESS = /(https?:\/\/\S+)/;

/** Text that is shown as typed: no formatting, and no link under another name. Web addresses stay as they are. */
export function discordText(text: string): string {
  return text.split(ADDRESS)
    .map((part, index) => index % 2 === 1 ? part : part.replace(/[\\*_~|`>[\]()#]/g, "\\$&"))
    .join("");
}

export const discordImage = (kind: "icons" | "avatars", id: string, hash: string | null | undefined) =>
  hash ? `https://cdn.discordapp.com/${kind}/${id}/${hash}.png` : null;
