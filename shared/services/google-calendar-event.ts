/**
 * An event as callers give it, as Google Calendar keeps it, and as functions answer it.
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events
 * @module
 * @version 0.1.0
 */
import { Address } from "../runtime/mail.ts";
import * as z from "../runtime/zod.ts";

const MAX_ATTENDEES = 50;

const Attendee = z.strictObject({
  email: Address,
  name: z.string().min(1).max(256).optional(),
  optional: z.boolean().optional().describe("Whether they need not come"),
});

const Reminder = z.strictObject({
  method: z.enum(["email", "popup"]).describe("How it reminds"),
  minutes: z.int().min(0).max(40_320).describe("How long before the start"),
});

const recurrenceLine = z.string().max(2_000).regex(
  /^(RRULE|EXRULE|RDATE|EXDATE)[:;]\S+$/,
  "expected a line such as RRULE:FREQ=WEEKLY;COUNT=10",
);

export const eventTitle = z.string().min(1).max(1_024);

export const eventFields = {
  description: z.string().max(8_192).optional().describe(
    "Description; tags are shown as typed unless allowMarkup is set",
  ),
  allowMarkup: z.boolean().optional().describe("Read `description` as HTML"),
  location: z.string().max(1_024).optional().describe("Place, as free text"),
  attendees: z.array(z.union([Address, Attendee])).max(MAX_ATTENDEES).optional().describe(
    "Up to 50 people: addresses, or { email, name, optional }",
  ),
  recurrence: z.array(recurrenceLine).max(20).optional().describe(
    "RRULE, EXRULE, RDATE and EXDATE lines of RFC 5545, such as RRULE:FREQ=WEEKLY;COUNT=10",
  ),
  reminders: z.array(Reminder).max(5).optional().describe(
    "Up to 5 of { method: email or popup, minutes }; empty for none. By default those of the calendar",
  ),
  colorId: z.string().regex(/^\d{1,2}$/, "expected a colour's number").optional().describe(
    "Number of one of the calendar's event colours",
  ),
  visibility: z.enum(["default", "public", "private", "confidential"]).optional().describe(
    "Who sees details",
  ),
  busy: z.boolean().optional().describe("Whether the event blocks its time"),
};

export const sendUpdates = z.enum(["all", "externalOnly", "none"]).default("none").describe(
  "Who is mailed about it: all attendees, those who do not use Google Calendar, or nobody",
);

interface EventInput {
  title?: string | undefined;
  description?: string | null | undefined;
  allowMarkup?: boolean | undefined;
  location?: string | null | undefined;
  attendees?: readonly (string | z.output<typeof Attendee>)[] | undefined;
  recurrence?: readonly string[] | undefined;
  reminders?: readonly z.output<typeof Reminder>[] | undefined;
  colorId?: string | undefined;
  visibility?: string | undefined;
  busy?: boolean | undefined;
}

/** The members of Google's event that the fields above set. */
export function eventBody(input: EventInput) {
  const { description, busy, reminders } = input;
  return {
    summary: input.title,
    description: description && !input.allowMarkup ? plainDescription(description) : description,
    location: input.location,
    attendees: input.attendees?.map(attendeeBody),
    recurrence: input.recurrence,
    reminders: reminders && { useDefault: false, overrides: reminders },
    colorId: input.colorId,
    visibility: input.visibility,
    transparency: busy === undefined ? undefined : busy ? "opaque" : "transparent",
  };
}

function attendeeBody(attendee: string | z.output<typeof Attendee>) {
  if (typeof attendee === "string") return { email: attendee };
  return { email: attendee.email, displayName: attendee.name, optional: attendee.optional };
}

/** Google reads a description as HTML; this takes every tag's meaning, and leaves all other text alone. */
export function plainDescription(text: string): string {
  return text.replace(/<(?=[a-z/!?])/gi, "&lt;");
}

/** Asks for a Meet link. Google ignores a request whose ID it has seen before. */
export function meetRequest(requestId: string) {
  return { createRequest: { requestId, conferenceSolutionKey: { type: "hangoutsMeet" } } };
}

const When = z.object({
  date: z.string().optional(),
  dateTime: z.string().optional(),
  timeZone: z.string().optional(),
});

const Person = z.object({
  email: z.string().optional(),
  displayName: z.string().optional(),
  self: z.boolean().optional(),
});

const Guest = Person.extend({
  responseStatus: z.string().optional(),
  optional: z.boolean().optional(),
  organizer: z.boolean().optional(),
});

