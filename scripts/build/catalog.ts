/**
 * `catalog.json`: all that programs need to know of every function.
 *
 * @module
 */
import type { NamedExample } from "../../sandbox/example.ts";
import { type ErrorCode, STATUS } from "../../shared/runtime/errors.ts";
import { DEFAULT_BUDGET, DEFAULT_LIMITS, type FunctionSpec } from "../../shared/runtime/spec.ts";
import { jsonSchema } from "../docs/fields.ts";
import type { DocumentedFunction } from "../docs/page.ts";
import { accessInWords } from "../docs/words.ts";
import { secretsOf } from "./secrets.ts";
import { type BuildSource, type Output, toJson } from "./source.ts";

/** Without a refusal by the provider, which only some functions know. */
const CALL_ERRORS: readonly ErrorCode[] = [
  "invalid_request",
  "invalid_input",
  "not_allowed",
  "internal_error",
];
const SERVICE_ERRORS: readonly ErrorCode[] = [
  "not_connected",
  "connection_expired",
  "missing_scope",
  "provider_denied",
  "provider_rejected",
  "rate_limited",
  "provider_unavailable",
  "provider_timeout",
  "provider_invalid_response",
  "platform_unavailable",
];

export function buildCatalog(source: BuildSource): Output {
  const catalog = {
    version: source.version,
    registry: `${source.base}/registry.json`,
    errors: STATUS,
    functions: source.functions.map((found) => describe(found, source)),
  };
  return new Map([["catalog.json", toJson(catalog)]]);
}

function describe(found: DocumentedFunction, source: BuildSource): Record<string, unknown> {
  const { name, spec, comment, examples, files } = found;
  return {
    name,
    description: comment.purpose,
    ...(comment.details && { details: comment.details }),
    service: spec.service?.name ?? null,
    connector: spec.service?.connector ?? null,
    connection: spec.connection ?? (spec.service ? "shared" : "none"),
    scopes: spec.scopes,
    extraScopes: spec.extraScopes ?? {},
    effect: spec.effect,
    access: spec.access,
    accessInWords: accessInWords(spec).replaceAll("`", ""),
    bounds: spec.bounds ?? {},
    fixed: spec.fixed ?? {},
    adminOnly: spec.adminOnly ?? [],
    secrets: secretsOf(found, source.files),
    budget: spec.budget ?? DEFAULT_BUDGET,
    limits: { ...DEFAULT_LIMITS, ...spec.limits },
    input: standardSchema(jsonSchema(spec.input, "input")),
    output: standardSchema(jsonSchema(spec.output, "output")),
    examples: examples.map(exampleOf),
    errors: errorsOf(spec, examples),
    frontEnd: comment.example,
    docs: `docs/functions/${name}.md`,
    providerDocs: comment.see,
    item: `${source.base}/v${source.version}/${name}.json`,
    files,
  };
}

/** JSON Schema has no `File`: `format` and `contentEncoding` say that the text stands for one. */
function standardSchema(schema: unknown): unknown {
  return JSON.parse(
    JSON.stringify(schema),
    (key, value: unknown) => key === "type" && value === "File" ? "string" : value,
  );
}

function exampleOf(
  { title, input, caller, secrets, files, output, error }: NamedExample,
): Record<string, unknown> {
  const sent = Object.entries(files ?? {}).map(([field, { name, type }]) => [field, { name, type }]);
  return {
    title,
    input: input ?? {},
    ...(caller !== undefined && { caller }),
    ...(secrets && { secrets }),
    ...(sent.length > 0 && { files: Object.fromEntries(sent) }),
    ...(error ? { error } : { output }),
  };
}

/** Those that an example shows say when they come and what to do. */
function errorsOf(spec: FunctionSpec, examples: readonly NamedExample[]): Record<string, unknown>[] {
  const shown = examples.flatMap(({ title, error }) =>
    error
      ? [{ code: error.code, status: STATUS[error.code], when: title, whatToDo: error.hint ?? error.error }]
      : []
  );
  const codes = new Set(shown.map(({ code }) => code));
  const common = [
    ...CALL_ERRORS,
    ...(spec.access === "public" ? [] : ["sign_in_required"] as const),
    ...(spec.service ? SERVICE_ERRORS : []),
  ].filter((code) => !codes.has(code));
  return [...shown, ...common.map((code) => ({ code, status: STATUS[code] }))];
}
