/**
 * Checks the body of an answer.
 *
 * @module
 */
import type { Contract, Match } from "./contract.ts";
import type { Place } from "./document.ts";
import { type Finding, isUnknownMember } from "./explain.ts";
import { isObject, show, textsOf } from "./json.ts";
import { chooseMedia, mediaOf } from "./media.ts";
import type { Payload } from "./payload.ts";
import type { Problem } from "./report.ts";

export interface BodyCheck {
  problems: Problem[];
  /** Members that the contract does not name, where it leaves answers open. */
  notes: Problem[];
}

const NOTHING: BodyCheck = { problems: [], notes: [] };

export function checkAnswerBody(
  contract: Contract,
  { operation }: Match,
  declared: Place,
  url: URL,
  status: number,
  payload: Payload | undefined,
): BodyCheck {
  const media = mediaOf(contract.document, declared);
  const types = media.map(({ type }) => type).join(" or ");
  if (!payload) {
    const mayBeEmpty = media.every(({ schema }) => schema === undefined);
    return mayBeEmpty ? NOTHING : problem(`Expected a body of ${types}, got none`);
  }
  if (media.length === 0) return problem(`Expected no body, got ${payload.mediaType}`);
  const download = operation.place.value["x-media-download"];
  const isAsked = isDownload(download, url);
  if (isAsked && status < 400) return NOTHING;
  const offered = download && !isAsked ? media.filter(({ type }) => type !== "*/*") : media;
  const chosen = chooseMedia(offered, payload);
  if (!chosen) return problem(`Expected a body of ${types}, got ${payload.mediaType}`);
  const { content } = payload;
  if (!chosen.schema || content.kind === "fields" || content.kind === "parts") return NOTHING;
  const value = content.kind === "json" ? content.value : content.text;
  const { problems, notes } = checkValue(contract, chosen.schema, status, value);
  return { problems: [...problems, ...checkErrorCode(contract, operation.place, value)], notes };
}

/** `true`, or `{ alt: "media" }` where the query asks for the content instead of the description. */
function isDownload(marker: unknown, url: URL): boolean {
  if (!isObject(marker)) return marker === true;
  return Object.entries(marker).every(([name, value]) => url.searchParams.get(name) === value);
}

/**
 * Most contracts leave answers open, since providers add members. Google's name every member that was ever
 * seen, so an unknown one is invented; elsewhere one that resembles a known one is misspelt, others are noted.
 */
function checkValue(contract: Contract, schema: Place, status: number, value: unknown): BodyCheck {
  const findings = contract.schemas.check(schema.pointer, "open", value);
  if (findings.length > 0) return { problems: findings.map(inBody), notes: [] };
  const namesAll = contract.isGoogle && status < 400;
  const unknown = contract.schemas.check(schema.pointer, "closed", value).filter(isUnknownMember);
  const isWrong = (finding: Finding) => namesAll || finding.suggestion !== undefined;
  return {
    problems: unknown.filter(isWrong).map(inBody),
    notes: unknown.filter((finding) => !isWrong(finding)).map(inBody),
  };
}

/**
 * Slack's contract lists the error codes of each method (`x-errors`) and of all (`x-common-errors`). Its lists
 * leave out what any call with a bad token gives; `auth.test`, which does nothing but look at the token, has it.
 */
function checkErrorCode(contract: Contract, operation: Place, value: unknown): Problem[] {
  const codes = textsOf(operation.value["x-errors"]);
  if (codes.length === 0 || !isObject(value) || value.ok !== false) return [];
  const authentication = contract.document.fromRoot("paths", "/auth.test", "post");
  const lists = [contract.document.root["x-common-errors"], authentication?.value["x-errors"]];
  const known = [...codes, ...lists.flatMap(textsOf)];
  if (known.includes(String(value.error))) return [];
  const message = `Expected an error code of this method, got ${show(value.error)}`;
  return [{ pointer: "/body/error", message }];
}

function inBody({ pointer, message }: Finding): Problem {
  return { pointer: `/body${pointer}`, message };
}

function problem(message: string): BodyCheck {
  return { problems: [{ pointer: "/body", message }], notes: [] };
}
