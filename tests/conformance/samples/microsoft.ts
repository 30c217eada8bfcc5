/**
 * Examples that are true to Microsoft Graph's contracts.
 *
 * @module
 */
import { sample, type Samples } from "./sample.ts";

const ONE_DRIVE_SESSION =
  "https://my.microsoftpersonalcontent.com/personal/ab12/_api/v2.0/drive/items/01YED5/uploadSession?guid='deadbeef'&tempauth=v1e.made.up";

export const MICROSOFT_SAMPLES: Samples = {
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
};
