/**
 * Google Drive over its emulator: ids that the client chooses, uploads in every form, searches by name.
 *
 * @module
 */
import * as z from "zod";
import type { Adapter, Send } from "./definition.ts";
import { readParts, type Upload, writeParts } from "./google-drive-parts.ts";
import { readNameTests } from "./google-drive-query.ts";
import { UploadSessions } from "./google-drive-sessions.ts";
import { makeOnce, passOn, readResource } from "./google-json.ts";
import { ChosenIds } from "./ids.ts";

const FILES = "/drive/v3/files";
const UPLOAD = `/upload${FILES}`;
const CONFLICT = { reason: "conflict", message: "A file already exists with the provided ID." };
const Listing = z.looseObject({ files: z.array(z.looseObject({ name: z.string() })) });

export const DRIVE_ROUTES = [`GET ${FILES}/generateIds`, `PUT ${UPLOAD}`];

export function createDriveAdapter(): Adapter {
  const ids = new ChosenIds();
  const sessions = new UploadSessions();

  return async (request, emulator) => {
    const url = new URL(request.url);
    const authorization = request.headers.get("authorization") ?? "";
    const upload = (body: Upload, as = authorization) => makeFile(ids, url, as, body, emulator);
    switch (`${request.method} ${url.pathname}`) {
      case `GET ${FILES}/generateIds`:
        return await refusal(request, emulator) ?? generateIds(Number(url.searchParams.get("count") ?? 10));
      case `GET ${FILES}`:
        return await listFiles(ids, request, emulator);
      case `POST ${FILES}`: {
        const { headers } = request;
        return await makeOnce(
          ids,
          await readResource(request),
          (file) => emulator(new Request(url, { method: "POST", headers, body: JSON.stringify(file) })),
          CONFLICT,
        );
      }
      case `PUT ${UPLOAD}`:
        return await sessions.put(request, upload);
      case `POST ${UPLOAD}`: {
        if (url.searchParams.get("uploadType") === "resumable") {
          return await refusal(request, emulator) ?? await sessions.open(request);
        }
        const type = request.headers.get("content-type") ?? "";
        const parts = readParts(type, new Uint8Array(await request.arrayBuffer()));
        return parts && await upload(parts);
      }
    }
    if (url.searchParams.get("alt") === "media") {
      return await emulator(new Request(ids.urlToEmulator(request.url), request));
    }
    return await passOn(ids, request, emulator);
  };
}

function makeFile(
  ids: ChosenIds,
  url: URL,
  authorization: string,
  upload: Upload,
  emulator: Send,
): Promise<Response> {
  return makeOnce(
    ids,
    upload.metadata,
    (metadata) => {
      const { type, body } = writeParts({ ...upload, metadata });
      const headers = { authorization, "content-type": type };
      return emulator(new Request(new URL(UPLOAD, url), { method: "POST", headers, body }));
    },
    CONFLICT,
  );
}

/** Ids as Drive's own: 33 characters. */
function generateIds(count: number): Response {
  const ids = Array.from({ length: count }, () => {
    return `1${Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString("base64url")}`;
  });
  return Response.json({ kind: "drive#generatedIds", space: "drive", ids });
}

async function listFiles(ids: ChosenIds, request: Request, emulator: Send): Promise<Response | undefined> {
  const tests = readNameTests(new URL(request.url).searchParams.get("q") ?? "");
  if (!tests) return undefined;
  const response = await passOn(ids, request, emulator);
  if (!response.ok || tests.length === 0) return response;
  const { files, ...listing } = Listing.parse(await response.json());
  return Response.json({ ...listing, files: files.filter(({ name }) => tests.every((test) => test(name))) });
}

/** The emulator's answer to somebody whom it does not know, for what it does not see itself. */
async function refusal(request: Request, emulator: Send): Promise<Response | undefined> {
  const authorization = request.headers.get("authorization") ?? "";
  const response = await emulator(new Request(new URL(FILES, request.url), { headers: { authorization } }));
  return response.ok ? undefined : response;
}
