/**
 * Examples that are true to the providers, for the tests of the checks: bodies as the dossiers give them.
 *
 * @module
 */
import type { Example, Exchange } from "../../sandbox/example.ts";

export interface Sample {
  connector: string;
  example: Example;
}

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

const ONE_DRIVE_SESSION =
  "https://my.microsoftpersonalcontent.com/personal/ab12/_api/v2.0/drive/items/01YED5/uploadSession?guid='deadbeef'&tempauth=v1e.made.up";

const LINEAR_DOCUMENT = `
  mutation ($input: IssueCreateInput!) {
    issueCreate(input: $input) { success issue { ...Issue state { id name type } } }
  }
  fragment Issue on Issue { id identifier title priority dueDate createdAt labels(first: 20) { nodes { id name } } }`;

const EVENT_TIMES = {
  start: { dateTime: "2026-06-15T18:00:00Z", timeZone: "America/Los_Angeles" },
  end: { dateTime: "2026-06-15T19:00:00Z", timeZone: "America/Los_Angeles" },
};

export const SAMPLES: Record<string, Sample> = {
  "Slack Bot posts": sample("slackbot", {
    route: "POST /api/chat.postMessage",
    request: {
      method: "POST",
      url: "https://slack.com/api/chat.postMessage",
      json: { channel: "C0AGWLS4CQ3", text: "Order 42 shipped" },
    },
    response: {
      status: 200,
      json: {
        ok: true,
        channel: "C0AGWLS4CQ3",
        ts: "1773301243.651609",
        message: {
          user: "U0AH6N4H6MA",
          type: "message",
          ts: "1773301243.651609",
          bot_id: "B0AHXCCPN2U",
          app_id: "A09BGMXLWL9",
          text: "Order 42 shipped",
          team: "T0AH32UST18",
          bot_profile: { id: "B0AHXCCPN2U", name: "Shop app", deleted: false },
        },
      },
    },
  }),

  "Slack Bot refuses inside a 200": sample("slackbot", {
    route: "POST /api/chat.postMessage",
    request: {
      method: "POST",
      url: "https://slack.com/api/chat.postMessage",
      json: { channel: "C0AGWLS4CQ3", text: "Order 42 shipped" },
    },
    response: { status: 200, json: { ok: false, error: "not_in_channel" } },
  }),

  "Slack Bot uploads": sample(
    "slackbot",
    {
      route: "POST /api/files.getUploadURLExternal",
      request: {
        method: "POST",
        url: "https://slack.com/api/files.getUploadURLExternal",
        form: { filename: "2024", length: "1024" },
      },
      response: {
        status: 200,
        json: {
          ok: true,
          upload_url: "https://files.slack.com/upload/v1/CwABAAAAXAoAAcx",
          file_id: "F0ALH8CK2P3",
        },
      },
    },
    {
      route: "POST /upload/v1/{token}",
      request: {
        method: "POST",
        url: "https://files.slack.com/upload/v1/CwABAAAAXAoAAcx",
        headers: { "Content-Type": "application/octet-stream" },
        base64: "aGVsbG8=",
      },
      response: { status: 200, text: "OK - 1024" },
    },
    {
      route: "POST /api/files.completeUploadExternal",
      request: {
        method: "POST",
        url: "https://slack.com/api/files.completeUploadExternal",
        json: { files: [{ id: "F0ALH8CK2P3", title: "report.csv" }], channel_id: "C0AGWLS4CQ3" },
      },
      response: {
        status: 200,
        json: {
          ok: true,
          files: [{ id: "F0ALH8CK2P3", title: "report.csv", mimetype: "text/csv", size: 1024 }],
        },
      },
    },
  ),

  "Slack Bot lists": sample("slackbot", {
    route: "GET /api/conversations.list",
    request: {
      method: "GET",
      url: "https://slack.com/api/conversations.list?types=public_channel&exclude_archived=true&limit=200",
    },
    response: {
      status: 200,
      json: {
        ok: true,
        channels: [{
          id: "C0AGWLS4CQ3",
          name: "all-hands",
          is_channel: true,
          is_archived: false,
          created: 1772031275,
          num_members: 2,
          topic: { value: "", creator: "", last_set: 0 },
        }],
        response_metadata: { next_cursor: "dGVhbTpDMDYxRkE1UEI=" },
      },
    },
  }),

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

  "GitHub creates": sample("github", {
    route: "POST /repos/{owner}/{repo}/issues",
    request: {
      method: "POST",
      url: "https://api.github.com/repos/acme/site/issues",
      json: { title: "Broken link", body: "On the front page.", labels: ["bug"], assignees: [] },
    },
    response: {
      status: 422,
      json: {
        message: "Validation Failed",
        errors: [{ value: "ghost-user", resource: "Issue", field: "assignees", code: "invalid" }],
        documentation_url: "https://docs.github.com/rest/issues/issues#create-an-issue",
      },
    },
  }),

  "GitHub searches": sample("github", {
    route: "GET /search/issues",
    request: {
      method: "GET",
      url: "https://api.github.com/search/issues?q=repo%3Aacme%2Fsite&sort=comments&per_page=50",
    },
    response: {
      status: 200,
      json: { total_count: 0, incomplete_results: false, search_type: "lexical", items: [] },
    },
  }),

  "Notion queries": sample("notion", {
    route: "POST /v1/data_sources/{dataSourceId}/query",
    request: {
      method: "POST",
      url: "https://api.notion.com/v1/data_sources/ad9a7274-6fda-417c-a38b-377f296e7293/query",
      headers: { "Notion-Version": "2026-03-11" },
      json: {
        page_size: 50,
        filter: { and: [{ property: "Status", status: { equals: "Done" } }] },
        sorts: [{ timestamp: "created_time", direction: "ascending" }],
      },
    },
    response: {
      status: 400,
      json: {
        object: "error",
        status: 400,
        code: "validation_error",
        message: "body failed validation: body.page_size should be ≤ `100`, instead was `500`.",
        request_id: "42bf376b-4352-46e1-9c06-ed0fcda15659",
      },
    },
  }),

  "Airtable lists": sample("airtable", {
    route: "POST /v0/{baseId}/{table}/listRecords",
    request: {
      method: "POST",
      url: "https://api.airtable.com/v0/appAbCdEfGhIjKlMn/Tasks/listRecords",
      json: { pageSize: 50, fields: ["Name"], sort: [{ field: "Name", direction: "asc" }] },
    },
    response: {
      status: 200,
      json: {
        records: [{
          id: "rec0YSum488QkBuvM",
          createdTime: "2026-01-05T16:36:07.000Z",
          fields: { Name: "Launch", "Done %": 0.3, Range: { error: "#ERROR!" } },
        }],
        offset: "itrqdYWaANUFkLJQn/recgCZeXd5hohgAaK",
      },
    },
  }),

  "Outlook sends": sample("outlook", {
    route: "POST /v1.0/me/sendMail",
    request: {
      method: "POST",
      url: "https://graph.microsoft.com/v1.0/me/sendMail",
      json: {
        message: {
          subject: "Hi",
          body: { contentType: "text", content: "Hello" },
          toRecipients: [{ emailAddress: { address: "ada@example.com" } }],
          attachments: [{
            "@odata.type": "#microsoft.graph.fileAttachment",
            name: "a.txt",
            contentType: "text/plain",
            contentBytes: "aGVsbG8=",
          }],
        },
        saveToSentItems: true,
      },
    },
    response: { status: 202 },
  }),

  "Outlook lists": sample("outlook", {
    route: "GET /v1.0/me/messages",
    request: {
      method: "GET",
      url:
        "https://graph.microsoft.com/v1.0/me/messages?$top=10&$select=id,subject,from&$orderby=receivedDateTime%20desc",
    },
    response: {
      status: 200,
      json: {
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users('me%40example.com')/messages",
        value: [{
          "@odata.etag": 'W/"CQAAABYAAAB5"',
          id: "AAMkAGI2TG93AAA=",
          subject: "New app(s) connected",
          importance: "normal",
          from: { emailAddress: { name: "Account team", address: "no-reply@example.com" } },
        }],
        "@odata.nextLink": "https://graph.microsoft.com/v1.0/me/messages?%24top=1&%24skip=1",
      },
    },
  }),

  "OneDrive uploads in chunks": sample(
    "one_drive",
    {
      route: "POST /v1.0/me/drive/root:/{+path}:/createUploadSession",
      request: {
        method: "POST",
        url: "https://graph.microsoft.com/v1.0/me/drive/root:/Reports/a.pdf:/createUploadSession",
        json: { item: { "@microsoft.graph.conflictBehavior": "rename" } },
      },
      response: {
        status: 200,
        json: {
          "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.uploadSession",
          expirationDateTime: "2026-05-06T21:45:11.275Z",
          nextExpectedRanges: ["0-"],
          uploadUrl: ONE_DRIVE_SESSION,
        },
      },
    },
    {
      route: "PUT /{+path}",
      request: {
        method: "PUT",
        url: ONE_DRIVE_SESSION,
        headers: { "Content-Range": "bytes 0-4/10" },
        base64: "aGVsbG8=",
      },
      response: {
        status: 202,
        json: { expirationDateTime: "2026-05-06T21:46:00.000Z", nextExpectedRanges: ["5-"] },
      },
    },
  ),

  "Salesforce queries": sample("salesforce", {
    route: "GET /services/data/v66.0/query",
    request: {
      method: "GET",
      url: "https://acme.my.salesforce.com/services/data/v66.0/query?q=SELECT%20Id%20FROM%20Account",
    },
    response: {
      status: 200,
      json: {
        totalSize: 1,
        done: true,
        records: [{
          attributes: { type: "Account", url: "/services/data/v66.0/sobjects/Account/001dM00003jU9GxQAK" },
          Id: "001dM00003jU9GxQAK",
        }],
      },
    },
  }),

  "Dropbox refuses": sample("dropbox", {
    route: "POST /2/files/upload",
    request: {
      method: "POST",
      url: "https://content.dropboxapi.com/2/files/upload",
      headers: {
        "Content-Type": "application/octet-stream",
        "Dropbox-API-Arg": '{"path":"/Reports/a.pdf","mode":"add","autorename":true}',
      },
      base64: "aGVsbG8=",
    },
    response: {
      status: 409,
      json: {
        error_summary: "path/conflict/file/..",
        error: {
          ".tag": "path",
          reason: { ".tag": "conflict", conflict: { ".tag": "file" } },
          upload_session_id: "pid_upload_session:MadeUp",
        },
      },
    },
  }),

  "Linear creates": sample("linear", {
    route: "POST /graphql",
    request: {
      method: "POST",
      url: "https://api.linear.app/graphql",
      json: {
        query: LINEAR_DOCUMENT,
        variables: {
          input: {
            teamId: "7df5329e-651f-4d1d-b519-78d44a509f11",
            title: "Checkout fails",
            dueDate: "2026-05-01",
            slaType: "all",
          },
        },
      },
    },
    response: {
      status: 200,
      json: {
        data: {
          issueCreate: {
            success: true,
            issue: {
              id: "d786ac7b-52ca-4bc0-a90a-1f5f5fe3c79c",
              identifier: "NAN-18",
              title: "Checkout fails",
              priority: 0,
              dueDate: null,
              createdAt: "2026-04-24T10:10:03.776Z",
              state: { id: "abe68e7e-3982-4aa6-8efa-c866ac1a3ae1", name: "Backlog", type: "backlog" },
              labels: { nodes: [] },
            },
          },
        },
      },
    },
  }),

  "Linear refuses inside a 200": sample("linear", {
    route: "POST /graphql",
    request: {
      method: "POST",
      url: "https://api.linear.app/graphql",
      json: { query: "query ($id: String!) { issue(id: $id) { id title } }", variables: { id: "NAN-99" } },
    },
    response: {
      status: 200,
      json: {
        errors: [{
          message: "Entity not found: Issue",
          path: ["issue"],
          extensions: { type: "invalid input", code: "INPUT_ERROR", statusCode: 400, userError: true },
        }],
        data: null,
      },
    },
  }),
};

function sample(connector: string, ...exchanges: Exchange[]): Sample {
  return { connector, example: { title: "A sample", exchanges, output: {} } };
}
