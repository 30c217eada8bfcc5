import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Caller } from "../../shared/runtime/caller.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  eventBody,
  eventFields,
  GoogleEvent,
  plainDescription,
  toEvent,
} from "../../shared/services/google-calendar-event.ts";
import { calendarId, eventId, keyedEventId } from "../../shared/services/google-calendar.ts";

const Input = z.strictObject(eventFields);

describe("plainDescription", () => {
  test.each([
    ["a < b & c > d, Q&A", "a < b & c > d, Q&A"],
    ["<b>x</b>", "&lt;b>x&lt;/b>"],
    ["<!-- x --><?x?>", "&lt;!-- x -->&lt;?x?>"],
    ['<A HREF="https://evil.example">', '&lt;A HREF="https://evil.example">'],
  ])("%s", (text, plain) => {
    expect(plainDescription(text)).toBe(plain);
  });

  test("leaves no tag, whatever the text", () => {
    const text = fc.string({ unit: fc.constantFrom("<", ">", "a", "/", "!", "&", "l", "t", ";", " ") });
    fc.assert(fc.property(text, (given) => {
      expect(plainDescription(given)).not.toMatch(/<[a-z/!?]/i);
    }));
  });
});

describe("eventBody", () => {
  test("keeps markup only where it is allowed", () => {
    expect(eventBody({ description: "<b>x</b>" }).description).toBe("&lt;b>x&lt;/b>");
    expect(eventBody({ description: "<b>x</b>", allowMarkup: true }).description).toBe("<b>x</b>");
    expect(eventBody({ description: null }).description).toBeNull();
  });

  test("says busy in Google's words, and nothing where nothing is said", () => {
    expect(eventBody({ busy: true }).transparency).toBe("opaque");
    expect(eventBody({ busy: false }).transparency).toBe("transparent");
    expect(JSON.parse(JSON.stringify(eventBody({})))).toEqual({});
  });

  test("takes attendees as addresses or with names", () => {
    const { attendees } = Input.parse({
      attendees: ["a@example.com", { email: "b@example.com", name: "B", optional: true }],
    });
    expect(JSON.parse(JSON.stringify(eventBody({ attendees }).attendees))).toEqual([
      { email: "a@example.com" },
      { email: "b@example.com", displayName: "B", optional: true },
    ]);
  });
});

describe("fields", () => {
  test.each([
    ["attendees", ["Ada <ada@example.com>"]],
    ["attendees", Array.from({ length: 51 }, (_, index) => `a${index}@example.com`)],
    ["recurrence", ["DTSTART:20260615T100000Z"]],
    ["recurrence", ["RRULE:FREQ=DAILY\r\nATTENDEE:x"]],
    ["reminders", [{ method: "sms", minutes: 5 }]],
    ["reminders", [{ method: "popup", minutes: 40_321 }]],
    ["colorId", "red"],
  ])("refuse %s %j", (field, value) => {
    expect(Input.safeParse({ [field]: value }).error?.issues[0]?.path[0]).toBe(field);
  });

  test.each(["primary", "ada@example.com", "en.usa#holiday@group.v.calendar.google.com"])(
    "%s is a calendar",
    (id) => {
      expect(calendarId.parse(id)).toBe(id);
    },
  );

  test.each(["", "..", "Work", "a@b@c", "a b@example.com"])("%j is no calendar", (id) => {
    expect(calendarId.safeParse(id).success).toBe(false);
  });

  test.each(["", "a/b", "a b"])("%j is no event", (id) => {
    expect(eventId.safeParse(id).success).toBe(false);
  });
});

describe("toEvent", () => {
  test("takes a cancelled event that has nothing but its ID", () => {
    expect(toEvent(GoogleEvent.parse({ id: "x", status: "cancelled" }))).toMatchObject({
      id: "x",
      status: "cancelled",
      allDay: false,
      attendees: [],
      busy: true,
    });
  });

  test("finds the video call's address in either place", () => {
    const conferenceData = {
      createRequest: { status: { statusCode: "pending" } },
      entryPoints: [{ entryPointType: "phone", uri: "tel:1" }, { entryPointType: "video", uri: "https://a" }],
    };
    expect(toEvent({ id: "x", conferenceData })).toMatchObject({ meetUrl: "https://a", meetPending: false });
    expect(toEvent({ id: "x", hangoutLink: "https://b" }).meetUrl).toBe("https://b");
    expect(toEvent({ id: "x", conferenceData: { createRequest: conferenceData.createRequest } }).meetPending)
      .toBe(true);
  });
});

describe("keyedEventId", () => {
  const admin: Caller = { kind: "admin", id: "1" };
  const ada: Caller = { kind: "user", id: "2", email: "ada@example.com" };
  const grace: Caller = { kind: "user", id: "3", email: "grace@example.com" };

  test("is an ID that Google takes, and stays the same", async () => {
    const id = await keyedEventId("primary", admin, "booking-42");
    expect(id).toMatch(/^[0-9a-v]{5,1024}$/);
    expect(await keyedEventId("primary", { kind: "service" }, "booking-42")).toBe(id);
  });

  test("differs by calendar, key and user", async () => {
    const ids = await Promise.all([
      keyedEventId("primary", admin, "a"),
      keyedEventId("primary", admin, "b"),
      keyedEventId("b@example.com", admin, "a"),
      keyedEventId("primary", ada, "a"),
      keyedEventId("primary", grace, "a"),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
