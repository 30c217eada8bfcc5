/**
 * The calls that the load consists of. Each carries an id of its own, by which the provider knows it again.
 *
 * @module
 */

export interface Job {
  function: string;
  connector: string;
  /** What one call leaves at the provider. A read leaves nothing, an insert may be made twice under one id. */
  kind: "send" | "insert" | "read";
  input(id: string): Record<string, unknown>;
  /** The part of a successful answer that belongs to this call alone. */
  handle(answer: Record<string, unknown>): unknown;
}

/** In every message and nowhere else, so that it can be looked for in logs. */
export const PRIVATE_WORDS = "words between sender and receiver";

const ID = /load-\d+/;

export function callId(count: number): string {
  return `load-${count}`;
}

/** The id in a request's text. */
export function findCallId(text: string): string | undefined {
  return ID.exec(text)?.[0];
}

export const JOBS: readonly Job[] = [
  {
    function: "slackbot-post",
    connector: "slackbot",
    kind: "send",
    input: (id) => ({ channel: "C0AGWLS4CQ3", text: `${id}: ${PRIVATE_WORDS}` }),
    handle: ({ ts }) => ts,
  },
  {
    function: "gmail-send",
    connector: "gmail",
    kind: "send",
    input: (id) => ({ to: "ann@example.com", subject: id, text: PRIVATE_WORDS }),
    handle: ({ id }) => id,
  },
  {
    function: "google-calendar-create-event",
    connector: "googlecalendar",
    kind: "insert",
    input: (id) => ({
      title: id,
      description: PRIVATE_WORDS,
      start: "2026-09-15T11:00:00",
      durationMinutes: 30,
      timeZone: "America/Los_Angeles",
    }),
    handle: ({ id }) => id,
  },
  {
    function: "google-calendar-list-events",
    connector: "googlecalendar",
    kind: "read",
    input: (id) => ({ start: "2026-09-14T00:00:00Z", end: "2026-09-21T00:00:00Z", query: id }),
    handle: ({ events }) => (events as { id?: unknown }[])[0]?.id,
  },
];
