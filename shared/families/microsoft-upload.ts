/**
 * Uploads to OneDrive and SharePoint in chunks, by the session that Graph opens for a file.
 *
 * @see https://learn.microsoft.com/graph/api/driveitem-createuploadsession
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import type { Http, Reply } from "../runtime/http.ts";
import { inputError } from "../runtime/issues.ts";
import { failureMessage, type Service } from "../runtime/service.ts";
import type { Progress, UploadSession } from "../runtime/uploads.ts";
import * as z from "../runtime/zod.ts";
import { DriveItemAnswer, fileAddress } from "./microsoft-drive.ts";

/** What one request takes, whatever the age of the service behind it. */
export const MAX_PUT_BYTES = 4 * 1_024 ** 2;
/** The most that a file may have: 250 GB. */
export const MAX_DRIVE_FILE_BYTES = 250 * 1_024 ** 3;
/** Milliseconds for one request with content. */
export const UPLOAD_TIMEOUT = 60_000;
/** Graph takes multiples of 320 KiB, in order. */
const CHUNK_SIZE = 16 * 320 * 1_024;
/** Refusals that the body explains: pre-signed addresses are otherwise judged by the status alone. */
const EXPLAINED = [400, 403, 409, 413, 416, 423, 507];

export const onConflict = z.enum(["fail", "replace", "rename"]).optional().describe(
  "What happens if the folder has a file of this name: fail, replace or rename, which is the default",
);
export type OnConflict = NonNullable<z.output<typeof onConflict>>;

/** Without a choice, some drives replace the file that is there. */
export const DEFAULT_ON_CONFLICT = "rename";

export const UploadSessionAnswer = z.object({ uploadUrl: z.string() });

/** What a session is told about its file. */
export function sessionItem(name: string, conflict: OnConflict) {
  return { item: { "@microsoft.graph.conflictBehavior": conflict, name } };
}

export function driveUpload(http: Http, service: Service, uploadUrl: string): UploadSession<DriveItemAnswer> {
  const address = fileAddress(uploadUrl);

  async function ask(): Promise<Progress<DriveItemAnswer>> {
    const { body } = await http.send("GET", address, { retry: false }).catch(withSessionWords);
    return progress(service, body);
  }

  return {
    chunkSize: CHUNK_SIZE,
    async send({ body, start, end, total }) {
      // A session is for content of known length that is not empty.
      if (!total) {
        throw inputError([{
          path: "size",
          message: "expected the number of bytes, which the source does not say",
        }]);
      }
      const reply = await http.send("PUT", address, {
        headers: {
          "content-type": "application/octet-stream",
          "content-range": `bytes ${start}-${end - 1}/${total}`,
        },
        body,
        accept: EXPLAINED,
        retry: false,
        timeout: UPLOAD_TIMEOUT,
      }).catch(withSessionWords);
      if (reply.status === 416) return await ask(); // It has these bytes already.
      if (reply.status >= 400) throw refusal(service, reply);
      return reply.status === 202
        ? progress(service, reply.body)
        : { stored: end, file: finishedFile(service, reply.body) };
    },
    ask,
    cancel: () => http.delete(address, { cleanup: true, retry: false }),
  };
}

const Ranges = z.object({ nextExpectedRanges: z.array(z.string()).min(1) });

/** `["12345-"]`: what is missing first. */
function progress({ name }: Service, body: unknown): Progress<DriveItemAnswer> {
  const { data } = Ranges.safeParse(body);
  const [, start] = /^(\d+)(?:-|$)/.exec(data?.nextExpectedRanges[0] ?? "") ?? [];
  if (start !== undefined) return { stored: Number(start) };
  throw new FunctionError("provider_invalid_response", failureMessage(name, "provider_invalid_response"));
}

function refusal(service: Service, reply: Reply): FunctionError {
  const { code, message, reason, hint } = service.failure(reply) ??
    { code: "provider_rejected", message: failureMessage(service.name, "provider_rejected") };
  return new FunctionError(code, message, {
    hint,
    params: { service: service.name },
    provider: { service: service.connector, status: reply.status, code: reason, requestId: undefined },
  });
}

/** The services' own words for 404 are about files and folders. */
function withSessionWords(error: unknown): never {
  if (!(error instanceof FunctionError) || error.code !== "not_found") throw error;
  throw new FunctionError("not_found", "This upload has ended or is no longer known, start it again", {
    ...error.details,
  });
}

function finishedFile({ name }: Service, body: unknown): DriveItemAnswer {
  const { data } = DriveItemAnswer.safeParse(body);
  if (data) return data;
  throw new FunctionError("provider_invalid_response", failureMessage(name, "provider_invalid_response"), {
    outcome: "done",
  });
}
