/**
 * Examples that are true to Google's contracts.
 *
 * @module
 */
import { sample, type Samples } from "./sample.ts";

const DRIVE_FILE = {
  id: "1AbCdEfGhIjKlMnOpQrStUvWxYz012345",
  name: "report.pdf",
  mimeType: "application/pdf",
  size: "48211",
  parents: ["0AMadeUpRootPVA"],
  webViewLink: "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/view?usp=drivesdk",
  createdTime: "2026-03-12T07:33:08.120Z",
  trashed: false,
  owners: [{ displayName: "Ada", emailAddress: "ada@example.com" }],
};

const DRIVE_SESSION = "https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable&upload_id=AAAA";

const EVENT_TIMES = {
  start: { dateTime: "2026-06-15T18:00:00Z", timeZone: "America/Los_Angeles" },
  end: { dateTime: "2026-06-15T19:00:00Z", timeZone: "America/Los_Angeles" },
};

export const GOOGLE_SAMPLES: Samples = {
  "Gmail sends": sample("gmail", {
    route: "POST /gmail/v1/users/me/messages/send",
    request: {
      method: "POST",
      url: "https://gmail.googleapis.com/gmail/v1/users/me/messages/send",
      json: { raw: "VG86IGFAZXhhbXBsZS5jb20NClN1YmplY3Q6IEhpDQo", threadId: "19dda58832469c79" },
    },
    response: {
      status: 200,
      json: { id: "19dda58832469c79", threadId: "19dda58832469c79", labelIds: ["SENT"] },
    },
  }),

  "Gmail searches": sample("gmail", {
    route: "GET /gmail/v1/users/me/messages",
    request: {
      method: "GET",
      url:
        "https://gmail.googleapis.com/gmail/v1/users/me/messages?q=from%3Aada&maxResults=20&labelIds=INBOX&labelIds=UNREAD",
    },
    response: {
      status: 200,
      json: {
        messages: [{ id: "19dda5888dc95981", threadId: "19dda58832469c79" }],
        nextPageToken: "09214810714760160262",
        resultSizeEstimate: 201,
      },
    },
  }),

  "Gmail limits": sample("gmail", {
    route: "GET /gmail/v1/users/me/messages",
    request: { method: "GET", url: "https://gmail.googleapis.com/gmail/v1/users/me/messages" },
    response: {
      status: 403,
      json: {
        error: {
          code: 403,
          message: "User-rate limit exceeded.  Retry after 2026-09-11T20:00:00.000Z",
          errors: [{
            message: "User-rate limit exceeded.",
            domain: "usageLimits",
            reason: "rateLimitExceeded",
          }],
          status: "PERMISSION_DENIED",
        },
      },
    },
  }),

  "Google Calendar creates": sample("googlecalendar", {
    route: "POST /calendar/v3/calendars/{calendarId}/events",
    request: {
      method: "POST",
      url:
        "https://www.googleapis.com/calendar/v3/calendars/primary/events?sendUpdates=all&conferenceDataVersion=1",
      json: { id: "jmklr1fs5tuk2nlmc88lh1g324", summary: "Test Meeting", ...EVENT_TIMES },
    },
    response: {
      status: 200,
      json: {
        kind: "calendar#event",
        etag: '"3546600868165854"',
        id: "jmklr1fs5tuk2nlmc88lh1g324",
        status: "confirmed",
        htmlLink: "https://www.google.com/calendar/event?eid=abc",
        created: "2026-03-12T07:27:13.000Z",
        summary: "Test Meeting",
        creator: { email: "owner@example.com", self: true },
        ...EVENT_TIMES,
        iCalUID: "jmklr1fs5tuk2nlmc88lh1g324@google.com",
        sequence: 0,
        reminders: { useDefault: true },
        eventType: "default",
      },
    },
  }),

  "Google Sheets appends": sample("googlesheets", {
    route: "POST /v4/spreadsheets/{spreadsheetId}/values/{range}:append",
    request: {
      method: "POST",
      url:
        "https://sheets.googleapis.com/v4/spreadsheets/1nJusnP5l6i2BJsGcZHtPWkwExample/values/Sheet1!A1%3AC1:append" +
        "?valueInputOption=RAW&insertDataOption=INSERT_ROWS",
      json: { majorDimension: "ROWS", values: [["Ada", 7, true]] },
    },
    response: {
      status: 200,
      json: {
        spreadsheetId: "1nJusnP5l6i2BJsGcZHtPWkwExample",
        tableRange: "Sheet1!A1:C3",
        updates: { updatedRange: "Sheet1!A4:C4", updatedRows: 1, updatedColumns: 3, updatedCells: 3 },
      },
    },
  }),

  "Google Drive uploads in chunks": sample(
    "googledrive",
    {
      route: "POST /upload/drive/v3/files",
      request: {
        method: "POST",
        url: "https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable&supportsAllDrives=true",
        json: { name: "report.pdf", parents: ["0AMadeUpRootPVA"] },
      },
      response: { status: 200, headers: { Location: DRIVE_SESSION } },
    },
    {
      route: "PUT /upload/drive/v3/files",
      request: {
        method: "PUT",
        url: DRIVE_SESSION,
        headers: { "Content-Range": "bytes 0-4/10" },
        base64: "aGVsbG8=",
      },
      response: { status: 308, headers: { Range: "bytes=0-4" } },
    },
    {
      route: "PUT /upload/drive/v3/files",
      request: {
        method: "PUT",
        url: DRIVE_SESSION,
        headers: { "Content-Range": "bytes 5-9/10" },
        base64: "aGVsbG8=",
      },
      response: { status: 200, json: DRIVE_FILE },
    },
  ),

  "Google Drive uploads in one request": sample("googledrive", {
    route: "POST /upload/drive/v3/files",
    request: {
      method: "POST",
      url: "https://www.googleapis.com/upload/drive/v3/files?uploadType=multipart",
      headers: { "Content-Type": "multipart/related; boundary=b1" },
      text: '--b1\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{"name":"a.txt"}\r\n' +
        "--b1\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b1--",
    },
    response: { status: 200, json: DRIVE_FILE },
  }),

  "Google Drive downloads": sample("googledrive", {
    route: "GET /drive/v3/files/{fileId}",
    request: {
      method: "GET",
      url: "https://www.googleapis.com/drive/v3/files/1AbC?alt=media&supportsAllDrives=true",
    },
    response: { status: 200, headers: { "Content-Type": "application/pdf" }, base64: "aGVsbG8=" },
  }),
};
