import { expect, it } from "vitest";
import { calendarId } from "../../shared/services/google-calendar.ts";

it.each(["primary", "ann@example.com", "en.german#holiday@group.v.calendar.google.com"])("takes %s", (id) => {
  expect(calendarId.safeParse(id).success).toBe(true);
});

it.each(["", "ann", "a/b@example.com", "ann@example.com/events/x", "ann@example.com\n"])(
  "refuses %j",
  (id) => {
    expect(calendarId.safeParse(id).success).toBe(false);
  },
);
