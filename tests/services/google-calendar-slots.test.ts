import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freeSlots, merge, type Span, workingHours } from "../../shared/services/google-calendar-slots.ts";

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const span = (start: string, end: string): Span => ({ start: at(start), end: at(end) });
const texts = (spans: Span[]) => spans.map(({ start }) => new Date(start).toISOString().slice(0, 16));
const NINE_TO_FIVE = workingHours.parse({ start: "09:00", end: "17:00" });

describe("merge", () => {
  test("joins what overlaps or touches, in order", () => {
    expect(merge([{ start: 5, end: 7 }, { start: 1, end: 3 }, { start: 3, end: 4 }, { start: 6, end: 6.5 }]))
      .toEqual([{ start: 1, end: 4 }, { start: 5, end: 7 }]);
  });

  test("leaves what it is given alone", () => {
    const given = [{ start: 1, end: 3 }, { start: 2, end: 4 }];
    merge(given);
    expect(given).toEqual([{ start: 1, end: 3 }, { start: 2, end: 4 }]);
  });
});

describe("free times", () => {
  const day = span("2026-09-14T00:00:00Z", "2026-09-15T00:00:00Z");

  test("are what busy times leave", () => {
    const busy = [
      span("2026-09-13T23:00:00Z", "2026-09-14T01:00:00Z"),
      span("2026-09-14T20:00:00Z", "2026-09-15T05:00:00Z"),
    ];
    expect(freeSlots(day, busy, {})).toEqual([span("2026-09-14T01:00:00Z", "2026-09-14T20:00:00Z")]);
    expect(freeSlots(day, [], {})).toEqual([day]);
    expect(freeSlots(day, [day], {})).toEqual([]);
  });

  test("never overlap busy times, nor leave the span, and miss nothing", () => {
    const spans = fc.array(
      fc.tuple(fc.integer({ min: -20, max: 120 }), fc.integer({ min: 1, max: 40 })).map((
        [start, length],
      ) => ({
        start,
        end: start + length,
      })),
    );
    fc.assert(fc.property(spans, (busy) => {
      const within = { start: 0, end: 100 };
      const free = freeSlots(within, busy, {});
      for (let moment = 0; moment < 100; moment++) {
        const holds = ({ start, end }: Span) => start <= moment && moment < end;
        expect(free.some(holds)).toBe(!busy.some(holds));
      }
      expect(free.every(({ start, end }) => start >= 0 && end <= 100 && start < end)).toBe(true);
    }));
  });

  test("are cut into slots that no busy time touches", () => {
    const minute = 60_000;
    const spans = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 90 })).map(([start, length]) => ({
        start: start * minute,
        end: (start + length) * minute,
      })),
    );
    fc.assert(fc.property(spans, fc.integer({ min: 5, max: 120 }), (busy, slotMinutes) => {
      const within = { start: 0, end: 600 * minute };
      const slots = freeSlots(within, busy, { slotMinutes });
      const grid = Array.from({ length: Math.floor(600 / slotMinutes) }, (_, index) => ({
        start: index * slotMinutes * minute,
        end: (index + 1) * slotMinutes * minute,
      }));
      expect(slots).toEqual(
        grid.filter((slot) => !busy.some(({ start, end }) => start < slot.end && end > slot.start)),
      );
    }));
  });
});

describe("working hours", () => {
  test("are those of the time zone, on working days only", () => {
    // From a Friday to a Monday.
    const within = span("2026-09-11T00:00:00Z", "2026-09-15T00:00:00Z");
    const wish = { workingHours: NINE_TO_FIVE, timeZone: "America/New_York" };
    expect(freeSlots(within, [], wish)).toEqual([
      span("2026-09-11T13:00:00Z", "2026-09-11T21:00:00Z"),
      span("2026-09-14T13:00:00Z", "2026-09-14T21:00:00Z"),
    ]);
  });

  test("keep the hour when the clocks change", () => {
    // Berlin leaves summer time on Sunday, 25 October 2026.
    const within = span("2026-10-23T00:00:00Z", "2026-10-27T00:00:00Z");
    const wish = { workingHours: NINE_TO_FIVE, timeZone: "Europe/Berlin", slotMinutes: 240 };
    expect(texts(freeSlots(within, [], wish))).toEqual([
      "2026-10-23T07:00",
      "2026-10-23T11:00",
      "2026-10-26T08:00",
      "2026-10-26T12:00",
    ]);
  });

  test("begin before the span where they do, and slots keep to their grid", () => {
    const within = span("2026-09-14T09:20:00Z", "2026-09-14T11:30:00Z");
    const wish = { workingHours: NINE_TO_FIVE, timeZone: "UTC", slotMinutes: 30 };
    expect(texts(freeSlots(within, [], wish))).toEqual([
      "2026-09-14T09:30",
      "2026-09-14T10:00",
      "2026-09-14T10:30",
      "2026-09-14T11:00",
    ]);
  });

  test("count Sunday as 7 and end at midnight at the latest", () => {
    const hours = workingHours.parse({ start: "22:00", end: "24:00", days: [7] });
    const within = span("2026-09-12T00:00:00Z", "2026-09-15T00:00:00Z");
    expect(freeSlots(within, [], { workingHours: hours, timeZone: "Asia/Kathmandu" })).toEqual([
      span("2026-09-13T16:15:00Z", "2026-09-13T18:15:00Z"),
    ]);
  });

  test("show nine o'clock in every time zone, all year", () => {
    const zones = [
      "Europe/Berlin",
      "America/St_Johns",
      "Asia/Kolkata",
      "Pacific/Auckland",
      "America/Sao_Paulo",
      "UTC",
    ];
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 2_000 }), (timeZone, days) => {
      const start = at("2024-01-01T00:00:00Z") + days * 24 * HOUR;
      const hours = workingHours.parse({ start: "09:00", end: "17:00", days: [1, 2, 3, 4, 5, 6, 7] });
      const slots = freeSlots({ start, end: start + 48 * HOUR }, [], {
        workingHours: hours,
        timeZone,
        slotMinutes: 480,
      });
      const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
      expect(slots.length).toBeGreaterThan(0);
      for (const slot of slots) expect(clock.format(slot.start)).toBe("09:00");
    }));
  });

  test.each([
    [{ start: "17:00", end: "09:00" }],
    [{ start: "09:00", end: "09:00" }],
    [{ start: "9:00", end: "17:00" }],
    [{ start: "09:00", end: "24:30" }],
    [{ start: "09:00", end: "17:00", days: [0] }],
    [{ start: "09:00", end: "17:00", days: [] }],
  ])("cannot be %j", (hours) => {
    expect(workingHours.safeParse(hours).success).toBe(false);
  });
});
