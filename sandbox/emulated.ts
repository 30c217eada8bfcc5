/**
 * The services that are emulated: their hosts, what they start with, and where the emulator differs from the
 * provider.
 *
 * @module
 */
import type { ServiceName } from "emulate";
import * as z from "zod";

export interface Emulated {
  /** What the sandbox calls it. */
  name: string;
  service: ServiceName;
  hosts: readonly string[];
  /** What the emulator puts before the addresses in its answers. */
  baseUrl?: string;
  /** What Base44 hands out, by connector. */
  tokens: Record<string, string>;
  seed: Record<string, unknown>;
  /** The provider takes reads as GET and as POST with a form, the emulator as POST only. */
  readsByPost?: boolean;
  /** Requests to a route that the emulator has, which it still does not serve as the provider does. */
  lacks?(url: URL): boolean;
  /** Turns a JSON body that the provider takes into one that the emulator takes. */
  adapt?(body: unknown): unknown;
  /** Whether an answer means that the emulator does not know what is asked. */
  isGap?(response: Response): Promise<boolean>;
}

const SLACK_SCOPES = [
  ...[
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "channels:write",
    "chat:write",
  ],
  ...["files:read", "files:write", "groups:history", "groups:read", "groups:write", "im:history", "im:read"],
  ...["im:write", "mpim:history", "mpim:read", "mpim:write", "pins:read", "pins:write", "reactions:read"],
  ...["reactions:write", "team:read", "users.profile:read", "users.profile:write", "users:read"],
  ...["users:read.email", "users:write", "bookmarks:read", "bookmarks:write"],
];

const slack: Emulated = {
  name: "Slack emulator",
  service: "slack",
  hosts: ["slack.com", "files.slack.com"],
  baseUrl: "https://files.slack.com",
  tokens: { slackbot: "xoxb-sandbox", slack: "xoxp-sandbox" },
  readsByPost: true,
  seed: {
    slack: {
      team: { name: "Sandbox", domain: "sandbox" },
      // Beside these it has the channels general (C000000001) and random, and the admin U000000001.
      channels: [{ name: "orders", topic: "Orders of the shop" }],
      users: [{ name: "ada", real_name: "Ada Lovelace", email: "ada@example.com" }],
      oauth_apps: [{
        client_id: "sandbox",
        client_secret: "sandbox",
        app_id: "A000000001",
        name: "Sandbox Bot",
        redirect_uris: [],
        scopes: SLACK_SCOPES,
        bot_id: "B000000001",
        bot_user_id: "U000000009",
        bot_name: "sandbox-bot",
      }],
      tokens: [
        {
          token: "xoxb-sandbox",
          type: "bot",
          user_id: "U000000009",
          bot_id: "B000000001",
          bot_user_id: "U000000009",
          app_id: "A000000001",
          scopes: SLACK_SCOPES,
        },
        { token: "xoxp-sandbox", type: "user", user_id: "U000000001", scopes: SLACK_SCOPES },
      ],
    },
  },
};

const GOOGLE_ACCOUNT = "admin@example.com";
const GOOGLE_TOKEN = "ya29.sandbox";

const google: Emulated = {
  name: "Google emulator",
  service: "google",
  hosts: ["gmail.googleapis.com", "www.googleapis.com"],
  tokens: { gmail: GOOGLE_TOKEN, googlecalendar: GOOGLE_TOKEN, googledrive: GOOGLE_TOKEN },
  seed: {
    tokens: { [GOOGLE_TOKEN]: { login: GOOGLE_ACCOUNT } },
    google: {
      users: [{ email: GOOGLE_ACCOUNT, name: "Sandbox Admin" }],
      messages: [{
        id: "18c0a1b2c3d4e5f6",
        thread_id: "18c0a1b2c3d4e5f6",
        from: "Ada Lovelace <ada@example.com>",
        to: GOOGLE_ACCOUNT,
        subject: "Invoice 42",
        body_text: "The invoice is attached.",
        label_ids: ["INBOX", "UNREAD"],
        date: "2026-01-05T10:00:00.000Z",
      }],
      calendars: [{ id: "primary", summary: GOOGLE_ACCOUNT, primary: true, time_zone: "UTC" }],
      calendar_events: [{
        id: "sandboxkickoff",
        calendar_id: "primary",
        summary: "Kickoff",
        start_date_time: "2026-01-12T09:00:00.000Z",
        end_date_time: "2026-01-12T09:30:00.000Z",
      }],
      drive_items: [
        { id: "sandbox-folder", name: "Invoices", mime_type: "application/vnd.google-apps.folder" },
        { id: "sandbox-file", name: "notes.txt", mime_type: "text/plain", data: "Notes from the sandbox" },
      ],
    },
  },
  // It would make an empty file at once, and knows no upload sessions.
  lacks: (url) => url.searchParams.get("uploadType") === "resumable",
};

const github: Emulated = {
  name: "GitHub emulator",
  service: "github",
  hosts: ["api.github.com"],
  baseUrl: "https://api.github.com",
  tokens: { github: "gho_sandbox" },
  seed: {
    tokens: { gho_sandbox: { login: "octocat", scopes: ["repo", "user", "read:org"] } },
    github: {
      users: [{ login: "octocat", name: "The Octocat", email: "octocat@example.com" }],
      orgs: [{ login: "octo", members: [{ login: "octocat", role: "admin" }] }],
      repos: [{ owner: "octo", name: "demo", description: "Repository of the sandbox", auto_init: true }],
    },
  },
};

const LINEAR_TOKEN = "lin_oauth_sandbox";
const CreateMutation = z.looseObject({
  variables: z.looseObject({ input: z.looseObject({ id: z.string() }) }),
});

const linear: Emulated = {
  name: "Linear emulator",
  service: "linear",
  hosts: ["api.linear.app"],
  baseUrl: "https://linear.app/sandbox",
  tokens: { linear: LINEAR_TOKEN },
  seed: {
    linear: {
      organization: { name: "Sandbox", url_key: "sandbox" },
      users: [{ email: "admin@example.com", name: "Sandbox Admin", admin: true }],
      teams: [{ id: "5c0b7a52-3f0e-4a5c-9d55-8f6f5f0c1a01", key: "SAN", name: "Sandbox" }],
      issues: [{ team: "SAN", title: "Try the sandbox", state: "Todo" }],
      tokens: [{
        token: LINEAR_TOKEN,
        user: "admin@example.com",
        scopes: ["read", "write", "issues:create", "comments:create", "admin"],
      }],
    },
  },
  // Linear takes the ID of a new object from the client, the emulator's inputs have no such field.
  adapt(body) {
    const parsed = CreateMutation.safeParse(body);
    if (!parsed.success) return body;
    const { variables, ...rest } = parsed.data;
    const { id: _, ...input } = variables.input;
    return { ...rest, variables: { ...variables, input } };
  },
  async isGap(response) {
    const text = response.status === 400 ? await response.text() : "";
    return /Cannot query field|Unknown (argument|type)|unknown field/.test(text);
  },
};

export const EMULATED: readonly Emulated[] = [slack, google, github, linear];
