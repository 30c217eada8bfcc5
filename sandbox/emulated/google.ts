/**
 * Gmail, Google Calendar and Google Drive: what their emulator starts with.
 *
 * @module
 */
import type { Emulated } from "./definition.ts";
import { CALENDAR_ROUTES, createCalendarAdapter } from "./google-calendar.ts";
import { createDriveAdapter, DRIVE_ROUTES } from "./google-drive.ts";

const GOOGLE_ACCOUNT = "admin@example.com";
const GOOGLE_TOKEN = "ya29.sandbox";

export const google: Emulated = {
  name: "Google emulator",
  service: "google",
  hosts: ["gmail.googleapis.com", "www.googleapis.com"],
  connectors: {
    gmail: { token: GOOGLE_TOKEN, flagship: "gmail-send" },
    googlecalendar: { token: GOOGLE_TOKEN, flagship: "google-calendar-create-event" },
    googledrive: {
      token: GOOGLE_TOKEN,
      flagship: "google-drive-upload",
    },
  },
  seed: {
    tokens: { [GOOGLE_TOKEN]: { login: GOOGLE_ACCOUNT } },
    google: {
      users: [{ email: GOOGLE_ACCOUNT, name: "Sandbox Admin" }],
      messages: [{
        id: "18c0a1b2c3d4e5f6",
        thread_id: "18c0a1b2c3d4e5f6",
        from: "Ada Lovelace <ada@example.com>",
        to: GOOGLE_ACCOUNT,
        subject: "Invoice 42",
        body_text: "The invoice is attached.",
        label_ids: ["INBOX", "UNREAD"],
        date: "2026-01-05T10:00:00.000Z",
      }],
      calendars: [{ id: "primary", summary: GOOGLE_ACCOUNT, primary: true, time_zone: "UTC" }],
      calendar_events: [{
        id: "sandboxkickoff",
        calendar_id: "primary",
        summary: "Kickoff",
        start_date_time: "2026-01-12T09:00:00.000Z",
        end_date_time: "2026-01-12T09:30:00.000Z",
      }],
      drive_items: [
        { id: "sandbox-folder", name: "Invoices", mime_type: "application/vnd.google-apps.folder" },
        { id: "sandbox-file", name: "notes.txt", mime_type: "text/plain", data: "Notes from the sandbox" },
      ],
    },
  },
  routes: [...CALENDAR_ROUTES, ...DRIVE_ROUTES],
  createAdapter() {
    const calendar = createCalendarAdapter();
    const drive = createDriveAdapter();
    return async (request, emulator) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/calendar/")) return await calendar(request, emulator);
      if (/^(\/upload)?\/drive\//.test(pathname)) return await drive(request, emulator);
      return await emulator(request);
    };
  },
};
