/**
 * When an event is: days and times as people write them, and as Google Calendar takes them.
 *
 * @see https://developers.google.com/workspace/calendar/api/concepts/events-calendars
 * @module
 * @version 0.1.0
 */
import { timeZone } from "../runtime/time.ts";
import * as z from "../runtime/zod.ts";

const Day = z.iso.date();
const Time = z.iso.datetime({ offset: true, local: true });
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DEFAULT_MINUTES = 60;

/** A day for an all-day event, else a time with or without a UTC offset. */
const eventTime = z.string().refine(
  (text) => Day.safeParse(text).success || Time.safeParse(text).success,
  "expected a day such as 2026-06-15, or a time such as 2026-06-15T10:00:00+02:00",
);

export const eventTimeFields = {
  start: eventTime.describe(
    "Day (2026-06-15) for an all-day event, else a time (2026-06-15T10:00:00+02:00); a time without a UTC " +
      "offset needs timeZone",
  ),
  end: eventTime.optional().describe(
    "End, in the same form as start; for an all-day event the day after its last. By default an hour, or a " +
      "day, after start",
  ),
  durationMinutes: z.int().min(1).max(40_320).optional().describe("Length of a timed event, instead of end"),
  timeZone: timeZone.optional().describe(
    "IANA time zone such as Europe/Berlin; required for times without a UTC offset and for recurring events",
  ),
};

interface Times {
  start?: string | undefined;
  end?: string | undefined;
  durationMinutes?: number | undefined;
  timeZone?: string | undefined;
  recurrence?: readonly string[] | undefined;
}

/** For `.superRefine(...)` on an input with the fields above; those of a change are all optional. */
export function checkEventTimes(times: Times, context: z.core.$RefinementCtx): void {
  for (const [path, message] of problems(times)) {
    context.addIssue({ code: "custom", path: [path], message });
  }
}

function* problems(times: Times): Generator<[keyof Times, string]> {
  const { start, end, durationMinutes, recurrence } = times;
  if (end !== undefined && durationMinutes !== undefined) {
    yield ["durationMinutes", "expected end or durationMinutes, got both"];
  }
  if (start !== undefined && durationMinutes !== undefined && isDay(start)) {
    yield ["durationMinutes", "expected end for an all-day event, got durationMinutes"];
  }
  if (start === undefined && durationMinutes !== undefined) {
    yield ["durationMinutes", "expected start with it"];
  }
  if (start === undefined && end === undefined && times.timeZone !== undefined) {
    yield ["timeZone", "expected start with it"];
  }
  if (start !== undefined && end !== undefined) {
    if (isDay(start) !== isDay(end)) {
      yield ["end", isDay(start) ? "expected a day, as start is one" : "expected a time, as start is one"];
    } else if (endsTooEarly(start, end)) {
      yield [
        "end",
        isDay(start)
          ? "expected a later day than start: an all-day event ends on the day after its last"
          : "expected a later time than start",
      ];
    }
  }
  if (times.timeZone !== undefined) return;
  const local = [start, end].some((text) => text !== undefined && !isDay(text) && !hasOffset(text));
  if (local) yield ["timeZone", "is required for a time without a UTC offset"];
  else if (start !== undefined && recurrence && recurrence.length > 0) {
    yield ["timeZone", "is required for a recurring event"];
  }
}

/** Times of which only one has an offset are left for Google to compare. */
function endsTooEarly(start: string, end: string): boolean {
  if (isDay(start) || hasOffset(start) !== hasOffset(end)) return isDay(start) && end <= start;
  return hasOffset(start) ? Date.parse(end) <= Date.parse(start) : wallClock(end) <= wallClock(start);
}

function isDay(text: string): boolean {
  return !text.includes("T");
}

function hasOffset(time: string): boolean {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(time);
}

/** What a clock on the wall shows, as milliseconds: good for differences, whatever the time zone. */
function wallClock(time: string): number {
  return Date.parse(time.replace(/(?:Z|[+-]\d\d:\d\d)$/, "") + (isDay(time) ? "" : "Z"));
}

/** Where an event ends: what is given, else a default after its start. */
export function eventEnd({ end, durationMinutes = DEFAULT_MINUTES }: Times, start: string): string {
  if (end !== undefined) return end;
  return isDay(start) ? moved(start, DAY) : moved(start, durationMinutes * MINUTE);
}

/** The end that keeps an event's length when its start moves; `undefined` where its kind changes as well. */
export function movedEnd(start: string, old: { start: string; end: string }): string | undefined {
  if (isDay(start) !== isDay(old.start)) return undefined;
  return moved(start, Date.parse(old.end) - Date.parse(old.start));
}

/** A later day or time, in the same form. */
function moved(text: string, by: number): string {
  const later = new Date(wallClock(text) + by).toISOString();
  if (isDay(text)) return later.slice(0, 10);
  return later.slice(0, 19) + (/(?:Z|[+-]\d\d:\d\d)$/.exec(text)?.[0] ?? "");
}

/** Google's form of a day or a time. It wants seconds, and a recurring event's time zone on days too. */
export function eventDateTime(text: string, { timeZone, recurrence }: Times) {
  if (isDay(text)) return { date: text, timeZone: recurrence && timeZone };
  return { dateTime: /T\d\d:\d\d$/.test(text) ? `${text}:00` : text, timeZone };
}

/** The same for an event that may be of the other kind so far: what belongs to that is cleared. */
export function changedDateTime(text: string, times: Times) {
  const changed = eventDateTime(text, times);
  return isDay(text)
    ? { ...changed, dateTime: null, timeZone: changed.timeZone ?? null }
    : { ...changed, date: null };
}
