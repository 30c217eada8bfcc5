/**
 * Creates an event in Google Calendar, with invitations and a Meet link where they are asked for.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-calendar-create-event", {
 *   title: "Intro call", start: "2026-06-15T10:00:00", timeZone: "Europe/Berlin", durationMinutes: 30,
 *   attendees: ["ada@example.com"], sendUpdates: "all", addMeet: true,
 * });
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { randomHex, uuid } from "../../shared/runtime/ids.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  calendarField,
  createdUnread,
  GOOGLE_CALENDAR_ALLOWED_ATTENDEES,
  GOOGLE_CALENDAR_ALLOWED_CALENDARS,
  googleCalendar,
  isDuplicate,
  keyedEventId,
} from "../../shared/services/google-calendar.ts";
import {
  Event,
  eventBody,
  eventFields,
  eventTitle,
  GoogleEvent,
  isMeetPending,
  meetRequest,
  sendUpdates,
  toEvent,
} from "../../shared/services/google-calendar-event.ts";
import {
  checkEventTimes,
  eventDateTime,
  eventEnd,
  eventTimeFields,
} from "../../shared/services/google-calendar-time.ts";

const MEET_LOOKS = 2;
const MEET_WAIT = 1_000;

const Input = z.strictObject({
  calendarId: calendarField,
  title: eventTitle.describe("Title of the event"),
  ...eventTimeFields,
  ...eventFields,
  sendUpdates,
  addMeet: z.boolean().default(false).describe("Add a Google Meet link"),
  idempotencyKey: z.string().min(1).max(256).optional().describe(
    "Any text that is the same when the same event is meant: a second call then finds the first one's event",
  ),
}).superRefine(checkEventTimes);

const Output = Event.extend({
  created: z.boolean().describe("False where an event with this idempotencyKey was there already"),
});

export default defineFunction({
  name: "google-calendar-create-event",
  service: googleCalendar,
  scopes: [googleScope("calendar.events")],
  effect: "send",
  access: "user",
  bounds: {
    calendarId: GOOGLE_CALENDAR_ALLOWED_CALENDARS,
    attendees: { secret: GOOGLE_CALENDAR_ALLOWED_ATTENDEES, kind: "mail" },
  },
  adminOnly: ["allowMarkup"],
  input: Input,
  output: Output,

  async run({ input, http, caller, environment, signal }) {
    const { calendarId, idempotencyKey: key } = input;
    const eventId = key ? await keyedEventId(calendarId, caller, key) : randomHex(environment, 16);
    const path = { calendarId, eventId };

    const made = await http.post("calendars/{calendarId}/events", {
      path,
      query: { sendUpdates: input.sendUpdates, conferenceDataVersion: input.addMeet ? 1 : undefined },
      json: {
        id: eventId,
        ...eventBody(input),
        start: eventDateTime(input.start, input),
        end: eventDateTime(eventEnd(input, input.start), input),
        conferenceData: input.addMeet ? meetRequest(uuid(environment)) : undefined,
      },
      idempotent: true, // A second attempt under the same ID is refused as a duplicate.
      response: GoogleEvent,
    }).catch((error) => {
      if (!isDuplicate(error)) throw error;
    });

    const read = () => http.get("calendars/{calendarId}/events/{eventId}", { path, response: GoogleEvent });
    let event = made ?? await read().catch((error) => {
      throw createdUnread(eventId, error);
    });
    if (key && !made && event.status === "cancelled") {
      throw new FunctionError("conflict", "The event of this idempotencyKey was deleted", {
        hint: "Use another idempotencyKey to create the event anew",
      });
    }
    for (let look = 0; look < MEET_LOOKS && isMeetPending(event); look++) {
      event = await environment.clock.wait(MEET_WAIT, signal).then(read).catch(() => event);
    }
    // Nobody else draws a random ID: its duplicate is what an earlier attempt of this call has made.
    return { ...toEvent(event), created: made !== undefined || !key };
  },
});
