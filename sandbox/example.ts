/**
 * The format of `examples/<function>/<case>.json`, and reading them. The same files are the test cases, the data
 * of the sandbox's player and the examples of the gallery.
 *
 * @module
 */
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { type ErrorCode, type Outcome, STATUS } from "../shared/runtime/errors.ts";

const EXAMPLES = new URL("../examples/", import.meta.url);

/** `timeout` never sends headers, `stall` stops inside the body, `reset` drops the connection before headers. */
export const Fault = z.enum(["timeout", "stall", "reset"]);
export type Fault = z.infer<typeof Fault>;

/** `{name}` stands for one path segment or a part of it, `{+name}` for text that may hold slashes. */
const Route = z.string().regex(
  /^(GET|HEAD|POST|PUT|PATCH|DELETE) \/[^?#\s]*$/,
  "Expected a method and a path template, such as GET /v1/items/{id}",
);

const ProviderRequest = z.strictObject({
  method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]),
  url: z.url({ protocol: /^https$/ }),
  headers: z.record(z.string(), z.string()).optional(),
  json: z.unknown().optional(),
  text: z.string().optional(),
  base64: z.base64().optional(),
  form: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
}).refine(...atMostOne("json", "text", "base64", "form"));

const ProviderResponse = z.strictObject({
  status: z.int().min(200).max(599),
  headers: z.record(z.string(), z.string()).optional(),
  json: z.unknown().optional(),
  text: z.string().optional(),
  base64: z.base64().optional(),
}).refine(...atMostOne("json", "text", "base64"));

export const Exchange = z.strictObject({
  request: ProviderRequest,
  route: Route,
  response: ProviderResponse.optional(),
  fault: Fault.optional(),
})
  .refine(...exactlyOne("response", "fault"))
  .refine(
    ({ route, request }) => matchRoute(route, request.method, request.url),
    "Expected `route` to match the method and the path of `request`",
  );

/** What a function may read from a `File`: `text` is for text files, `base64` for all others. */
const ExampleFile = z.strictObject({
  name: z.string(),
  type: z.string(),
  text: z.string().optional(),
  base64: z.base64().optional(),
}).refine(...exactlyOne("text", "base64"));

const Caller = z.union([
  z.enum(["admin", "user", "anonymous", "service"]),
  z.strictObject({ role: z.string(), email: z.email() }),
]);

const Connection = z.strictObject({
  accessToken: z.string().optional(),
  connectionConfig: z.record(z.string(), z.string()).nullable().optional(),
});

const ConnectionError = z.strictObject({
  status: z.int().min(400).max(599),
  code: z.string().optional(),
  message: z.string().optional(),
});

const ErrorBody = z.strictObject({
  error: z.string(),
  code: z.enum(Object.keys(STATUS) as ErrorCode[]),
  retryable: z.boolean(),
  outcome: z.enum(["not_done", "unknown", "done", "partial"] satisfies Outcome[]),
  retryAfter: z.number().optional(),
  done: z.record(z.string(), z.unknown()).optional(),
  hint: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  provider: z.strictObject({
    service: z.string(),
    status: z.int().optional(),
    code: z.string().optional(),
    requestId: z.string().optional(),
  }).optional(),
});

export const Example = z.strictObject({
  title: z.string().min(1),
  /** The JSON body of the call; absent for a call without a body. */
  input: z.unknown().optional(),
  /** Who calls; an admin where absent. */
  caller: Caller.optional(),
  secrets: z.record(z.string(), z.string()).optional(),
  /** What Base44 hands out for the function's connector. */
  connection: Connection.optional(),
  /** How Base44 refuses the function's connector. */
  connectionError: ConnectionError.optional(),
  /** By connector, for a function that asks for several. */
  connections: z.record(z.string(), z.union([Connection, ConnectionError])).optional(),
  /** By input field: sent beside `input` the way the SDK sends a `File`. */
  files: z.record(z.string(), ExampleFile).optional(),
  /** What the frozen clock says. */
  now: z.iso.datetime().optional(),
  exchanges: z.array(z.union([Exchange, z.strictObject({ anyOrder: z.array(Exchange).min(2) })])),
  output: z.unknown().optional(),
  error: ErrorBody.optional(),
  /** The input to use where an emulator, which knows other ids, serves the function. */
  sandboxInput: z.unknown().optional(),
})
  .refine(...exactlyOne("output", "error"))
  .refine(...atMostOne("connection", "connectionError", "connections"));

export type Exchange = z.infer<typeof Exchange>;
export type Example = z.infer<typeof Example>;
/** `case` is the file's name without `.json`. */
export type NamedExample = Example & { case: string };

/**
 * All examples of a function: `success` first, then others that end well, then those that end in an error.
 * Throws where a file is not JSON or does not fit the format.
 */
export async function loadExamples(functionName: string, folder: URL = EXAMPLES): Promise<NamedExample[]> {
  const directory = new URL(`${functionName}/`, folder);
  const files = await readdir(directory).catch(() => []);
  const examples = files.filter((file) => file.endsWith(".json")).sort().map(async (file) => ({
    case: file.slice(0, -".json".length),
    ...parseExample(
      await readFile(new URL(file, directory), "utf8"),
      fileURLToPath(new URL(file, directory)),
    ),
  }));
  return (await Promise.all(examples)).sort((a, b) => rank(a) - rank(b));
}

/** `source` names the text in messages. */
export function parseExample(text: string, source: string): Example {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${source} is not JSON: ${(error as Error).message}`);
  }
  const parsed = Example.safeParse(value);
  if (!parsed.success) throw new Error(`${source} is no valid example\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Every exchange of an example, `anyOrder` groups opened. */
export function exchangesOf(example: Example): Exchange[] {
  return example.exchanges.flatMap((entry) => "anyOrder" in entry ? entry.anyOrder : entry);
}

/** Whether a request has the route's method and path; values and query do not count. */
export function matchRoute(route: string, method: string, url: string | URL): boolean {
  const [routeMethod, template = ""] = route.split(" ");
  return routeMethod === method && templatePattern(template).test(new URL(url).pathname);
}

function templatePattern(template: string): RegExp {
  const pattern = template.split(/(\{[^{}]*\})/).map((part) => {
    if (!part.startsWith("{")) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return part.startsWith("{+") ? ".+" : "[^/]+";
  });
  return new RegExp(`^${pattern.join("")}$`);
}

function rank(example: NamedExample): number {
  if (example.case === "success") return 0;
  return example.error ? 2 : 1;
}

type Check = [(value: object) => boolean, string];

function atMostOne(...keys: string[]): Check {
  return [
    (value) => keys.filter((key) => key in value).length <= 1,
    `Expected at most one of ${keys.join(", ")}`,
  ];
}

function exactlyOne(...keys: string[]): Check {
  return [
    (value) => keys.filter((key) => key in value).length === 1,
    `Expected exactly one of ${keys.join(", ")}`,
  ];
}
