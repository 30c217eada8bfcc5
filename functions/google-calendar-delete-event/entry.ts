/**
 * Deletes an event of a Google calendar, and tells its attendees where that is asked for.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-calendar-delete-event", {
 *   eventId: "jmklr1fs5tuk2nlmc8", sendUpdates: "all",
 * });
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/delete
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  calendarField,
  eventId,
  GOOGLE_CALENDAR_ALLOWED_CALENDARS,
  googleCalendar,
} from "../../shared/services/google-calendar.ts";
import { sendUpdates } from "../../shared/services/google-calendar-event.ts";

const GONE = 410;

const Input = z.strictObject({
  calendarId: calendarField,
  eventId: eventId.describe(
    "ID of the event, or of one occurrence of a series; a series' own ID deletes all",
  ),
  sendUpdates,
});

const Output = z.object({
  id: z.string().describe("ID of the event"),
  alreadyDeleted: z.boolean().describe(
    "Whether Google had deleted it before, or at a first attempt of this call",
  ),
});

export default defineFunction({
  name: "google-calendar-delete-event",
  service: googleCalendar,
  scopes: [googleScope("calendar.events")],
  effect: "delete",
  access: "admin",
  bounds: { calendarId: GOOGLE_CALENDAR_ALLOWED_CALENDARS },
  input: Input,
  output: Output,

  async run({ input: { calendarId, eventId, sendUpdates }, http }) {
    const { status } = await http.send("DELETE", "calendars/{calendarId}/events/{eventId}", {
      path: { calendarId, eventId },
      query: { sendUpdates },
      accept: [GONE],
    });
    return { id: eventId, alreadyDeleted: status === GONE };
  },
});
