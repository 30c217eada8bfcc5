import { expect, test } from "vitest";
import { eventCursor, nextEventCursor, readEventCursor } from "../../shared/services/google-calendar-list.ts";

test("a cursor holds the start and Google's token", () => {
  const cursor = nextEventCursor("2026-06-15T10:00:00.000+02:00", "CkA~KM=");
  expect(eventCursor.parse(cursor)).toBe(cursor);
  expect(readEventCursor(cursor ?? undefined)).toEqual({
    timeMin: "2026-06-15T10:00:00.000+02:00",
    pageToken: "CkA~KM=",
  });
});

test("there is none after the last page", () => {
  expect(nextEventCursor("2026-06-15T10:00:00Z", undefined)).toBeNull();
  expect(readEventCursor(undefined)).toBeUndefined();
});

test.each(["", "CkAKM", "2026-06-15T10:00:00Z~", "2026-06-15T10:00:00Z~a b", "now~CkAKM"])(
  "%j is none",
  (text) => {
    expect(eventCursor.safeParse(text).success).toBe(false);
  },
);
