/**
 * The gallery's data: an index to search, and for each function a file with all that its page shows. The texts of
 * installed files and single files are copied as they are.
 *
 * @module
 */
import type {
  AccessKind,
  FunctionDetail,
  FunctionSummary,
  GalleryExample,
  GalleryIndex,
} from "../../gallery/src/data/types.ts";
import type { NamedExample } from "../../sandbox/example.ts";
import { DEFAULT_BUDGET, type FunctionSpec } from "../../shared/runtime/spec.ts";
import { secretsOf } from "../build/secrets.ts";
import type { BuildSource, Output } from "../build/source.ts";
import { addCommand } from "../build/words.ts";
import { fieldsOf, jsonSchema } from "../docs/fields.ts";
import { type DocumentedFunction, functionPage } from "../docs/page.ts";
import { accessInWords } from "../docs/words.ts";
import { camelCase, singleFile } from "../single.ts";
import { codeBelow, errorRows } from "./page-sections.ts";
import { assistantPrompt } from "./prompt.ts";

/** By path below the gallery's own folder. */
export async function galleryData(source: BuildSource): Promise<Output> {
  const details = source.functions.map((found) => describe(found, source));
  const singles = await Promise.all(
    source.functions.map(async ({ name }) =>
      [`gallery/single/${name}.ts`, (await singleFile(name, source.version)).text] as const
    ),
  );
  const index: GalleryIndex = { version: source.version, functions: source.functions.map(summarize) };
  return new Map([
    ["gallery/index.json", JSON.stringify(index)],
    ...details.map((detail) => [`gallery/functions/${detail.name}.json`, JSON.stringify(detail)] as const),
    ...singles,
    ...[...installedFiles(source)].map(([path, text]) => [`gallery/files/${path}`, text] as const),
  ]);
}

/** Every file that some function installs. */
function installedFiles({ functions, files }: BuildSource): Map<string, string> {
  const paths = new Set(functions.flatMap((found) => found.files));
  return new Map([...paths].map((path) => [path, textOf(files, path)]));
}

function textOf(files: BuildSource["files"], path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`Expected the build to have read ${path}`);
  return text;
}

function summarize({ name, spec, comment }: DocumentedFunction): FunctionSummary {
  const fields = [...fieldsOf(spec.input, "input"), ...fieldsOf(spec.output, "output")];
  return {
    name,
    purpose: comment.purpose,
    ...(spec.service && { service: spec.service.name, connector: spec.service.connector }),
    effect: spec.effect,
    access: accessKind(spec),
    fields: [...new Set(fields.map((field) => field.name))],
  };
}

function describe(found: DocumentedFunction, source: BuildSource): FunctionDetail {
  const { name, spec, comment, examples, files } = found;
  const page = functionPage(found);
  const facts = {
    ...summarize(found),
    version: source.version,
    details: comment.details,
    accessInWords: accessInWords(spec),
    connection: connectionKind(spec),
    scopes: [...spec.scopes],
    extraScopes: Object.entries(spec.extraScopes ?? {}).map(([scope, use]) => ({ scope, use })),
    secrets: secretsOf(found, source.files),
    adminOnly: [...spec.adminOnly ?? []],
    budget: spec.budget ?? DEFAULT_BUDGET,
    providerDocs: comment.see,
    input: fieldsOf(spec.input, "input"),
    output: fieldsOf(spec.output, "output"),
    inputSchema: jsonSchema(spec.input, "input") as FunctionDetail["inputSchema"],
    errors: errorRows(page),
    examples: examples.map(describeExample),
    files: [...files],
    camelCase: camelCase(name),
    command: addCommand(source, name),
    frontEnd: codeBelow(page, "From a front end"),
    workflow: codeBelow(page, "In a workflow"),
    agentTool: codeBelow(page, "As an agent's tool"),
  };
  return { ...facts, prompt: assistantPrompt(facts) };
}

function accessKind({ access }: FunctionSpec): AccessKind {
  return typeof access === "string" ? access : "roles";
}

function connectionKind({ service, connection }: FunctionSpec): FunctionDetail["connection"] {
  const chosen = connection ?? (service ? "shared" : "none");
  return typeof chosen === "string" ? chosen : chosen.kind;
}

/** The sandbox knows an admin, a user and nobody. */
function describeExample(example: NamedExample): GalleryExample {
  const { title, input, sandboxInput, files, output, error, caller } = example;
  return {
    case: example.case,
    title,
    caller: caller === undefined || caller === "service"
      ? "admin"
      : typeof caller === "object"
      ? "user"
      : caller,
    input: asRecord(input),
    ...(sandboxInput !== undefined && { sandboxInput: asRecord(sandboxInput) }),
    ...(files && { files: files as NonNullable<GalleryExample["files"]> }),
    answer: error ?? output,
    failed: error !== undefined,
  };
}

function asRecord(input: unknown): Record<string, unknown> {
  return typeof input === "object" && input !== null ? { ...input } : {};
}
