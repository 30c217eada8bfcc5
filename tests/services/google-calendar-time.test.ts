import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "../../shared/runtime/zod.ts";
import {
  changedDateTime,
  checkEventTimes,
  eventDateTime,
  eventEnd,
  eventTimeFields,
  movedEnd,
} from "../../shared/services/google-calendar-time.ts";

const Input = z.strictObject({ ...eventTimeFields, recurrence: z.array(z.string()).optional() })
  .superRefine(checkEventTimes);

function problems(input: unknown): string[] {
  return Input.safeParse(input).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ??
    [];
}

describe("the times of an event", () => {
  test.each([
    ["a day", { start: "2026-06-15" }],
    ["days", { start: "2026-06-15", end: "2026-06-16" }],
    ["a time with an offset", { start: "2026-06-15T10:00:00Z", end: "2026-06-15T12:30:00+02:00" }],
    ["a time with a zone", { start: "2026-06-15T10:00", durationMinutes: 5, timeZone: "Europe/Berlin" }],
    ["a leap day", { start: "2028-02-29" }],
    ["one time with an offset, for Google to compare", {
      start: "2026-06-15T10:00:00Z",
      end: "2026-06-15T09:00:00",
      timeZone: "America/New_York",
    }],
  ])("can be %s", (_, input) => {
    expect(problems(input)).toEqual([]);
  });

  test.each([
    ["2026-02-30", "start: expected a day such as"],
    ["15.06.2026", "start: expected a day such as"],
    ["2026-06-15 10:00", "start: expected a day such as"],
    ["2026-06-15T25:00:00Z", "start: expected a day such as"],
    ["tomorrow", "start: expected a day such as"],
  ])("cannot be %s", (start, problem) => {
    expect(problems({ start })).toEqual([expect.stringContaining(problem)]);
  });

  test.each([
    ["a time without a place on earth", { start: "2026-06-15T10:00:00" }, [
      "timeZone: is required for a time without a UTC offset",
    ]],
    ["a series without a zone", { start: "2026-06-15", recurrence: ["RRULE:FREQ=DAILY"] }, [
      "timeZone: is required for a recurring event",
    ]],
    ["an unknown zone", { start: "2026-06-15T10:00:00", timeZone: "Mars/Olympus" }, [
      "timeZone: expected an IANA time zone such as Europe/Berlin",
    ]],
    ["an offset as a zone", { start: "2026-06-15T10:00:00", timeZone: "+02:00" }, [
      "timeZone: expected an IANA time zone such as Europe/Berlin",
    ]],
    ["a day and a time", { start: "2026-06-15", end: "2026-06-15T10:00:00Z" }, [
      "end: expected a day, as start is one",
    ]],
    ["a time and a day", { start: "2026-06-15T10:00:00Z", end: "2026-06-16" }, [
      "end: expected a time, as start is one",
    ]],
    ["no day at all", { start: "2026-06-15", end: "2026-06-15" }, [
      "end: expected a later day than start: an all-day event ends on the day after its last",
    ]],
    ["an end before the start", { start: "2026-06-15T10:00:00+02:00", end: "2026-06-15T08:00:00Z" }, [
      "end: expected a later time than start",
    ]],
    ["a local end at the start", {
      start: "2026-06-15T10:00",
      end: "2026-06-15T10:00:00",
      timeZone: "Europe/Berlin",
    }, ["end: expected a later time than start"]],
    ["two ends", { start: "2026-06-15T10:00:00Z", end: "2026-06-15T11:00:00Z", durationMinutes: 60 }, [
      "durationMinutes: expected end or durationMinutes, got both",
    ]],
    ["minutes of a day", { start: "2026-06-15", durationMinutes: 60 }, [
      "durationMinutes: expected end for an all-day event, got durationMinutes",
    ]],
  ])("cannot be %s", (_, input, expected) => {
    expect(problems(input)).toEqual(expected);
  });
});

