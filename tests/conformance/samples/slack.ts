/**
 * Examples that are true to Slack's contracts.
 *
 * @module
 */
import { sample, type Samples } from "./sample.ts";

export const SLACK_SAMPLES: Samples = {
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
};
