/**
 * Lists the events of a Google calendar in a span of time, in the order of their start.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-calendar-list-events", {
 *   start: "2026-06-15T00:00:00Z", end: "2026-06-22T00:00:00Z",
 * });
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { instant, timeZone } from "../../shared/runtime/time.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  calendarField,
  GOOGLE_CALENDAR_ALLOWED_CALENDARS,
  googleCalendar,
} from "../../shared/services/google-calendar.ts";
import { Event, GoogleEvent, toEvent } from "../../shared/services/google-calendar-event.ts";
import { eventCursor, nextEventCursor, readEventCursor } from "../../shared/services/google-calendar-list.ts";

const Input = z.strictObject({
  calendarId: calendarField,
  start: instant.optional().describe("Only events that end after this time; by default now"),
  end: instant.optional().describe("Only events that start before this time"),
  query: z.string().min(1).max(500).optional().describe(
    "Words to find in title, description, place and people",
  ),
  limit: z.int().min(1).max(250).default(50).describe("Most events of one answer; there may be fewer"),
  cursor: eventCursor.optional().describe("nextCursor of the answer before, with the same other fields"),
  timeZone: timeZone.optional().describe("IANA time zone of the answer's times; by default the calendar's"),
  eventTypes: z.array(
    z.enum(["default", "outOfOffice", "focusTime", "workingLocation", "birthday", "fromGmail"]),
  ).min(1).max(6).optional().describe("Only these kinds; by default all"),
  expandRecurring: z.boolean().default(true).describe(
    "List each occurrence of a recurring event; else its series once, in no certain order",
  ),
}).refine(({ start, end }) => !start || !end || Date.parse(start) < Date.parse(end), {
  path: ["end"],
  error: "expected a later time than start",
});

const Output = z.object({
  events: z.array(Event).describe("The events"),
  nextCursor: z.string().nullable().describe(
    "For the next events, else null; a page may be empty and still have a next one",
  ),
  calendarTitle: z.string().optional().describe("Title of the calendar"),
  timeZone: z.string().optional().describe("Time zone of the answer's times"),
});

export default defineFunction({
  name: "google-calendar-list-events",
  service: googleCalendar,
  scopes: [googleScope("calendar.events.readonly")],
  effect: "read",
  access: "admin",
  bounds: { calendarId: GOOGLE_CALENDAR_ALLOWED_CALENDARS },
  input: Input,
  output: Output,

  async run({ input, http, environment }) {
    const page = readEventCursor(input.cursor);
    const timeMin = page?.timeMin ?? input.start ?? new Date(environment.clock.now()).toISOString();
    const { items, nextPageToken, summary, timeZone } = await http.get("calendars/{calendarId}/events", {
      path: { calendarId: input.calendarId },
      query: {
        singleEvents: input.expandRecurring,
        orderBy: input.expandRecurring ? "startTime" : undefined,
        timeMin,
        timeMax: input.end,
        q: input.query,
        maxResults: input.limit,
        pageToken: page?.pageToken,
        timeZone: input.timeZone,
        eventTypes: input.eventTypes,
      },
      response: Events,
    });
    return {
      events: items.map(toEvent),
      nextCursor: nextEventCursor(timeMin, nextPageToken),
      calendarTitle: summary,
      timeZone,
    };
  },
});

const Events = z.object({
  items: z.array(GoogleEvent).default([]),
  nextPageToken: z.string().optional(),
  summary: z.string().optional(),
  timeZone: z.string().optional(),
});
