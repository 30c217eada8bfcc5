/**
 * Slack as the person who connected it (token `xoxp-...`): every call acts in that person's name.
 *
 * @see https://docs.slack.dev/authentication/tokens/#user
 * @module
 */
import { defineSlackService } from "../families/slack-web-api.ts";

export const slack = defineSlackService("slack", "Slack");

/** Callers below admin may only post to the channels that this secret lists. */
export const SLACK_ALLOWED_CHANNELS = "SLACK_ALLOWED_CHANNELS";
