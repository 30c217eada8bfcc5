/**
 * What the build hands to the gallery: `gallery/index.json`, and a file per function in `gallery/functions/`.
 *
 * @module
 */
import type { Field } from "../../../scripts/docs/fields.ts";

export type { Field };
export type Effect = "read" | "write" | "send" | "delete";
export type AccessKind = "admin" | "roles" | "user" | "public";

export interface GalleryIndex {
  version: string;
  functions: FunctionSummary[];
}

/** What the list shows and the search looks through. */
export interface FunctionSummary {
  name: string;
  purpose: string;
  /** Names for people, and Base44's own; both absent where the function needs no service. */
  service?: string;
  connector?: string;
  effect: Effect;
  access: AccessKind;
  /** Names of the fields of input and output. */
  fields: string[];
}

/** In texts, `code` stands in backticks. */
export interface FunctionDetail extends FunctionSummary {
  version: string;
  details: string;
  accessInWords: string;
  connection: "shared" | "none" | "app-user" | "workspace";
  scopes: string[];
  extraScopes: { scope: string; use: string }[];
  secrets: { name: string; role: "bounds" | "fixes" | "settings"; field?: string; description?: string }[];
  adminOnly: string[];
  /** Seconds. */
  budget: number;
  providerDocs: string;
  input: Field[];
  output: Field[];
  inputSchema: JsonSchema;
  errors: ErrorRow[];
  examples: GalleryExample[];
  /** Paths of the installed files; their texts lie in `gallery/files/`. */
  files: string[];
  /** Names of the single file: in an app's `functions/` folder by kebab case or by camel case. */
  camelCase: string;
  command: string;
  frontEnd: string;
  workflow: string;
  agentTool: string;
  prompt: string;
}

/** As far as forms need it. */
export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  format?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  $defs?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  [keyword: string]: unknown;
}

export interface ErrorRow {
  code: string;
  status: string;
  when: string;
  whatToDo: string;
}

export interface GalleryExample {
  case: string;
  title: string;
  caller: "admin" | "user" | "anonymous";
  input: Record<string, unknown>;
  /** The input where an emulator, which knows other ids, serves the function. */
  sandboxInput?: Record<string, unknown>;
  files?: Record<string, { name: string; type: string; text?: string; base64?: string }>;
  /** What the function answers. */
  answer: unknown;
  failed: boolean;
}
