/**
 * What the fault matrix cannot tell from a function's definition and its example. Every entry gives its reason,
 * and one that is not needed fails.
 *
 * @module
 */
import type { Expected, FaultName } from "./faults/fault.ts";

/**
 * Provider requests that are not what their method says. GET, HEAD, GraphQL queries and everything in functions
 * with the effect `read` only read; PUT and DELETE may be repeated; every other request is made once and leaves something behind.
 */
export interface Route {
  function: string;
  route: string;
  /** Changes nothing that anybody sees: it may be repeated, and a later failure is not `partial`. */
  reads?: true;
  /** A second identical request does nothing more; `false` for a PUT or DELETE of which it does. */
  repeatable?: boolean;
  reason: string;
}

export const ROUTES: readonly Route[] = [
  {
    function: "box-upload",
    route: "POST /api/2.0/files/content",
    repeatable: true,
    reason: "Names are unique, and the same content under the same name is what the first request made",
  },
  {
    function: "dropbox-upload",
    route: "POST /2/files/upload",
    repeatable: true,
    reason: "The same content under the same name changes nothing",
  },
  {
    function: "dropbox-share",
    route: "POST /2/sharing/create_shared_link_with_settings",
    repeatable: true,
    reason: "A link that the first request made is found after the second",
  },
  {
    function: "discord-edit-post",
    route: "PATCH /api/v10/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
    repeatable: true,
    reason: "The same text again is the same message",
  },
  {
    function: "github-update-issue",
    route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
    repeatable: true,
    reason: "The same values set twice are the same values",
  },
  {
    function: "linear-create-issue",
    route: "POST /graphql",
    repeatable: true,
    reason: "The issue's ID is chosen before, so a second one is refused",
  },
  {
    function: "linear-update-issue",
    route: "POST /graphql",
    repeatable: true,
    reason: "The same values set twice are the same values",
  },
  {
    function: "linear-comment",
    route: "POST /graphql",
    repeatable: true,
    reason: "The comment's ID is chosen before, so a second one is refused",
  },
  {
    function: "airtable-update-records",
    route: "PATCH /v0/{baseId}/{table}",
    repeatable: true,
    reason: "The same values go to the same records",
  },
  {
    function: "airtable-upsert-records",
    route: "PATCH /v0/{baseId}/{table}",
    repeatable: true,
    reason: "What the first request has created, the second one finds",
  },
  {
    function: "bigquery-execute",
    route: "POST /bigquery/v2/projects/{projectId}/jobs",
    reads: true,
    reason: "A trial run changes nothing",
  },
  {
    function: "bigquery-execute",
    route: "POST /bigquery/v2/projects/{projectId}/queries",
    repeatable: true,
    reason: "BigQuery runs a change with the same requestId once",
  },
  {
    function: "bigquery-insert-rows",
    route: "POST /bigquery/v2/projects/{projectId}/datasets/{datasetId}/tables/{tableId}/insertAll",
    repeatable: true,
    reason: "BigQuery drops rows whose insertId it has just seen",
  },
  {
    function: "google-calendar-create-event",
    route: "POST /calendar/v3/calendars/{calendarId}/events",
    repeatable: true,
    reason: "The event's ID is chosen before, and Calendar refuses a second event with it",
  },
  {
    function: "google-drive-upload",
    route: "POST /upload/drive/v3/files",
    repeatable: true,
    reason: "The file's ID is chosen before, and Drive makes no second file of it",
  },
  {
    function: "google-sheets-update",
    route: "POST /v4/spreadsheets/{spreadsheetId}/values:batchUpdate",
    repeatable: true,
    reason: "The same values go to the same cells",
  },
  {
    function: "google-sheets-upsert",
    route: "POST /v4/spreadsheets/{spreadsheetId}/values:batchUpdate",
    repeatable: true,
    reason: "The same values go to the same cells",
  },
  {
    function: "hubspot-batch-upsert",
    route: "POST /crm/objects/2026-03/{objectType}/batch/upsert",
    repeatable: true,
    reason: "A record that the first request made is found by its unique value by the second",
  },
  {
    function: "hubspot-upsert-contact",
    route: "PATCH /crm/objects/2026-03/contacts/{id}",
    repeatable: true,
    reason: "The same values in the same contact",
  },
  {
    function: "hubspot-upsert-contact",
    route: "POST /crm/objects/2026-03/contacts",
    repeatable: true,
    reason: "HubSpot makes no second contact with the same address",
  },
  {
    function: "salesforce-update-record",
    route: "PATCH /services/data/v66.0/sobjects/{object}/{id}",
    repeatable: true,
    reason: "The same values in the same record",
  },
  {
    function: "salesforce-upsert-record",
    route: "PATCH /services/data/v66.0/sobjects/{object}/{externalIdField}/{externalId}",
    repeatable: true,
    reason: "A record that the first request made is found by its external ID by the second",
  },
  {
    function: "notion-update-page",
    route: "PATCH /v1/pages/{id}",
    repeatable: true,
    reason: "The same values go to the same page",
  },
  ...["onedrive-upload", "sharepoint-upload"].flatMap((name): Route[] => [
    {
      function: name,
      route: "PUT /v1.0/{+drive}/{+folder}:/{+file}:/content",
      repeatable: false,
      reason: "A second file of this name gets a number",
    },
    {
      function: name,
      route: "POST /v1.0/{+drive}/{+folder}:/{+file}:/createUploadSession",
      reads: true,
      reason: "A session that is not completed is no file",
    },
  ]),
  {
    function: "onedrive-share",
    route: "POST /v1.0/{+drive}/items/{fileId}/createLink",
    repeatable: true,
    reason: "The link that is there is answered again",
  },
  {
    function: "teams-send-chat",
    route: "POST /v1.0/chats",
    repeatable: true,
    reason: "Two people have one chat, which is answered again",
  },
  {
    function: "linkedin-post-images",
    route: "POST /rest/images",
    reads: true,
    reason: "An upload address that nobody uses does nothing",
  },
  {
    function: "linkedin-post-images",
    route: "PUT /dms-uploads/{+path}",
    reads: true,
    reason: "An image that is in no post is shown to nobody",
  },
  {
    function: "tiktok-publish-video",
    route: "POST /v2/post/publish/creator_info/query/",
    reads: true,
    reason: "Tells what the account may post",
  },
  {
    function: "slackbot-dm",
    route: "POST /api/conversations.open",
    reads: true,
    reason: "An open conversation without a message is shown to nobody",
  },
  {
    function: "slackbot-upload-file",
    route: "POST /api/files.getUploadURLExternal",
    reads: true,
    reason: "An upload address that nobody uses does nothing",
  },
  {
    function: "slackbot-upload-file",
    route: "POST /upload/v1/{id}",
    reads: true,
    reason: "An upload that is not completed is shown to nobody",
  },
  {
    function: "wix-create-contact",
    route: "POST /contacts/v4/contacts",
    repeatable: true,
    reason: "Wix refuses a second contact with the same address",
  },
  {
    function: "wix-save-data",
    route: "PATCH /wix-data/v2/items/{id}",
    repeatable: true,
    reason: "The same values go to the same item",
  },
  {
    function: "wix-save-data",
    route: "POST /wix-data/v2/items/save",
    repeatable: true,
    reason: "The item's ID is chosen before, so the second request replaces it by the same one",
  },
];

