/**
 * Tells when calendars are busy, and which times are free in all of them, without any details of events.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-calendar-availability", {
 *   start: "2026-06-15T00:00:00Z", end: "2026-06-20T00:00:00Z",
 *   slotMinutes: 30, workingHours: { start: "09:00", end: "17:00" }, timeZone: "Europe/Berlin",
 * });
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { instant, timeZone } from "../../shared/runtime/time.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  calendarId,
  GOOGLE_CALENDAR_ALLOWED_CALENDARS,
  googleCalendar,
} from "../../shared/services/google-calendar.ts";
import {
  availability,
  checkWindow,
  FreeBusy,
  TimeSpan,
} from "../../shared/services/google-calendar-availability.ts";
import { workingHours } from "../../shared/services/google-calendar-slots.ts";

const Input = z.strictObject({
  calendars: z.array(calendarId).min(1).max(50).default(["primary"]).describe(
    "IDs of up to 50 calendars; addresses of people who share their free and busy times do as well",
  ),
  start: instant.describe("From when"),
  end: instant.describe("Until when, at most 60 days later"),
  slotMinutes: z.int().min(5).max(1_440).optional().describe(
    "Cut free times into slots of this length, from the start of the working hours or of the span",
  ),
  workingHours: workingHours.optional().describe(
    "Only free times within { start: 09:00, end: 17:00, days }; days are 1 (Monday) to 7, by default 1 to 5",
  ),
  timeZone: timeZone.optional().describe("IANA time zone of the working hours"),
}).superRefine(checkWindow);

const Output = z.object({
  calendars: z.array(z.object({
    id: z.string().describe("ID as it was asked for"),
    busy: z.array(TimeSpan).describe("Busy times in their order"),
    error: z.string().optional().describe(
      "Why Google could not read it, such as notFound; it is not free then",
    ),
  })).describe("The calendars"),
  freeSlots: z.array(TimeSpan).describe("Times when nobody is busy; empty where a calendar has an error"),
  moreSlots: z.boolean().describe("Whether there are more free slots than the 500 listed"),
  complete: z.boolean().describe("Whether all calendars could be read"),
});

export default defineFunction({
  name: "google-calendar-availability",
  service: googleCalendar,
  scopes: [googleScope("calendar.freebusy")],
  effect: "read",
  access: "user",
  bounds: { calendars: GOOGLE_CALENDAR_ALLOWED_CALENDARS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const answer = await http.post("freeBusy", {
      json: { timeMin: input.start, timeMax: input.end, items: input.calendars.map((id) => ({ id })) },
      response: FreeBusy,
    });
    return availability(answer, input);
  },
});
