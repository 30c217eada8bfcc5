/**
 * What each request asks Slack, Gmail and Google Calendar for. They keep events, and count what they do for
 * each call.
 *
 * @module
 */
import {
  type Answer,
  DUPLICATE,
  GOOGLE_REFUSALS,
  type Recorded,
  type Refusals,
  SLACK_REFUSALS,
} from "./bodies.ts";
import { findCallId } from "./jobs.ts";
import type { Entry, Ledger } from "./ledger.ts";

export interface Task {
  /** What the provider knows of the call. */
  entry: Entry;
  /** The call, as its own text names it. */
  id: string;
  refusals: Refusals;
  perform(): Answer;
}

export type TaskReader = (method: string, url: URL, body: string) => Task | undefined;

const EVENTS = "/calendar/v3/calendars/primary/events";

/** `undefined` for requests that no call makes. */
export function createTaskReader(recorded: Recorded, ledger: Ledger): TaskReader {
  /** Titles by the ids of the events. */
  const events = new Map<string, string>();
  let messages = 0;

  return (method, url, body) => {
    switch (`${method} ${url.host}${url.pathname}`) {
      case "POST slack.com/api/chat.postMessage": {
        const { text } = JSON.parse(body) as { text: string };
        return task(text, SLACK_REFUSALS, (entry) => {
          const ts = `1773301243.${String(++messages).padStart(6, "0")}`;
          return accept(entry, ts, recorded.message(ts, text));
        });
      }
      case "POST gmail.googleapis.com/gmail/v1/users/me/messages/send": {
        const { raw } = JSON.parse(body) as { raw: string };
        return task(Buffer.from(raw, "base64url").toString(), GOOGLE_REFUSALS, (entry) => {
          const mailId = (++messages).toString(16).padStart(16, "0");
          return accept(entry, mailId, recorded.mail(mailId));
        });
      }
      case `POST www.googleapis.com${EVENTS}`: {
        const { id, summary } = JSON.parse(body) as { id: string; summary: string };
        return task(summary, GOOGLE_REFUSALS, (entry) => {
          if (events.has(id)) return DUPLICATE;
          events.set(id, summary);
          return accept(entry, id, recorded.event(id, summary));
        });
      }
      case `GET www.googleapis.com${EVENTS}`: {
        const query = url.searchParams.get("q") ?? "";
        return task(query, GOOGLE_REFUSALS, (entry) => {
          entry.handle = `found-${query}`;
          return { status: 200, body: recorded.events(entry.handle, query) };
        });
      }
      default:
        return method === "GET" ? readEvent(url) : undefined;
    }
  };

  function readEvent({ pathname }: URL): Task | undefined {
    const id = pathname.slice(EVENTS.length + 1);
    const title = events.get(id);
    if (pathname !== `${EVENTS}/${id}` || title === undefined) return undefined;
    return task(title, GOOGLE_REFUSALS, () => ({ status: 200, body: recorded.event(id, title) }));
  }

  function task(text: string, refusals: Refusals, perform: (entry: Entry) => Answer): Task | undefined {
    const id = findCallId(text);
    if (id === undefined) return undefined;
    const entry = ledger.entry(id);
    return { entry, id, refusals, perform: () => perform(entry) };
  }
}

function accept(entry: Entry, handle: string, body: unknown): Answer {
  entry.accepted++;
  entry.handle = handle;
  return { status: 200, body };
}
