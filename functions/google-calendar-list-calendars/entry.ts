/**
 * Lists the calendars of the connected Google account.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-calendar-list-calendars", { minAccessRole: "writer" });
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendarList/list
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { googleCalendar, pageCursor } from "../../shared/services/google-calendar.ts";

const Input = z.strictObject({
  minAccessRole: z.enum(["freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner"])
    .optional()
    .describe("Only calendars on which the account may do at least this"),
  showHidden: z.boolean().default(false).describe("List hidden calendars too"),
  limit: z.int().min(1).max(250).default(100).describe("Most calendars of one answer"),
  cursor: pageCursor.optional().describe("nextCursor of the answer before, with the same other fields"),
});

const Output = z.object({
  calendars: z.array(z.object({
    id: z.string().describe("ID of the calendar"),
    title: z.string().optional().describe("Title, as the account has it"),
    description: z.string().optional().describe("Description"),
    timeZone: z.string().optional().describe("IANA time zone"),
    primary: z.boolean().describe("Whether it is the account's own"),
    accessRole: z.string().optional().describe(
      "What the account may do: freeBusyReader, reader, writer or owner",
    ),
    selected: z.boolean().describe("Whether its events are shown"),
    hidden: z.boolean().describe("Whether it is hidden from the list"),
    backgroundColor: z.string().optional().describe("Colour, such as #9fe1e7"),
  })).describe("The calendars"),
  nextCursor: z.string().nullable().describe("For the next calendars, else null"),
});

export default defineFunction({
  name: "google-calendar-list-calendars",
  service: googleCalendar,
  scopes: [googleScope("calendar.readonly")],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input: { minAccessRole, showHidden, limit, cursor }, http }) {
    const { items, nextPageToken } = await http.get("users/me/calendarList", {
      query: { minAccessRole, showHidden, maxResults: limit, pageToken: cursor },
      response: z.object({
        items: z.array(CalendarListEntry).default([]),
        nextPageToken: z.string().optional(),
      }),
    });
    return {
      calendars: items.map(({ summary, summaryOverride, ...calendar }) => ({
        ...calendar,
        title: summaryOverride ?? summary,
      })),
      nextCursor: nextPageToken ?? null,
    };
  },
});

/** What is false or unset is absent. */
const CalendarListEntry = z.object({
  id: z.string(),
  summary: z.string().optional(),
  summaryOverride: z.string().optional(),
  description: z.string().optional(),
  timeZone: z.string().optional(),
  primary: z.boolean().default(false),
  accessRole: z.string().optional(),
  selected: z.boolean().default(false),
  hidden: z.boolean().default(false),
  backgroundColor: z.string().optional(),
});