/** Google's event. What is unset is absent; a cancelled event may have nothing but its ID. */
export const GoogleEvent = z.object({
  id: z.string(),
  status: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  start: When.optional(),
  end: When.optional(),
  htmlLink: z.string().optional(),
  hangoutLink: z.string().optional(),
  conferenceData: z.object({
    createRequest: z.object({ status: z.object({ statusCode: z.string().optional() }).optional() })
      .optional(),
    entryPoints: z.array(z.object({ entryPointType: z.string().optional(), uri: z.string().optional() }))
      .optional(),
  }).optional(),
  organizer: Person.optional(),
  creator: Person.optional(),
  attendees: z.array(Guest).optional(),
  attendeesOmitted: z.boolean().optional(),
  recurrence: z.array(z.string()).optional(),
  recurringEventId: z.string().optional(),
  eventType: z.string().optional(),
  visibility: z.string().optional(),
  transparency: z.string().optional(),
  reminders: z.object({
    overrides: z.array(z.object({ method: z.string(), minutes: z.number() })).optional(),
  }).optional(),
  created: z.string().optional(),
  updated: z.string().optional(),
  iCalUID: z.string().optional(),
  etag: z.string().optional(),
});
export type GoogleEvent = z.output<typeof GoogleEvent>;

const OutputPerson = z.object({
  email: z.string().optional(),
  name: z.string().optional(),
  self: z.boolean().describe("Whether it is the connected account"),
});

const OutputReminder = z.object({
  method: z.string().describe("email or popup"),
  minutes: z.number().describe("How long before the start"),
});

export const Event = z.object({
  id: z.string().describe("ID of the event"),
  status: z.string().optional().describe("confirmed, tentative or cancelled"),
  title: z.string().optional().describe("Title"),
  description: z.string().optional().describe("Description; may hold HTML of strangers"),
  location: z.string().optional().describe("Place"),
  start: z.string().optional().describe("Day of an all-day event, else an ISO 8601 time"),
  end: z.string().optional().describe("End in the same form; for an all-day event the day after its last"),
  allDay: z.boolean().describe("Whether start and end are days"),
  timeZone: z.string().optional().describe("IANA time zone of the start"),
  url: z.string().optional().describe("Address of the event in Google Calendar"),
  meetUrl: z.string().optional().describe("Address of its video call"),
  meetPending: z.boolean().describe("Whether Google is still making the video call's address"),
  organizer: OutputPerson.optional().describe("Whose event it is"),
  creator: OutputPerson.optional().describe("Who made it"),
  attendees: z.array(OutputPerson.extend({
    responseStatus: z.string().optional().describe("needsAction, accepted, tentative or declined"),
    optional: z.boolean().describe("Whether they need not come"),
    organizer: z.boolean().describe("Whether it is their event"),
  })).describe("Who is invited"),
  attendeesOmitted: z.boolean().describe("Whether there are more attendees than listed"),
  recurrence: z.array(z.string()).optional().describe("RFC 5545 lines of a recurring event"),
  recurringEventId: z.string().optional().describe("ID of the series that an occurrence belongs to"),
  eventType: z.string().optional().describe("default, outOfOffice, focusTime, workingLocation, ..."),
  visibility: z.string().optional().describe("default, public, private or confidential"),
  busy: z.boolean().describe("Whether it blocks its time"),
  reminders: z.array(OutputReminder).optional().describe("Its own reminders, where it has some"),
  createdAt: z.string().optional().describe("When it was made, ISO 8601"),
  updatedAt: z.string().optional().describe("When it last changed, ISO 8601"),
  iCalUid: z.string().optional().describe("ID that is the same in other calendar systems"),
  etag: z.string().optional().describe("Changes with every change of the event"),
});
export type Event = z.output<typeof Event>;

export function toEvent(event: GoogleEvent): z.input<typeof Event> {
  return {
    id: event.id,
    status: event.status,
    title: event.summary,
    description: event.description,
    location: event.location,
    start: startOf(event),
    end: event.end?.dateTime ?? event.end?.date,
    allDay: event.start?.date !== undefined,
    timeZone: event.start?.timeZone,
    url: event.htmlLink,
    meetUrl: meetUrl(event),
    meetPending: isMeetPending(event),
    organizer: event.organizer && toPerson(event.organizer),
    creator: event.creator && toPerson(event.creator),
    attendees: (event.attendees ?? []).map((guest) => ({
      ...toPerson(guest),
      responseStatus: guest.responseStatus,
      optional: guest.optional ?? false,
      organizer: guest.organizer ?? false,
    })),
    attendeesOmitted: event.attendeesOmitted ?? false,
    recurrence: event.recurrence,
    recurringEventId: event.recurringEventId,
    eventType: event.eventType,
    visibility: event.visibility,
    busy: event.transparency !== "transparent",
    reminders: event.reminders?.overrides,
    createdAt: event.created,
    updatedAt: event.updated,
    iCalUid: event.iCalUID,
    etag: event.etag,
  };
}

function toPerson({ email, displayName, self = false }: z.output<typeof Person>) {
  return { email, name: displayName, self };
}

function startOf({ start }: GoogleEvent): string | undefined {
  return start?.dateTime ?? start?.date;
}

function meetUrl({ hangoutLink, conferenceData }: GoogleEvent): string | undefined {
  const video = conferenceData?.entryPoints?.find(({ entryPointType }) => entryPointType === "video");
  return hangoutLink ?? video?.uri;
}

/** Google makes the link after it has answered. */
export function isMeetPending(event: GoogleEvent): boolean {
  return event.conferenceData?.createRequest?.status?.statusCode === "pending" &&
    meetUrl(event) === undefined;
}
