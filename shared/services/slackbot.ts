/**
 * Slack as the app's own bot (token `xoxb-...`).
 *
 * @see https://docs.slack.dev/authentication/tokens/#bot
 * @module
 * @version 0.1.0
 */
import { defineSlackService } from "../families/slack-web-api.ts";

export const slackbot = defineSlackService("slackbot", "Slack Bot");

/** Callers below admin may only post to the channels that this secret lists. */
export const SLACKBOT_ALLOWED_CHANNELS = "SLACKBOT_ALLOWED_CHANNELS";

/** Callers below admin may only write to the people, IDs or email addresses, that this secret lists. */
export const SLACKBOT_ALLOWED_USERS = "SLACKBOT_ALLOWED_USERS";
