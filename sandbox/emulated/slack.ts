/**
 * Slack: what its emulator starts with.
 *
 * @module
 */
import type { Emulated } from "./definition.ts";

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

export const slack: Emulated = {
  name: "Slack emulator",
  service: "slack",
  hosts: ["slack.com", "files.slack.com"],
  baseUrl: "https://files.slack.com",
  connectors: {
    slackbot: { token: "xoxb-sandbox", flagship: "slackbot-post" },
    slack: { token: "xoxp-sandbox", flagship: "slack-post" },
  },
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
