/**
 * Free time between busy times: what is left, cut into slots, within working hours.
 *
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const CLOCK = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

const clockTime = z.string().regex(CLOCK, "expected a time of day such as 09:00");

export const workingHours = z.strictObject({
  start: clockTime.describe("Time of day, such as 09:00"),
  end: clockTime.describe("Time of day, up to 24:00"),
  days: z.array(z.int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5]).describe("1 (Monday) to 7"),
}).refine(({ start, end }) => start < end, {
  path: ["end"],
  error: "expected a later time of day than start",
});
type WorkingHours = z.output<typeof workingHours>;

/** From the first moment to just before the last, in milliseconds since 1970. */
export interface Span {
  start: number;
  end: number;
}

interface Wish {
  slotMinutes?: number | undefined;
  workingHours?: WorkingHours | undefined;
  timeZone?: string | undefined;
}

/** Slots that no busy time touches; without a slot's length the free times as they are. */
export function freeSlots(within: Span, busy: readonly Span[], wish: Wish): Span[] {
  const { slotMinutes, workingHours, timeZone = "UTC" } = wish;
  const open = workingHours ? workingSpans(within, workingHours, timeZone) : [within];
  if (slotMinutes === undefined) return open.flatMap((span) => without(clip(span, within), busy));
  const taken = merge(busy);
  let next = 0;
  return open.flatMap((span) => cut(span, slotMinutes * MINUTE)).filter(({ start, end }) => {
    while ((taken[next]?.end ?? Infinity) <= start) next++;
    return start >= within.start && end <= within.end && (taken[next]?.start ?? Infinity) >= end;
  });
}

/** Busy times in order, those that touch made one. */
export function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

function without(open: Span, busy: readonly Span[]): Span[] {
  const free: Span[] = [];
  let { start } = open;
  for (const taken of merge(busy)) {
    if (taken.end <= start) continue;
    if (taken.start >= open.end) break;
    if (taken.start > start) free.push({ start, end: taken.start });
    start = taken.end;
  }
  if (start < open.end) free.push({ start, end: open.end });
  return free;
}

function clip(span: Span, within: Span): Span {
  return { start: Math.max(span.start, within.start), end: Math.min(span.end, within.end) };
}

function cut({ start, end }: Span, length: number): Span[] {
  const count = Math.max(0, Math.floor((end - start) / length));
  return Array.from({ length: count }, (_, index) => ({
    start: start + index * length,
    end: start + (index + 1) * length,
  }));
}

/** The working hours of each day that the span touches. */
function workingSpans(within: Span, { start, end, days }: WorkingHours, timeZone: string): Span[] {
  const wall = wallClock(timeZone);
  const firstDay = Math.floor(wall(within.start) / DAY) * DAY;
  const spans: Span[] = [];
  for (let day = firstDay; day <= wall(within.end); day += DAY) {
    if (!days.includes(new Date(day).getUTCDay() || 7)) continue;
    spans.push({ start: instantOf(day + minutes(start), wall), end: instantOf(day + minutes(end), wall) });
  }
  return spans.filter((span) => span.start < within.end && span.end > within.start);
}

function minutes(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(":").map(Number);
  return (hours * 60 + rest) * MINUTE;
}

/** What a clock on the wall of a time zone shows at a moment, as if it were UTC. */
function wallClock(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (instant) => {
    const shown = Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

/** When a wall clock shows a time. In the hour that a change of clocks leaves out, just after it. */
function instantOf(shown: number, wall: (instant: number) => number): number {
  const guess = shown - (wall(shown) - shown);
  return guess - (wall(guess) - shown);
}
