/**
 * Checks an answer: its status, its headers and its body.
 *
 * @module
 */
import type { Contract, Match } from "./contract.ts";
import type { Place } from "./document.ts";
import { type Finding, isUnknownMember } from "./explain.ts";
import { isObject, show, textsOf } from "./json.ts";
import { chooseMedia, mediaOf } from "./media.ts";
import { type Payload, payloadOf, type Spelling } from "./payload.ts";
import { jsonReading, readingsOf } from "./readings.ts";
import type { Problem } from "./report.ts";

export interface Answer extends Spelling {
  status: number;
  headers?: Record<string, string> | undefined;
}

export interface AnswerCheck {
  problems: Problem[];
  /** The contract says nothing about this error. */
  isUndescribed: boolean;
}

export function checkAnswer(contract: Contract, match: Match, url: URL, answer: Answer): AnswerCheck {
  const { status } = answer;
  const headers = new Headers(answer.headers);
  const payload = payloadOf(answer, headers);
  const responses = contract.document.find(match.operation.place, "responses");
  const declared = [String(status), `${String(status)[0]}XX`, "default"]
    .map((key) => contract.document.find(responses, key))
    .find((place) => place !== undefined);
  const isError = status >= 400;
  if (!declared || (isError && mediaOf(contract.document, declared).length === 0)) {
    const expected = Object.keys(responses?.value ?? {}).join(" or ");
    const problems = isError ? [] : [{ pointer: "/status", message: `Expected ${expected}, got ${status}` }];
    return { problems, isUndescribed: isError };
  }
  if (status >= 500 && payload?.content.kind !== "json") return { problems: [], isUndescribed: true };
  const problems = isUploadOpening(contract, match, url, status)
    ? checkUploadOpening(headers, payload)
    : checkBody(contract, match, declared, url, status, payload);
  return { problems: [...checkHeaders(contract, declared, headers), ...problems], isUndescribed: false };
}

function checkBody(
  contract: Contract,
  { operation }: Match,
  declared: Place,
  url: URL,
  status: number,
  payload: Payload | undefined,
): Problem[] {
  const media = mediaOf(contract.document, declared);
  if (!payload) {
    if (media.every(({ schema }) => schema === undefined)) return [];
    return [bodyProblem(`Expected a body of ${typesOf(media)}, got none`)];
  }
  if (media.length === 0) return [bodyProblem(`Expected no body, got ${payload.mediaType}`)];
  const isDownload = status < 400 && downloads(operation.place.value["x-media-download"], url);
  if (isDownload) return [];
  const chosen = chooseMedia(contract.document, declared, payload);
  const isUnaskedDownload = operation.place.value["x-media-download"] !== undefined && chosen?.type === "*/*";
  if (!chosen || (isUnaskedDownload && media.length > 1)) {
    return [bodyProblem(`Expected a body of ${typesOf(media)}, got ${payload.mediaType}`)];
  }
  const { content } = payload;
  if (!chosen.schema || content.kind === "fields" || content.kind === "parts") return [];
  const value = content.kind === "json" ? content.value : content.text;
  return [
    ...checkValue(contract, chosen.schema, status, value).map(({ pointer, message }) => ({
      pointer: `/body${pointer}`,
      message,
    })),
    ...checkErrorCode(contract, operation.place, value),
  ];
}

/**
 * Most contracts leave answers open, since providers add members. Where a contract names every member that was
 * ever seen, an unknown one is invented; elsewhere one that resembles a known one is misspelt.
 */
function checkValue(contract: Contract, schema: Place, status: number, value: unknown): Finding[] {
  const findings = contract.schemas.check(schema.pointer, "open", value);
  if (findings.length > 0) return findings;
  const namesAll = contract.isGoogle && status < 400;
  return contract.schemas.check(schema.pointer, "closed", value)
    .filter((finding) => isUnknownMember(finding) && (namesAll || finding.suggestion));
}

/** Slack's contract lists the error codes of each method (`x-errors`) and of all (`x-common-errors`). */
function checkErrorCode(contract: Contract, operation: Place, value: unknown): Problem[] {
  const codes = textsOf(operation.value["x-errors"]);
  if (codes.length === 0 || !isObject(value) || value.ok !== false) return [];
  const known = [...codes, ...textsOf(contract.document.root["x-common-errors"])];
  if (known.includes(String(value.error))) return [];
  return [{
    pointer: "/body/error",
    message: `Expected an error code of this method, got ${show(value.error)}`,
  }];
}

function checkHeaders(contract: Contract, declared: Place, headers: Headers): Problem[] {
  return contract.document.entries(contract.document.find(declared, "headers")).flatMap(([name, place]) => {
    const pointer = `/headers/${name}`;
    const value = headers.get(name);
    if (value === null) {
      return place.value.required === true ? [{ pointer, message: "Expected a value, got none" }] : [];
    }
    const json = contract.document.find(place, "content", "application/json", "schema");
    const schema = json ?? contract.document.find(place, "schema");
    if (!schema) return [];
    return contract.schemas.checkReadings(
      schema.pointer,
      "open",
      json ? jsonReading(value) : readingsOf(value),
    )
      .map((finding) => ({ pointer: pointer + finding.pointer, message: finding.message }));
  });
}

/** https://developers.google.com/workspace/drive/api/guides/manage-uploads#resumable */
function isUploadOpening(contract: Contract, { operation }: Match, url: URL, status: number): boolean {
  return contract.isGoogle && status === 200 && operation.method !== "PUT" &&
    url.searchParams.get("uploadType") === "resumable";
}

function checkUploadOpening(headers: Headers, payload: Payload | undefined): Problem[] {
  return [
    ...(headers.has("location")
      ? []
      : [{ pointer: "/headers/Location", message: "Expected a value, got none" }]),
    ...(payload ? [bodyProblem(`Expected no body, got ${payload.mediaType}`)] : []),
  ];
}

/** `true`, or `{ alt: "media" }` where the query asks for the content instead of the description. */
function downloads(marker: unknown, url: URL): boolean {
  if (!isObject(marker)) return marker === true;
  return Object.entries(marker).every(([name, value]) => url.searchParams.get(name) === value);
}

function typesOf(media: readonly { type: string }[]): string {
  return media.map(({ type }) => type).join(" or ");
}

function bodyProblem(message: string): Problem {
  return { pointer: "/body", message };
}
