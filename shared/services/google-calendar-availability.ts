/**
 * What Google tells about busy times, and what follows from it. A calendar that Google cannot read is reported
 * inside an answer that is a success otherwise, and must not count as free.
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
 * @module
 * @version 0.1.0
 */
import { type ErrorCode, FunctionError } from "../runtime/errors.ts";
import { failureMessage } from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";
import { freeSlots, merge, type Span, type workingHours } from "./google-calendar-slots.ts";
import { googleCalendar } from "./google-calendar.ts";

const MAX_DAYS = 60;
const MAX_SLOTS = 500;
const DAY = 86_400_000;

export const FreeBusy = z.object({
  calendars: z.record(
    z.string(),
    z.object({
      busy: z.array(z.object({ start: z.string(), end: z.string() })).default([]),
      errors: z.array(z.object({ reason: z.string().default("unknown") })).default([]),
    }),
  ).default({}),
});

export const TimeSpan = z.object({
  start: z.string().describe("ISO 8601, in UTC"),
  end: z.string().describe("ISO 8601, in UTC"),
});

interface Wish {
  calendars: readonly string[];
  start: string;
  end: string;
  slotMinutes?: number | undefined;
  workingHours?: z.output<typeof workingHours> | undefined;
  timeZone?: string | undefined;
}

/** For `.superRefine(...)`. */
export function checkWindow(wish: Wish, context: z.core.$RefinementCtx): void {
  const length = Date.parse(wish.end) - Date.parse(wish.start);
  const complain = (path: keyof Wish, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (length <= 0) complain("end", "expected a later time than start");
  if (length > MAX_DAYS * DAY) complain("end", `expected at most ${MAX_DAYS} days after start`);
  if (wish.workingHours && !wish.timeZone) complain("timeZone", "is required for workingHours");
}

export function availability({ calendars }: z.output<typeof FreeBusy>, wish: Wish) {
  const answers = wish.calendars.map((id) => {
    const { busy, errors } = calendars[id] ?? { busy: [], errors: [{ reason: "missing" }] };
    return { id, busy: merge(busy.map(toSpan)), error: errors[0]?.reason };
  });
  if (answers.every(({ error }) => error !== undefined)) throw unreadable(answers[0]?.error);

  const complete = answers.every(({ error }) => error === undefined);
  const busy = answers.flatMap((answer) => answer.busy);
  const slots = complete ? freeSlots(toSpan(wish), busy, wish) : [];
  return {
    calendars: answers.map((answer) => ({ ...answer, busy: answer.busy.map(toText) })),
    freeSlots: slots.slice(0, MAX_SLOTS).map(toText),
    moreSlots: slots.length > MAX_SLOTS,
    complete,
  };
}

const CODES = new Map<string, ErrorCode>([
  ["notFound", "not_found"],
  ["internalError", "provider_unavailable"],
  ["missing", "provider_invalid_response"],
]);

function unreadable(reason = "unknown"): FunctionError {
  const { name, connector } = googleCalendar;
  const code = CODES.get(reason) ?? "provider_rejected";
  const message = code === "provider_rejected" ? `${name} refused: ${reason}` : failureMessage(name, code);
  return new FunctionError(code, message, {
    hint: code === "not_found"
      ? "Check the IDs, and have these calendars shared with the connected account"
      : undefined,
    params: { service: name },
    provider: { service: connector, status: 200, code: reason, requestId: undefined },
  });
}

function toSpan({ start, end }: { start: string; end: string }): Span {
  return { start: Date.parse(start), end: Date.parse(end) };
}

function toText({ start, end }: Span): z.output<typeof TimeSpan> {
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}
