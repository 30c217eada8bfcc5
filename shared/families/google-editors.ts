/**
 * What Google Docs and Google Slides have in common: IDs and addresses, text, pictures, revisions, and refusals.
 *
 * @see https://developers.google.com/workspace/docs/api/reference/rest
 * @see https://developers.google.com/workspace/slides/api/reference/rest
 * @module
 * @version 0.1.0
 */
import { defineService, type Service } from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";
import { defineGoogleService, type Reason } from "./google.ts";

export interface GoogleEditor {
  connector: string;
  name: string;
  baseUrl: string;
  kind: "document" | "presentation";
  /** The next step, by what Google's message is about: its codes do not tell these refusals apart. */
  hints?: readonly [RegExp, string][];
}

export function defineGoogleEditor({ kind, hints = [], ...google }: GoogleEditor): Service {
  const service = defineGoogleService({
    ...google,
    // Copying is Drive's, with the same token.
    hosts: ["www.googleapis.com"],
    reasons: editorReasons(google.name, kind),
  });
  return defineService({
    ...service,
    failure(answer) {
      const failure = service.failure(answer);
      if (failure?.code !== "provider_rejected" || failure.hint) return failure;
      const found = [PICTURE_HINT, ...hints].find(([pattern]) => pattern.test(failure.message));
      return { ...failure, hint: found?.[1] };
    },
  });
}

const PICTURE_HINT: [RegExp, string] = [
  /problem retrieving the/,
  "Use an https address that needs no sign-in, of a PNG, JPEG or GIF below 50 MB and 25 megapixels",
];

function editorReasons(name: string, kind: string): ReadonlyMap<string, Reason> {
  const share = `Share the ${kind} with the connected Google account, as an editor where it is changed`;
  const missing: Reason = {
    code: "not_found",
    message: `${name} has no such ${kind}, or the connected account cannot open it`,
    hint: `Check the ID. ${share}. With the scope drive.file only files that this app made are seen`,
  };
  const denied: Reason = {
    code: "provider_denied",
    message: `The connected Google account may not do this with this ${kind}`,
    hint: share,
  };
  return new Map([
    ["NOT_FOUND", missing],
    ["notFound", missing],
    ["PERMISSION_DENIED", denied],
    ["forbidden", denied],
    ["insufficientFilePermissions", denied],
    ["appNotAuthorizedToFile", {
      code: "provider_denied",
      message: `The ${name} connection may only use files that this app made`,
      hint: `Add the scope https://www.googleapis.com/auth/drive to the connector to use any ${kind}`,
    }],
    ["FAILED_PRECONDITION", {
      code: "provider_rejected",
      hint: `Office files in Drive have to be saved as a Google ${kind} first: use the new file's ID`,
    }],
    ["exportSizeLimitExceeded", {
      code: "provider_rejected",
      message: `This ${kind} is too large to export: Google exports up to 10 MB`,
    }],
    ["cannotExportFile", {
      code: "provider_denied",
      message: `The owner of this ${kind} has switched off downloading`,
    }],
  ]);
}

/** An ID or an address. An address of a published copy (`/d/e/2PACX-...`) holds no ID. */
export function editorId(kind: GoogleEditor["kind"]) {
  const pattern = new RegExp(
    `^(?:[\\w-]{1,200}|https://docs\\.google\\.com/(?:a/[^/\\s]+/)?${kind}/(?:u/\\d+/)?d/([\\w-]{2,200})` +
      `(?:[/?#]\\S*)?)$`,
  );
  return z.string().max(2_000).regex(
    pattern,
    `expected the ID of a ${kind}, or its address such as https://docs.google.com/${kind}/d/<ID>/edit`,
  ).transform((text) => pattern.exec(text)?.[1] ?? text);
}

/** Neither API tells an address, but their IDs stand in it. */
export function editorUrl(kind: GoogleEditor["kind"], id: string): string {
  return `https://docs.google.com/${kind}/d/${encodeURIComponent(id)}/edit`;
}

/**
 * Text as Google keeps it. It drops control and private-use characters without a word, after which every index
 * that was computed with them would be wrong.
 */
export function editorText(maxLength: number) {
  return z.string().max(maxLength).transform((text) =>
    text.replace(/\r\n?/g, "\n").replace(
      /\p{Cc}/gu,
      (control) => control >= "\u007f" || "\t\n\v".includes(control) ? control : "",
    ).replace(/[\ue000-\uf8ff]/g, "")
      .toWellFormed()
  );
}

/** Google's own servers fetch a picture, once. */
export const pictureUrl = z.url({ protocol: /^https$/ }).max(2_000);

/** What both APIs answer to a batch of requests; numbers that are zero are absent. */
export const BatchAnswer = z.object({
  replies: z.array(z.object({
    replaceAllText: Replaced().optional(),
    replaceAllShapesWithImage: Replaced().optional(),
  })).default([]),
  writeControl: z.object({ requiredRevisionId: z.string().optional() }).optional(),
});
export type BatchAnswer = z.output<typeof BatchAnswer>;

function Replaced() {
  return z.object({ occurrencesChanged: z.int().default(0) });
}
