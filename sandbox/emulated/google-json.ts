/**
 * JSON between functions and the Google emulator, with the ids that each of them uses.
 *
 * @module
 */
import * as z from "zod";
import type { Send } from "./definition.ts";
import type { ChosenIds } from "./ids.ts";

export const Resource = z.looseObject({ id: z.string().optional() });
export type Resource = z.infer<typeof Resource>;

export async function readResource(request: Request): Promise<Resource> {
  return Resource.parse(await request.json());
}

/** Passes a request on that has no body, or a JSON body. */
export async function passOn(ids: ChosenIds, request: Request, emulator: Send): Promise<Response> {
  const { method, headers } = request;
  const body = ids.toEmulator(await request.text());
  const url = ids.urlToEmulator(request.url);
  return withChosenIds(ids, await emulator(new Request(url, { method, headers, body: body || null })));
}

/** Makes something under the id that the resource names, if it names one. */
export async function makeOnce(
  ids: ChosenIds,
  { id, ...resource }: Resource,
  make: (resource: Resource) => Promise<Response>,
  conflict: { reason: string; message: string },
): Promise<Response> {
  if (id !== undefined && ids.has(id)) return googleError(409, conflict);
  const response = await make(Resource.parse(JSON.parse(ids.toEmulator(JSON.stringify(resource)))));
  if (id !== undefined && response.ok) {
    const made = Resource.parse(await response.clone().json());
    if (made.id !== undefined) ids.keep(id, made.id);
  }
  return withChosenIds(ids, response);
}

export function googleError(status: number, { reason, message }: { reason: string; message: string }) {
  const error = { code: status, message, errors: [{ domain: "global", reason, message }] };
  return Response.json({ error }, { status });
}

async function withChosenIds(ids: ChosenIds, response: Response): Promise<Response> {
  const { status, headers } = response;
  const type = headers.get("content-type") ?? "";
  if (!type.includes("json")) return response;
  return new Response(ids.toChosen(await response.text()), { status, headers: { "content-type": type } });
}