/** Reads that a function makes once more for less, after the provider refused the whole. */
export const NARROWED: readonly Pick<Route, "function" | "route" | "reason">[] = [
  {
    function: "tiktok-get-profile",
    route: "GET /v2/user/info/",
    reason: "One field without its scope fails the whole request",
  },
];

/** Faults that a function takes in a way of its own. */
export interface Exception {
  function: string;
  fault: FaultName;
  /** Only there; at every request where absent. */
  route?: string;
  /** What is different from the usual, or the example that records what happens instead. */
  expect: Partial<Expected> | { example: string };
  reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    function: "dropbox-upload",
    fault: "409",
    expect: { example: "name-taken" },
    reason: "A name that is taken is no failure: the file gets another one",
  },
  {
    function: "gmail-search",
    fault: "404",
    route: "GET /gmail/v1/users/me/messages/{id}",
    expect: { example: "deleted-meanwhile" },
    reason: "A message may be deleted after it was listed",
  },
  {
    function: "google-calendar-create-event",
    fault: "409",
    route: "POST /calendar/v3/calendars/{calendarId}/events",
    expect: { example: "answer-lost" },
    reason: "The ID is new, so what has it already is the event that was to be made",
  },
  {
    function: "google-drive-upload",
    fault: "409",
    route: "POST /upload/drive/v3/files",
    expect: { example: "lost-answer" },
    reason: "The ID is new, so what has it already is the file that was to be made",
  },
  {
    function: "hubspot-get-record",
    fault: "404",
    expect: { example: "no-such-record" },
    reason: "No such record is an answer",
  },
  {
    function: "hubspot-upsert-contact",
    fault: "404",
    route: "PATCH /crm/objects/2026-03/contacts/{id}",
    expect: { example: "success" },
    reason: "What is not there is created",
  },
  {
    function: "hubspot-upsert-contact",
    fault: "409",
    route: "POST /crm/objects/2026-03/contacts",
    expect: { example: "created-meanwhile" },
    reason: "What is there meanwhile is updated",
  },
  {
    function: "salesforce-get-record",
    fault: "404",
    expect: { example: "no-such-record" },
    reason: "No such record is an answer",
  },
  {
    function: "salesforce-upsert-record",
    fault: "empty",
    expect: { example: "updated-without-answer" },
    reason: "Salesforce may update without telling the ID",
  },
  {
    function: "notion-query",
    fault: "404",
    route: "GET /v1/databases/{id}",
    expect: { example: "data-source-id" },
    reason: "The ID may be a data source's",
  },
  {
    function: "notion-create-page",
    fault: "404",
    route: "GET /v1/databases/{id}",
    expect: { example: "data-source-id" },
    reason: "The ID may be a data source's",
  },
  {
    function: "notion-get-database",
    fault: "404",
    route: "GET /v1/databases/{id}",
    expect: { example: "data-source-id" },
    reason: "The ID may be a data source's",
  },
  {
    function: "slackbot-dm",
    fault: "missing scope",
    route: "POST /api/conversations.open",
    expect: { example: "without-im-write" },
    reason: "A bot without im:write may still post to a user's ID",
  },
  {
    function: "slackbot-find-user",
    fault: "404",
    expect: { example: "nobody" },
    reason: "Nobody with this address is an answer",
  },
  {
    function: "discord-get-membership",
    fault: "404",
    expect: { example: "no-member" },
    reason: "Not to be in a server is an answer",
  },
  {
    function: "linkedin-list-organizations",
    fault: "404",
    route: "GET /rest/organizations/{id}",
    expect: { example: "deleted-page" },
    reason: "A page may be gone while the role in it is still there",
  },
  {
    function: "linkedin-post-images",
    fault: "429 short",
    expect: { example: "slow-down" },
    reason: "It also waits until LinkedIn has processed the images",
  },
  {
    function: "linkedin-post-images",
    fault: "file",
    expect: { example: "not-an-image" },
    reason: "LinkedIn takes images only",
  },
  {
    function: "tiktok-get-profile",
    fault: "missing scope",
    expect: { example: "without-stats" },
    reason: "Without a scope, only the parts that need it are left out",
  },
  {
    function: "tiktok-publish-video",
    fault: "file",
    expect: { example: "not-a-video" },
    reason: "TikTok takes videos only",
  },
];
