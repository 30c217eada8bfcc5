/**
 * Checks an answer: its status, its headers and its body.
 *
 * @module
 */
import { type BodyCheck, checkAnswerBody } from "./answer-body.ts";
import type { Contract, Match } from "./contract.ts";
import type { Place } from "./document.ts";
import { mediaOf } from "./media.ts";
import { type Payload, payloadOf, type Spelling } from "./payload.ts";
import { jsonReading, readingsOf } from "./readings.ts";
import type { Problem } from "./report.ts";

export interface Answer extends Spelling {
  status: number;
  headers?: Record<string, string> | undefined;
}

export interface AnswerCheck extends BodyCheck {
  /** The contract says nothing about this error. */
  isUndescribed: boolean;
}

export function checkAnswer(contract: Contract, match: Match, url: URL, answer: Answer): AnswerCheck {
  const { status } = answer;
  const headers = new Headers(answer.headers);
  const payload = payloadOf(answer, headers);
  const declared = declaredAnswer(contract, match, status);
  if (!declared && status < 400) {
    const responses = contract.document.find(match.operation.place, "responses");
    const expected = Object.keys(responses?.value ?? {}).join(" or ");
    const problem = { pointer: "/status", message: `Expected ${expected}, got ${status}` };
    return { problems: [problem], notes: [], isUndescribed: false };
  }
  // A gateway's error page is nobody's contract.
  const isGatewayPage = status >= 500 && payload?.content.kind !== "json";
  const isUndescribed = status >= 400 && mediaOf(contract.document, declared).length === 0;
  if (!declared || isUndescribed || isGatewayPage) return { problems: [], notes: [], isUndescribed: true };
  const body = isUploadOpening(contract, match, url, status)
    ? { problems: checkUploadOpening(headers, payload), notes: [] }
    : checkAnswerBody(contract, match, declared, url, status, payload);
  const problems = [...checkHeaders(contract, declared, headers), ...body.problems];
  return { problems, notes: body.notes, isUndescribed: false };
}

function declaredAnswer(contract: Contract, { operation }: Match, status: number): Place | undefined {
  const responses = contract.document.find(operation.place, "responses");
  return [String(status), `${String(status)[0]}XX`, "default"]
    .map((key) => contract.document.find(responses, key))
    .find((place) => place !== undefined);
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
    const readings = json ? jsonReading(value) : readingsOf(value);
    if (readings.length === 0) return [{ pointer, message: `Expected JSON text, got ${value}` }];
    return contract.schemas.checkReadings(schema.pointer, "open", readings)
      .map((finding) => ({ pointer: pointer + finding.pointer, message: finding.message }));
  });
}

/** https://developers.google.com/workspace/drive/api/guides/manage-uploads#resumable */
function isUploadOpening(contract: Contract, { operation }: Match, url: URL, status: number): boolean {
  return contract.isGoogle && status === 200 && operation.method !== "PUT" &&
    url.searchParams.get("uploadType") === "resumable";
}

function checkUploadOpening(headers: Headers, payload: Payload | undefined): Problem[] {
  const isLocated = headers.has("location");
  return [
    ...(isLocated ? [] : [{ pointer: "/headers/Location", message: "Expected a value, got none" }]),
    ...(payload ? [{ pointer: "/body", message: `Expected no body, got ${payload.mediaType}` }] : []),
  ];
}
