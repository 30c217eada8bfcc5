/**
 * What Slack, Gmail and Google Calendar answer, in the shapes of the examples.
 *
 * @module
 */
import { exchangesOf, loadExamples } from "../../sandbox/example.ts";

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** Bodies of one service. */
export interface Refusals {
  rateLimited: unknown;
  /** JSON, or text as an edge answers it. */
  unavailable: unknown;
}

export const SLACK_REFUSALS: Refusals = {
  rateLimited: { ok: false, error: "ratelimited" },
  unavailable: "<html><body><h1>503 Service Unavailable</h1></body></html>",
};

export const GOOGLE_REFUSALS: Refusals = {
  rateLimited: googleError(429, "usageLimits", "rateLimitExceeded", "Rate Limit Exceeded"),
  unavailable: googleError(503, "global", "backendError", "Backend Error"),
};

export const DUPLICATE: Answer = {
  status: 409,
  body: googleError(409, "global", "duplicate", "The requested identifier already exists."),
};

export const NOT_FOUND: Answer = { status: 404, body: googleError(404, "global", "notFound", "Not Found") };

function googleError(code: number, domain: string, reason: string, message: string): unknown {
  return { error: { errors: [{ domain, reason, message }], code, message } };
}

export interface Recorded {
  message(ts: string, text: string): unknown;
  mail(id: string): unknown;
  event(id: string, summary: string): unknown;
  events(id: string, summary: string): unknown;
}

export async function loadRecorded(): Promise<Recorded> {
  const [message, mail, event, events] = await Promise.all(
    ["slackbot-post", "gmail-send", "google-calendar-create-event", "google-calendar-list-events"].map(
      success,
    ),
  );
  const eventOf = (id: string, summary: string) => ({ ...event, id, iCalUID: `${id}@google.com`, summary });
  return {
    message: (ts, text) => ({ ...message, ts, message: { ...message?.["message"] as object, ts, text } }),
    mail: (id) => ({ ...mail, id, threadId: id }),
    event: eventOf,
    events: (id, summary) => ({ ...events, items: [eventOf(id, summary)] }),
  };
}

/** The last answer of a function's first example. */
async function success(name: string): Promise<Record<string, unknown>> {
  const [example] = await loadExamples(name);
  const json = example && exchangesOf(example).at(-1)?.response?.json;
  if (json) return json as Record<string, unknown>;
  throw new Error(`Expected ${name} to have an example that succeeds with JSON`);
}
