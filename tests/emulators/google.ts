/** @module */
import PostalMime from "postal-mime";
import { expect } from "vitest";
import type { Json } from "./bench.ts";
import type { Scenario } from "./scenario.ts";

const GMAIL = "https://gmail.googleapis.com/gmail/v1/users/me";
const FILES = "https://www.googleapis.com/drive/v3/files";
const CALENDAR = "https://www.googleapis.com/calendar/v3/calendars/primary";

export const GOOGLE: readonly Scenario[] = [
  {
    function: "gmail-send",
    does: "sends a mail that reads as it was written",
    async run(bench) {
      const text = "Hello Änn,\n\nall is well.\n";
      const mail = { to: { email: "ann@example.com", name: "Änn" }, subject: "Grüße 🎉", text };
      const { id } = await bench.call("gmail-send", mail);
      const kept = await bench.ask("gmail", `${GMAIL}/messages/${id}?format=raw`);
      expect(kept.labelIds).toContain("SENT");
      expect(await PostalMime.parse(Buffer.from(String(kept.raw), "base64url"))).toMatchObject({
        to: [{ address: "ann@example.com", name: "Änn" }],
        subject: "Grüße 🎉",
        text: text.replaceAll("\n", "\r\n"),
      });
    },
  },
  {
    function: "gmail-search",
    does: "finds the invoice",
    async run(bench) {
      const { messages } = await bench.call("gmail-search", { query: "invoice", unread: true });
      expect(messages).toMatchObject([{ id: "18c0a1b2c3d4e5f6", subject: "Invoice 42", unread: true }]);
    },
  },
  {
    function: "gmail-get",
    does: "reads the invoice",
    async run(bench) {
      const mail = await bench.call("gmail-get", { messageId: "18c0a1b2c3d4e5f6" });
      expect(mail).toMatchObject({
        subject: "Invoice 42",
        from: { email: "ada@example.com" },
        text: expect.stringContaining("The invoice is attached."),
      });
    },
  },
  {
    function: "gmail-reply",
    does: "answers in the same conversation",
    async run(bench) {
      const { id, threadId } = await bench.call("gmail-reply", {
        messageId: "18c0a1b2c3d4e5f6",
        text: "Thank you",
      });
      const kept = await bench.ask("gmail", `${GMAIL}/messages/${id}?format=full`);
      expect(kept.threadId).toBe(threadId);
      expect(header(kept, "Subject")).toBe("Re: Invoice 42");
      expect(threadId).toBe("18c0a1b2c3d4e5f6");
    },
  },
  {
    function: "google-calendar-create-event",
    does: "creates an event",
    async run(bench) {
      const event = { title: "Intro call", start: "2026-09-15T11:00:00Z", durationMinutes: 30 };
      const { id } = await bench.call("google-calendar-create-event", event);
      const { items } = await bench.ask("googlecalendar", `${CALENDAR}/events`);
      expect((items as Json[]).find((item) => item.id === id)).toMatchObject({
        summary: "Intro call",
        start: { dateTime: "2026-09-15T11:00:00Z" },
        end: { dateTime: "2026-09-15T11:30:00Z" },
      });
    },
  },
  {
    function: "google-calendar-create-event",
    does: "creates one event for one key",
    async run(bench) {
      const event = {
        ...{ title: "Only once", start: "2026-09-17T11:00:00Z", durationMinutes: 30 },
        idempotencyKey: "order-42",
      };
      const first = await bench.call("google-calendar-create-event", event);
      const second = await bench.call("google-calendar-create-event", event);
      expect([first.created, second.created, second.id]).toEqual([true, false, first.id]);
      const { items } = await bench.ask("googlecalendar", `${CALENDAR}/events`);
      expect((items as Json[]).filter(({ summary }) => summary === "Only once")).toHaveLength(1);
    },
  },
  {
    function: "google-calendar-get-event",
    does: "reads an event, and says when there is none",
    async run(bench) {
      const event = await bench.call("google-calendar-get-event", { eventId: "sandboxkickoff" });
      expect(event).toMatchObject({ id: "sandboxkickoff", title: "Kickoff", cancelled: false });
      const none = await bench.attempt("google-calendar-get-event", { eventId: "sandboxnothing" });
      expect([none.status, none.body.code]).toEqual([404, "not_found"]);
    },
  },
  {
    function: "google-calendar-list-events",
    does: "lists the kickoff",
    async run(bench) {
      const { events } = await bench.call("google-calendar-list-events", { start: "2026-01-01T00:00:00Z" });
      expect(events).toContainEqual(expect.objectContaining({ id: "sandboxkickoff", title: "Kickoff" }));
    },
  },
  {
    function: "google-calendar-delete-event",
    does: "deletes an event",
    async run(bench) {
      const event = { title: "Cancelled", start: "2026-09-16T11:00:00Z", durationMinutes: 30 };
      const { id } = await bench.call("google-calendar-create-event", event);
      await bench.call("google-calendar-delete-event", { eventId: id });
      const { items } = await bench.ask("googlecalendar", `${CALENDAR}/events`);
      expect((items as Json[]).map((item) => item.id)).not.toContain(id);
    },
  },
  {
    function: "google-calendar-availability",
    does: "tells when the calendar is busy",
    async run(bench) {
      const span = { start: "2026-01-12T08:00:00Z", end: "2026-01-12T12:00:00Z" };
      const { calendars } = await bench.call("google-calendar-availability", span);
      expect(JSON.stringify(calendars)).toMatch(/2026-01-12T09:00:00.*2026-01-12T09:30:00/);
    },
  },
  {
    function: "google-calendar-list-calendars",
    does: "lists the calendars",
    async run(bench) {
      const { calendars } = await bench.call("google-calendar-list-calendars", {});
      expect(calendars).toContainEqual(expect.objectContaining({ title: "admin@example.com" }));
    },
  },
  {
    function: "google-drive-list",
    does: "lists what is there",
    async run(bench) {
      const { files } = await bench.call("google-drive-list", {});
      expect((files as Json[]).map(({ name }) => name)).toEqual(
        expect.arrayContaining(["Invoices", "notes.txt"]),
      );
    },
  },
  {
    function: "google-drive-search",
    does: "finds files of a type",
    async run(bench) {
      const { files } = await bench.call("google-drive-search", { mimeType: "text/plain" });
      expect(files).toMatchObject([{ id: "sandbox-file", name: "notes.txt" }]);
    },
  },
  {
    function: "google-drive-search",
    does: "finds files by the start of a word in their names",
    async run(bench) {
      const file = { text: "Soup", name: "Menu of Monday.txt" };
      const { id } = await bench.call("google-drive-upload", file);
      expect((await bench.call("google-drive-search", { name: "mon" })).files).toMatchObject([{ id }]);
      expect((await bench.call("google-drive-search", { name: "onday" })).files).toEqual([]);
    },
  },
  {
    function: "google-drive-upload",
    does: "keeps a file that can be read back",
    async run(bench) {
      const file = { text: "Turnover is up 12 %\n", name: "report.txt", folderId: "sandbox-folder" };
      const { id } = await bench.call("google-drive-upload", file);
      const { base64, file: kept } = await bench.call("google-drive-download", { fileId: id });
      expect(Buffer.from(String(base64), "base64").toString()).toBe(file.text);
      expect(kept).toMatchObject({ id, name: "report.txt", folderId: "sandbox-folder" });
    },
  },
  {
    function: "google-drive-upload",
    does: "keeps JSON, and a name in any script",
    async run(bench) {
      const file = { text: '{"name":"not the name"}', name: "Grüße 🎉.json", mimeType: "application/json" };
      const { id } = await bench.call("google-drive-upload", file);
      const kept = await bench.call("google-drive-download", { fileId: id });
      expect(kept).toMatchObject({ name: file.name, mimeType: file.mimeType });
      expect(Buffer.from(String(kept.base64), "base64").toString()).toBe(file.text);
    },
  },
  {
    function: "google-drive-upload",
    does: "keeps a file that is uploaded in chunks",
    async run(bench) {
      const bytes = Buffer.alloc(9_000_001, "0123456789abcdef!");
      const file = new File([bytes], "large.bin");
      const { status, body, requests } = await bench.attempt("google-drive-upload", { file });
      expect([status, body.size]).toEqual([200, bytes.length]);
      expect(requests.filter(({ method }) => method === "PUT").map((request) => request.status))
        .toEqual([308, 308, 200]);
      expect(requests.every(({ servedBy }) => servedBy === "Google emulator")).toBe(true);
      expect(bytes.equals(await bench.read("googledrive", `${FILES}/${body.id}?alt=media`))).toBe(true);
    },
  },
  {
    function: "google-drive-upload",
    does: "makes the folders of a path once",
    async run(bench) {
      const upload = (name: string, folderPath: string) =>
        bench.call("google-drive-upload", { text: "A", name, folderPath });
      const first = await upload("a.txt", "Orders/2026");
      const second = await upload("b.txt", "Orders/2026");
      const third = await upload("c.txt", "Orders/2027");
      expect(second.folderId).toBe(first.folderId);
      expect(third.folderId).not.toBe(first.folderId);
      const { files } = await bench.call("google-drive-list", { folderId: first.folderId });
      expect((files as Json[]).map(({ name }) => name)).toEqual(["a.txt", "b.txt"]);
    },
  },
  {
    function: "google-drive-download",
    does: "reads a file's content",
    async run(bench) {
      const { base64, name } = await bench.call("google-drive-download", { fileId: "sandbox-file" });
      expect([name, Buffer.from(String(base64), "base64").toString()]).toEqual([
        "notes.txt",
        "Notes from the sandbox",
      ]);
    },
  },
];

function header(message: Json, name: string): string | undefined {
  const { headers = [] } = message.payload as { headers?: { name: string; value: string }[] };
  return headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;
}
