/**
 * Chooses among the media types that a contract declares for a body.
 *
 * @module
 */
import type { OpenApiDocument, Place } from "./document.ts";
import type { Payload } from "./payload.ts";

export interface Media {
  type: string;
  /** Absent where the contract takes any bytes. */
  schema: Place | undefined;
}

/** `undefined` where the payload's type is not among them. */
export function chooseMedia(media: readonly Media[], payload: Payload): Media | undefined {
  const { mediaType } = payload;
  const usual = payload.isStated
    ? undefined
    : media.find(({ type }) => isJsonType(type) === isJsonType(mediaType));
  return media.find(({ type }) => type === mediaType) ??
    media.find(({ type }) => /^[^*]+\/\*$/.test(type) && mediaType.startsWith(type.slice(0, -1))) ??
    media.find(({ type }) => type === "application/json" && isJsonType(mediaType)) ??
    media.find(({ type }) => type === "*/*") ??
    usual;
}

export function mediaOf(document: OpenApiDocument, declared: Place | undefined): Media[] {
  return document.entries(document.find(declared, "content")).map(([type, place]) => ({
    type,
    schema: document.find(place, "schema"),
  }));
}

export function isJsonType(type: string): boolean {
  return /[/+]json$/.test(type);
}
