/**
 * What has to hold after every call, whatever its input was.
 *
 * @module
 */
import { type ErrorCode, STATUS } from "../../../shared/runtime/errors.ts";
import { PROVIDER_TOKENS, SERVICE_TOKEN, USER_TOKEN } from "../../support/base44.ts";
import { findLeaks } from "../../support/replay.ts";
import { addressProblems } from "./addresses.ts";
import type { Call } from "./call.ts";
import { privacyProblems } from "./privacy.ts";
import { MACHINE_KEY, strangersTexts } from "./request.ts";
import type { Run } from "./run.ts";
import { MAX_REQUESTS } from "./stand-in.ts";
import type { Subject } from "./subject.ts";

/** Milliseconds of processor time that no input may cost. */
export const MAX_TIME = 2_000;

/**
 * Input is refused as input, or as something that the provider does not have. The answers of the stand-in belong
 * to other input, so that a function may also find that they do not fit.
 */
const REFUSALS = new Set<ErrorCode>([
  "invalid_input",
  "invalid_request",
  "payload_too_large",
  "unsupported_media_type",
  "not_allowed",
  "not_found",
  "conflict",
  "provider_rejected",
  "provider_invalid_response",
]);

export function runProblems(subject: Subject, run: Run): string[] {
  return [
    ...answerProblems(run),
    ...run.unmade.map((reason) => `a request could not be made: ${reason}`),
    ...(run.world.sent.length >= MAX_REQUESTS ? [`expected fewer than ${MAX_REQUESTS} requests`] : []),
    ...(run.took > MAX_TIME ? [`took ${Math.round(run.took)} ms`] : []),
    ...(Object.keys(Object.prototype).length > 0 ? ["the prototype of all objects was changed"] : []),
    ...addressProblems(subject, run.world.sent),
    ...secretProblems(subject, run),
    ...privacyProblems(subject, run),
    ...strangerProblems(run),
  ];
}

function answerProblems({ call, response, body, world }: Run): string[] {
  const [line] = world.logs;
  const problems = line && world.logs.length === 1
    ? []
    : [`expected one line in the log, got ${world.logs.length}`];
  if (line && line.status !== response.status) problems.push(`the log says ${line.status}`);
  if (line && "at" in line) problems.push(`the function threw ${line.error} ${line.at}`);
  if (response.ok) return problems;
  const code = codeOf(body);
  if (code === undefined) return [...problems, `expected an error's body with ${response.status}`];
  if (response.status !== STATUS[code]) {
    problems.push(`expected ${STATUS[code]} with ${code}, got ${response.status}`);
  }
  if (call.kind === "valid" && isMixedUp(body)) {
    problems.push("what stands around the input was mixed with it");
  }
  if (namesEnvelope(body)) problems.push("what stands around the input was taken for input");
  if (!REFUSALS.has(code) && !(code === "sign_in_required" && isKeyless(call))) {
    problems.push(`expected success or a refusal, got ${code}`);
  }
  return problems;
}

/** Whether something is said about a name that is none of an input's. */
function namesEnvelope(body: unknown): boolean {
  const issues = typeof body === "object" && body !== null && "issues" in body ? body.issues : [];
  return (issues as { path: string }[]).some(({ path }) => AROUND.has(path));
}

/** The platform's envelopes have one level with input. */
function isMixedUp(body: unknown): boolean {
  return /there at two levels$/.test(String((body as Record<string, unknown>).error));
}

const AROUND = new Set(["functionsKey", "event", "data", "old_data"]);

/** A key is no part of a form or a query. */
function isKeyless({ credentials, form }: Call): boolean {
  return credentials === "key in body" && (form === "multipart" || form === "raw body");
}

/** The code of an answer that is an error's. */
export function codeOf(body: unknown): ErrorCode | undefined {
  if (typeof body !== "object" || body === null || !("code" in body) || !("error" in body)) return undefined;
  const code = String(body.code);
  return Object.hasOwn(STATUS, code) && typeof body.error === "string" ? code as ErrorCode : undefined;
}

/** The record that set off a trigger is nobody's input. */
function strangerProblems({ world: { sent } }: Run): string[] {
  const told = sent.filter(({ url, body }) =>
    strangersTexts.some((text) =>
      url.searchParams.toString().includes(encodeURIComponent(text)) ||
      new TextDecoder().decode(body).includes(text)
    )
  );
  return told.map(({ url }) => `a stranger's record went to ${url.host}`);
}

function secretProblems({ world: { connection } }: Subject, { world, response, text }: Run): string[] {
  const tokens = connection?.accessToken ? [connection.accessToken] : [...PROVIDER_TOKENS];
  const leaks = findLeaks(world, response, text, [...tokens, MACHINE_KEY]).map((place) =>
    `a secret is in ${place}`
  );
  const ours = [USER_TOKEN, SERVICE_TOKEN, MACHINE_KEY];
  const sent = world.sent.filter(({ headers }) =>
    [...headers].some(([, value]) => ours.some((secret) => value.includes(secret)))
  );
  return [...leaks, ...sent.map(({ url }) => `a secret is in a header to ${url.host}`)];
}