describe("the times of a change", () => {
  const Change = z.strictObject({ ...eventTimeFields, start: eventTimeFields.start.optional() })
    .superRefine(checkEventTimes);
  const problems = (input: unknown) =>
    Change.safeParse(input).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

  test("may be only an end, or none", () => {
    expect(problems({ end: "2026-06-15T10:00:00Z" })).toEqual([]);
    expect(problems({})).toEqual([]);
  });

  test("need a start for a length, and a time for a zone", () => {
    expect(problems({ durationMinutes: 30 })).toEqual(["durationMinutes: expected start with it"]);
    expect(problems({ timeZone: "UTC" })).toEqual(["timeZone: expected start with it"]);
    expect(problems({ end: "2026-06-15T10:00:00" })).toEqual([
      "timeZone: is required for a time without a UTC offset",
    ]);
  });

  test("clear what belongs to the other kind of event", () => {
    expect(changedDateTime("2026-06-15", {})).toMatchObject({
      date: "2026-06-15",
      dateTime: null,
      timeZone: null,
    });
    expect(changedDateTime("2026-06-15T10:00", { timeZone: "UTC" })).toEqual({
      dateTime: "2026-06-15T10:00:00",
      timeZone: "UTC",
      date: null,
    });
  });
});

describe("eventEnd", () => {
  test.each([
    ["2026-06-15", {}, "2026-06-16"],
    ["2026-12-31", {}, "2027-01-01"],
    ["2026-06-15T10:00", {}, "2026-06-15T11:00:00"],
    ["2026-06-15T23:30:00", { durationMinutes: 45 }, "2026-06-16T00:15:00"],
    ["2026-06-15T10:00:00-08:00", { durationMinutes: 30 }, "2026-06-15T10:30:00-08:00"],
    ["2026-06-15T10:00:00.000Z", {}, "2026-06-15T11:00:00Z"],
    ["2026-06-15", { end: "2026-06-20" }, "2026-06-20"],
  ])("%s %j", (start, given, end) => {
    expect(eventEnd(given, start)).toBe(end);
  });

  test("lies as long after the start as it should", () => {
    const minute = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    const offset = fc.constantFrom("Z", "+05:45", "-03:30", "+14:00");
    fc.assert(
      fc.property(minute, offset, fc.integer({ min: 1, max: 40_320 }), (date, zone, durationMinutes) => {
        const start = date.toISOString().slice(0, 19) + zone;
        const end = eventEnd({ durationMinutes }, start);
        expect(Date.parse(end) - Date.parse(start)).toBe(durationMinutes * 60_000);
        expect(end.endsWith(zone)).toBe(true);
      }),
    );
  });
});

describe("movedEnd", () => {
  test.each([
    ["2026-06-20", { start: "2026-06-15", end: "2026-06-18" }, "2026-06-23"],
    [
      "2026-06-20T09:00:00",
      { start: "2026-06-15T10:00:00+02:00", end: "2026-06-15T10:45:00+02:00" },
      "2026-06-20T09:45:00",
    ],
    ["2026-06-20", { start: "2026-06-15T10:00:00+02:00", end: "2026-06-15T10:45:00+02:00" }, undefined],
  ])("%s %j", (start, old, end) => {
    expect(movedEnd(start, old)).toBe(end);
  });
});

describe("eventDateTime", () => {
  test.each([
    ["2026-06-15", { timeZone: "Europe/Berlin" }, { date: "2026-06-15" }],
    ["2026-06-15", { timeZone: "Europe/Berlin", recurrence: ["RRULE:FREQ=DAILY"] }, {
      date: "2026-06-15",
      timeZone: "Europe/Berlin",
    }],
    ["2026-06-15T10:00", { timeZone: "Europe/Berlin" }, {
      dateTime: "2026-06-15T10:00:00",
      timeZone: "Europe/Berlin",
    }],
    ["2026-06-15T10:00:00Z", {}, { dateTime: "2026-06-15T10:00:00Z" }],
  ])("%s %j", (text, given, expected) => {
    expect(JSON.parse(JSON.stringify(eventDateTime(text, given)))).toEqual(expected);
  });
});
