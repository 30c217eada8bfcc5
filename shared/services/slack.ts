/**
 * Slack as the person who connected it (token `xoxp-...`): every call acts in that person's name.
 *
 * @see https://docs.slack.dev/authentication/tokens/#user
 * @module
 * @version 0.1.0
 */
import { defineSlackService } from "../families/slack-web-api.ts";

export const slack = defineSlackService("slack", "Slack");

/** Callers below admin may only post to the channels that this secret lists. */
export const SLACK_ALLOWED_CHANNELS = "SLACK_ALLOWED_CHANNELS";

export interface SlackSearch {
  query: string;
  inChannel?: string | undefined;
  fromUser?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

/** Structured fields as Slack's modifiers, after the words. */
export function slackSearchQuery({ query, inChannel, fromUser, after, before }: SlackSearch): string {
  const modifiers = [["in", inChannel], ["from", fromUser], ["after", after], ["before", before]];
  return [query, ...modifiers.flatMap(([name, value]) => value === undefined ? [] : `${name}:${value}`)].join(
    " ",
  );
}

/** A message's ID starts with when it was sent, in seconds. */
export function slackTime(ts: string): string {
  return new Date(Number(ts.split(".")[0]) * 1_000).toISOString();
}
