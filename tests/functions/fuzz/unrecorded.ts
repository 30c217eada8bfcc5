/**
 * Requests that functions make but no example records, since an example would have to hold megabytes.
 *
 * @module
 */
import type { Exchange } from "../../../sandbox/example.ts";

const SENT_MAIL: Exchange["response"] = {
  status: 200,
  json: { id: "19dda5a1b2c3d4e5", threadId: "19dda5a1b2c3d4e5", labelIds: ["SENT"] },
};

export interface Unrecorded {
  function: string;
  /** What makes an example's input large enough. */
  grown: Record<string, unknown>;
  exchange: Exchange;
}

export const UNRECORDED: readonly Unrecorded[] = ["gmail-send", "gmail-reply"].map((name) => (
  {
    function: name,
    grown: { text: "é".repeat(900_000), html: "é".repeat(900_000) },
    exchange: {
      request: {
        method: "POST",
        url: "https://gmail.googleapis.com/upload/gmail/v1/users/me/messages/send?uploadType=multipart",
      },
      route: "POST /upload/gmail/v1/users/me/messages/send",
      response: SENT_MAIL,
    },
  }
));
