/**
 * Examples that are true to other providers' contracts.
 *
 * @module
 */
import { sample, type Samples } from "./sample.ts";

export const OTHERS_SAMPLES: Samples = {
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
};
