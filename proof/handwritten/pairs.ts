/**
 * The hand-written functions, each beside the one of ours that does the same job.
 *
 * @module
 */

export interface Pair {
  /** File in `functions/`. */
  theirs: string;
  ours: string;
  /** What it is typical for. */
  pattern: string;
  /** The example of ours whose requests are made. @default "success" */
  example?: string;
  /** Routes of the example that the hand-written function does without. */
  without?: readonly string[];
  /** The same input to both, each in its own words. */
  input: { ours: object; theirs: object };
  /** The list's name for where the next page starts. */
  nextPage?: string;
  /** Fields that take text. */
  fields: readonly Field[];
}

export interface Field {
  /** Paths such as `rows.0.0`. */
  ours: string;
  theirs: string;
  /** Without it, nobody can know what to do. */
  needed?: true;
}

export const PAIRS: readonly Pair[] = [
  {
    theirs: "post-to-slack",
    ours: "slackbot-post",
    pattern: "No check who calls; Slack's `ok` not read",
    input: {
      ours: { channel: "C0AGWLS4CQ3", text: "Order 42 has shipped" },
      theirs: { channel: "C0AGWLS4CQ3", message: "Order 42 has shipped" },
    },
    fields: [
      { ours: "channel", theirs: "channel", needed: true },
      { ours: "text", theirs: "message", needed: true },
    ],
  },
  {
    theirs: "send-email",
    ours: "gmail-send",
    pattern: "Mail headers by concatenation; any signed-in user",
    input: {
      ours: { to: "ann@example.com", subject: "Your order 42", text: "It is on its way." },
      theirs: { to: "ann@example.com", subject: "Your order 42", body: "It is on its way." },
    },
    fields: [
      { ours: "to", theirs: "to", needed: true },
      { ours: "subject", theirs: "subject" },
      { ours: "text", theirs: "body", needed: true },
    ],
  },
  {
    theirs: "search-drive-files",
    ours: "google-drive-search",
    nextPage: "nextPageToken",
    pattern: "Drive `q` by interpolation; first page only; any signed-in user",
    input: { ours: { query: "offer Miller" }, theirs: { query: "offer Miller" } },
    fields: [{ ours: "query", theirs: "query", needed: true }],
  },
  {
    theirs: "upload-to-drive",
    ours: "google-drive-upload",
    pattern: "Fetches any `file_url`; `btoa(String.fromCharCode(...bytes))`; no check who calls",
    without: ["GET /drive/v3/files/generateIds"],
    input: {
      ours: {
        fileUrl: "https://base44.app/api/apps/6712f0a1b2c3d4e5f6a7b8c9/files/public/" +
          "6712f0a1b2c3d4e5f6a7b8c9/report.txt",
        name: "report.txt",
        folderId: "1FoLdErAbCdEfGhIjKlMnOpQrStUvWxYz",
      },
      theirs: {
        file_url: "https://base44.app/api/apps/6712f0a1b2c3d4e5f6a7b8c9/files/public/" +
          "6712f0a1b2c3d4e5f6a7b8c9/report.txt",
        file_name: "report.txt",
        folder_id: "1FoLdErAbCdEfGhIjKlMnOpQrStUvWxYz",
      },
    },
    fields: [
      { ours: "fileUrl", theirs: "file_url", needed: true },
      { ours: "name", theirs: "file_name" },
      { ours: "folderId", theirs: "folder_id" },
    ],
  },
  {
    theirs: "append-to-sheet",
    ours: "google-sheets-append",
    pattern: "No user is an automation; USER_ENTERED",
    example: "lists",
    input: {
      ours: {
        spreadsheetId: "1nJusnP5l6i2BJsGcZHtPWkw",
        sheet: "Orders",
        rows: [["Ada", "ada@example.com"]],
      },
      theirs: {
        spreadsheet_id: "1nJusnP5l6i2BJsGcZHtPWkw",
        sheet_name: "Orders",
        values: [["Ada", "ada@example.com"]],
      },
    },
    fields: [
      { ours: "spreadsheetId", theirs: "spreadsheet_id", needed: true },
      { ours: "sheet", theirs: "sheet_name" },
      { ours: "rows.0.0", theirs: "values.0.0", needed: true },
    ],
  },
  {
    theirs: "create-calendar-event",
    ours: "google-calendar-create-event",
    pattern: "Nothing validated; 500 for everything; any signed-in user",
    input: {
      ours: {
        title: "Intro call",
        description: "Bring your questions",
        start: "2026-09-15T11:00:00",
        end: "2026-09-15T11:30:00",
        timeZone: "America/Los_Angeles",
        attendees: [{ email: "ada@example.com" }],
        sendUpdates: "all",
      },
      theirs: {
        summary: "Intro call",
        description: "Bring your questions",
        startDateTime: "2026-09-15T11:00:00",
        endDateTime: "2026-09-15T11:30:00",
        timeZone: "America/Los_Angeles",
        attendees: ["ada@example.com"],
      },
    },
    fields: [
      { ours: "title", theirs: "summary", needed: true },
      { ours: "description", theirs: "description" },
      { ours: "start", theirs: "startDateTime", needed: true },
      { ours: "end", theirs: "endDateTime" },
      { ours: "attendees.0.email", theirs: "attendees.0" },
    ],
  },
  {
    theirs: "list-calendar-events",
    ours: "google-calendar-list-events",
    nextPage: "nextPageToken",
    pattern: "`.ok` not read, so a refusal is an empty list; first page only; no check who calls",
    input: {
      ours: { start: "2026-09-14T00:00:00Z", end: "2026-09-21T00:00:00Z" },
      theirs: { start_date: "2026-09-14T00:00:00Z", end_date: "2026-09-21T00:00:00Z" },
    },
    fields: [
      { ours: "start", theirs: "start_date" },
      { ours: "end", theirs: "end_date" },
    ],
  },
  {
    theirs: "get-github-file",
    ours: "github-get-file",
    pattern: "Path by interpolation; checks the role",
    input: {
      ours: { repo: "acme/site", path: "docs/prices.json" },
      theirs: { repo: "acme/site", path: "docs/prices.json" },
    },
    fields: [
      { ours: "repo", theirs: "repo", needed: true },
      { ours: "path", theirs: "path" },
    ],
  },
  {
    theirs: "send-outlook-email",
    ours: "outlook-send",
    pattern: "Sends again whatever failed; any signed-in user",
    input: {
      ours: { to: "ann@example.com", subject: "Your order 42", text: "It is on its way." },
      theirs: { to: "ann@example.com", subject: "Your order 42", body: "It is on its way." },
    },
    fields: [
      { ours: "to", theirs: "to", needed: true },
      { ours: "subject", theirs: "subject" },
      { ours: "text", theirs: "body", needed: true },
    ],
  },
  {
    theirs: "sync-hubspot-contact",
    ours: "hubspot-upsert-contact",
    pattern:
      "Presence is all that is checked; the provider's answer logged and passed on; no check who calls",
    input: {
      ours: { email: "ada@example.com", firstName: "Ada", lastName: "Lovelace" },
      theirs: { email: "ada@example.com", first_name: "Ada", last_name: "Lovelace" },
    },
    fields: [
      { ours: "email", theirs: "email", needed: true },
      { ours: "firstName", theirs: "first_name" },
      { ours: "lastName", theirs: "last_name" },
    ],
  },
  {
    theirs: "share-drive-file",
    ours: "google-drive-share",
    pattern: "Admin by a field that users can write",
    input: {
      ours: { fileId: "1AbCdEfGhIjKlMnOpQrStUvWxYz012345", email: "grace@example.com", role: "writer" },
      theirs: { file_id: "1AbCdEfGhIjKlMnOpQrStUvWxYz012345", email: "grace@example.com", role: "writer" },
    },
    fields: [
      { ours: "fileId", theirs: "file_id", needed: true },
      { ours: "email", theirs: "email", needed: true },
      { ours: "role", theirs: "role" },
    ],
  },
  {
    theirs: "get-search-analytics",
    ours: "search-console-query",
    pattern: "The stack in the answer; checks the role, escapes the path",
    input: {
      ours: {
        siteUrl: "https://www.example.com/",
        start: "2026-05-16",
        end: "2026-06-12",
        dimensions: ["query", "page"],
        limit: 2,
      },
      theirs: {
        site_url: "https://www.example.com/",
        start_date: "2026-05-16",
        end_date: "2026-06-12",
        limit: 2,
      },
    },
    fields: [
      { ours: "siteUrl", theirs: "site_url", needed: true },
      { ours: "start", theirs: "start_date" },
      { ours: "end", theirs: "end_date" },
    ],
  },
];
