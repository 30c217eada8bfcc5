/**
 * Checks the body of a request. Objects are closed: the contract has to name every member that is sent.
 *
 * @module
 */
import type { Contract, Match } from "./contract.ts";
import type { Place } from "./document.ts";
import type { Finding } from "./explain.ts";
import { isObject } from "./json.ts";
import { chooseMedia, mediaOf } from "./media.ts";
import type { Part } from "./multipart.ts";
import { type Fields, groupValues, type Payload } from "./payload.ts";
import { jsonReading } from "./readings.ts";
import type { Problem } from "./report.ts";

/** Discord's multipart bodies carry the JSON body in this field: https://discord.com/developers/docs/reference */
const JSON_BODY_FIELD = "payload_json";

export function checkRequestBody(contract: Contract, match: Match, payload: Payload | undefined): Problem[] {
  const { operation } = match;
  const declared = contract.document.find(operation.place, "requestBody");
  const offered = mediaOf(contract.document, declared);
  const types = offered.map(({ type }) => type).join(" or ");
  if (!payload) {
    return declared?.value.required === true ? [bodyProblem(`Expected a body of ${types}, got none`)] : [];
  }
  if (!declared) return [bodyProblem(`Expected no body, got ${payload.mediaType}`)];
  const media = chooseMedia(offered, payload);
  if (!media) return [bodyProblem(`Expected a body of ${types}, got ${payload.mediaType}`)];
  return [
    ...checkSize(match, payload),
    ...(media.schema ? checkContent(contract, match, media.schema, payload) : []),
  ];
}

function checkSize({ operation }: Match, payload: Payload): Problem[] {
  const most = operation.place.value["x-max-bytes"];
  if (typeof most !== "number" || payload.bytes <= most) return [];
  return [bodyProblem(`Expected at most ${most} bytes, got ${payload.bytes}`)];
}

function checkContent(
  contract: Contract,
  match: Match,
  schema: Place,
  { content, mediaType }: Payload,
): Problem[] {
  const check = (value: unknown) => contract.schemas.check(schema.pointer, "closed", value);
  switch (content.kind) {
    case "json": {
      const clearsWithNull = contract.isGoogle && match.operation.method === "PATCH";
      return check(clearsWithNull ? withoutNulls(content.value) : content.value).map(inBody);
    }
    case "fields":
      return checkFields(content.fields, check).map(inBody);
    case "parts":
      if (content.parts.length === 0) {
        return [bodyProblem("Expected parts that follow the boundary, got none")];
      }
      if (mediaType === "multipart/related") return check(content.parts.map(partValue)).map(inBody);
      return [
        ...checkFields(groupValues(content.parts.map((part) => [part.name ?? "", part.text])), check).map(
          inBody,
        ),
        ...content.parts.filter(({ name }) => name === JSON_BODY_FIELD)
          .flatMap((part) => checkJsonField(contract, match, part)),
      ];
    case "text":
      return check(content.text).map(inBody);
  }
}

/** Texts first; those that do not fit as text are read as the JSON that they may be. */
function checkFields(fields: Fields, check: (value: unknown) => Finding[]): Finding[] {
  const findings = check(fields);
  const unfit = new Set(findings.map((finding) => finding.pointer.split("/")[1]));
  if (findings.length === 0) return [];
  return check(Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, unfit.has(name) ? meaningOf(value) : value]),
  ));
}

function meaningOf(value: string | string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => meaningOf(item));
  const [meaning] = jsonReading(value);
  return meaning === undefined ? value : meaning;
}

function checkJsonField(contract: Contract, { operation }: Match, part: Part): Problem[] {
  const schema = contract.document.find(
    operation.place,
    "requestBody",
    "content",
    "application/json",
    "schema",
  );
  if (!schema) return [];
  return contract.schemas.check(schema.pointer, "closed", meaningOf(part.text))
    .map((finding) => inBody({ ...finding, pointer: `/${JSON_BODY_FIELD}${finding.pointer}` }));
}

function partValue(part: Part): unknown {
  return part.headers.get("content-type")?.startsWith("application/json") ? meaningOf(part.text) : part.text;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutNulls(member)]));
}

function inBody(finding: Finding): Problem {
  return { pointer: `/body${finding.pointer}`, message: finding.message };
}

function bodyProblem(message: string): Problem {
  return { pointer: "/body", message };
}
