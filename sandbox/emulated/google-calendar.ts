/**
 * Google Calendar over its emulator: ids that the client chooses, and reading a single event.
 *
 * @module
 */
import * as z from "zod";
import type { Adapter, Send } from "./definition.ts";
import { googleError, makeOnce, passOn, readResource } from "./google-json.ts";
import { ChosenIds } from "./ids.ts";

const EVENTS = /^\/calendar\/v3\/calendars\/[^/]+\/events$/;
const EVENT = /^(\/calendar\/v3\/calendars\/[^/]+\/events)\/([^/]+)$/;
const CONFLICT = { reason: "duplicate", message: "The requested identifier already exists." };
const NOT_FOUND = { reason: "notFound", message: "Not Found" };
const Events = z.object({ items: z.array(z.looseObject({ id: z.string() })) });

export const CALENDAR_ROUTES = ["GET /calendar/v3/calendars/:calendarId/events/:eventId"];

export function createCalendarAdapter(): Adapter {
  const ids = new ChosenIds();
  return async (request, emulator) => {
    const { pathname } = new URL(request.url);
    const [, list, eventId] = EVENT.exec(pathname) ?? [];
    if (request.method === "GET" && list && eventId) {
      return await readEvent(ids, request, list, decodeURIComponent(eventId), emulator);
    }
    if (request.method !== "POST" || !EVENTS.test(pathname)) return await passOn(ids, request, emulator);
    const { url, headers } = request;
    return await makeOnce(
      ids,
      await readResource(request),
      (event) => emulator(new Request(url, { method: "POST", headers, body: JSON.stringify(event) })),
      CONFLICT,
    );
  };
}

async function readEvent(ids: ChosenIds, request: Request, list: string, eventId: string, emulator: Send) {
  const address = new URL(`${list}?maxResults=2500`, request.url);
  const response = await passOn(ids, new Request(address, { headers: request.headers }), emulator);
  if (!response.ok) return response;
  const event = Events.parse(await response.json()).items.find(({ id }) => id === eventId);
  return event ? Response.json(event) : googleError(404, NOT_FOUND);
}
