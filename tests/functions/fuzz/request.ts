/**
 * Calls as requests, the way Base44 and those who call a function by themselves send them.
 *
 * @module
 */
import { type CallerName, platformHeaders } from "../../support/base44.ts";
import type { Call } from "./call.ts";
import { toJson } from "./json.ts";

const ADDRESS = "https://app.example.com/functions/test";
export const MACHINE_KEY = "machine-key-0123456789abcdef0123456789";
/** What somebody else wrote into the record that set off a trigger. */
const STRANGERS_RECORD = { text: "a stranger-wrote-this", functionsKey: "x" };
/** None of them may get anywhere. */
export const strangersTexts = [STRANGERS_RECORD.text];

export function callRequest(call: Call, input: unknown, caller: CallerName | undefined): Request {
  const platform = new Headers(platformHeaders(caller));
  if (call.credentials !== "user") platform.delete("authorization");
  if (call.credentials === "key header") platform.set("x-functions-key", MACHINE_KEY);
  const inBody = call.credentials === "key in body";
  const body = inBody && typeof input === "object" && input !== null && !Array.isArray(input)
    ? { ...input, functionsKey: MACHINE_KEY }
    : input;
  switch (call.form) {
    case "multipart":
      return new Request(ADDRESS, { method: "POST", headers: platform, body: formOf(body) });
    case "raw body":
      platform.set("content-type", "text/csv");
      return new Request(`${ADDRESS}?${queryOf(input)}`, {
        method: "POST",
        headers: platform,
        body: "a,b\n1,2\n",
      });
    default:
      platform.set("content-type", "application/json");
      return new Request(ADDRESS, { method: "POST", headers: platform, body: toJson(enveloped(call, body)) });
  }
}

function enveloped({ form }: Call, input: unknown): unknown {
  if (form === "args") return { args: input, event: STRANGERS_RECORD };
  if (form === "function_args") return { function_args: input };
  if (form !== "trigger" || typeof input !== "object") return input;
  return { ...input, event: { type: "update" }, data: STRANGERS_RECORD, old_data: STRANGERS_RECORD };
}

/** As the SDK sends an input with a `File`. */
function formOf(input: unknown): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(input ?? {})) {
    if (value instanceof File) form.append(name, value, value.name);
    else form.append(name, typeof value === "string" ? value : toJson(value));
  }
  return form;
}

/** An address holds at most so much. */
const MAX_QUERY = 30_000;

function queryOf(input: unknown): string {
  const texts = Object.entries(input ?? {}).filter(([, value]) => !(value instanceof File));
  const query = new URLSearchParams(
    texts.map(([name, value]) => [name, typeof value === "string" ? value : toJson(value)]),
  );
  return query.toString().slice(0, MAX_QUERY).replace(/%[0-9A-F]?$/, "");
}
