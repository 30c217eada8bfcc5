/**
 * Makes a Base44 function out of a definition: request -> caller -> input -> connection -> run -> response.
 *
 * @module
 * @version 0.1.0
 */
import { checkAccess, checkAdminOnly, checkBounds } from "./access.ts";
import { type Body, type RawBody, readBody } from "./body.ts";
import { abortable } from "./bytes.ts";
import { ANONYMOUS, askCaller, type Caller, isTrusted, KEY_HOLDER } from "./caller.ts";
import { knownName } from "./coerce.ts";
import {
  type Base44,
  checkPlatformHeaders,
  type ConnectionChoice,
  connectionError,
  platformError,
} from "./connection.ts";
import { unwrap } from "./envelope.ts";
import { type Environment, systemEnvironment } from "./environment.ts";
import { errorBody, FunctionError, STATUS } from "./errors.ts";
import { withHint } from "./hints.ts";
import { createHttp, type Http, type Trace } from "./http.ts";
import { parseInput } from "./input.ts";
import { checkKey } from "./keys.ts";
import type { Connection, Service } from "./service.ts";
import { readSettings, type Settings } from "./settings.ts";
import { DEFAULT_BUDGET, DEFAULT_LIMITS, type FunctionSpec } from "./spec.ts";
import { hostMatches } from "./url.ts";
import type * as z from "./zod.ts";

/** What `run` works with. */
export interface Context<Input = Record<string, unknown>> {
  input: Input;
  /** The provider, with the connection's token. */
  http: Http;
  caller: Caller;
  connection: Connection;
  /** Aborts when the time budget is used up. */
  signal: AbortSignal;
  /** For functions that ask Base44 for more than their own connection. */
  base44: Base44;
  environment: Environment;
  /** The body of a request that is neither JSON nor multipart, for functions with `rawBody`. */
  raw: RawBody | undefined;
  /** The secret's value; `not_configured` where it is unset. */
  secret(name: string): string;
  /** Notes what the steps so far left behind. If a later one fails, the caller learns it as `done`. */
  commit(done: Record<string, unknown>): void;
}

export interface Definition<I extends z.ZodObject, O extends z.ZodType> extends FunctionSpec<I, O> {
  run(context: Context<z.output<I>>): Promise<z.input<O> | Response>;
}

export interface FunctionHandler<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  (request: Request): Promise<Response>;
  readonly spec: FunctionSpec<I, O>;
  /** The same function with parts of the outside replaced. */
  with(environment: Partial<Environment>): FunctionHandler<I, O>;
}

interface Host {
  Deno?: { serve?: (handler: (request: Request) => Promise<Response>) => unknown };
  /** Set by tools that import many entries into one process, and by the single-file build. */
  CONNECTOR_FUNCTIONS_IMPORT_ONLY?: boolean;
}

/** The exported value is the handler itself; where there is a `Deno.serve`, it is served as well. */
export function defineFunction<I extends z.ZodObject, O extends z.ZodType>(
  definition: Definition<I, O>,
): FunctionHandler<I, O> {
  const handler = createHandler(definition, systemEnvironment);
  const host = globalThis as Host;
  if (!host.CONNECTOR_FUNCTIONS_IMPORT_ONLY) host.Deno?.serve?.(handler);
  return handler;
}

function createHandler<I extends z.ZodObject, O extends z.ZodType>(
  definition: Definition<I, O>,
  environment: Environment,
): FunctionHandler<I, O> {
  const { run: _, ...spec } = definition;
  return Object.assign((request: Request) => handle(definition, environment, request), {
    spec,
    with: (changes: Partial<Environment>) => createHandler(definition, { ...environment, ...changes }),
  });
}

/** All that one call gathers. Nothing of it outlives the call: one isolate serves many callers. */
interface Call {
  request: Request;
  environment: Environment;
  signal: AbortSignal;
  deadline: number;
  caller: Caller;
  trace: Trace;
  done: Record<string, unknown> | undefined;
  /** What must not appear in an answer or a log. */
  confidential: string[];
  bodyLength: number | undefined;
}

async function handle<I extends z.ZodObject, O extends z.ZodType>(
  definition: Definition<I, O>,
  environment: Environment,
  request: Request,
): Promise<Response> {
  const started = environment.clock.now();
  const budget = (definition.budget ?? DEFAULT_BUDGET) * 1_000;
  const controller = new AbortController();
  const cancel = environment.clock.after(budget, () => controller.abort(new Error("time budget")));
  const call: Call = {
    request,
    environment,
    signal: controller.signal,
    deadline: started + budget,
    caller: ANONYMOUS,
    trace: { attempts: 0 },
    done: undefined,
    confidential: [],
    bodyLength: undefined,
  };
  let response: Response;
  let report: Record<string, unknown>;
  let ours: Record<string, unknown> = {};
  try {
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow: "POST" } });
    const result = await answer(definition, call);
    const { misfit, ...success } = successResponse(definition, result);
    response = success.response;
    report = misfit ? { outputMisfit: misfit } : {};
  } catch (error) {
    const failure = asFunctionError(error, call, definition);
    response = failureResponse(failure, call);
    ours = { code: failure.code, outcome: failure.outcome };
    report = {
      provider: failure.details.provider?.code,
      ...location(error),
    };
  } finally {
    cancel();
  }
  const line = {
    function: definition.name,
    service: definition.service?.connector,
    status: response.status,
    attempts: call.trace.attempts,
    ms: Math.round(environment.clock.now() - started),
    bodyLength: call.bodyLength,
  };
  const told = { requestId: call.trace.requestId, ...report };
  environment.log(JSON.parse(JSON.stringify({ ...line, ...hideIn(told, call), ...ours })));
  return response;
}

async function answer<I extends z.ZodObject, O extends z.ZodType>(
  definition: Definition<I, O>,
  call: Call,
): Promise<z.input<O> | Response> {
  const { request, environment } = call;
  const secret = environment.secret;
  if (request.method !== "POST") {
    throw new FunctionError("method_not_allowed", `Expected POST: the method is ${request.method}`, {
      headers: { allow: "POST" },
    });
  }
  const body = await abortable(readBody(request, bodyRules(definition)), call.signal).catch((error) => {
    throw error instanceof FunctionError
      ? error
      : new FunctionError("invalid_request", "The body did not arrive in time");
  });
  call.bodyLength = body.length;
  const { values, key } = readValues(definition, body, request.headers);
  for (
    const value of [key, bearer(request, "authorization"), bearer(request, "base44-service-authorization")]
  ) {
    if (value) call.confidential.push(value);
  }
  const settings = readSettings(definition, secret);
  const signsIn = request.headers.has("authorization");
  const needsUser = settings.connection?.kind === "app-user";
  if (!signsIn && (needsUser || (settings.access !== "public" && !key))) throw signInRequired();
  if (key) await checkKey(key, definition.name, request.headers, secret);

  const appId = checkPlatformHeaders(request.headers, secret("BASE44_APP_ID"));
  const input = attempt(() => parseInput(definition, values, body.isText, secret));
  const base44 = withinBudget(environment.base44(request), call.signal);
  const asked = {
    caller: askedCaller(call, base44, appId, settings, key !== undefined),
    connection: "error" in input ? undefined : askedConnection(call, base44, settings, definition.service),
  };
  asked.connection?.catch(() => {}); // The caller's failure is reported first.

  call.caller = await asked.caller;
  checkAccess(settings.access, call.caller);
  if (needsUser && call.caller.kind !== "user" && call.caller.kind !== "admin") throw signInRequired();
  if ("error" in input) throw input.error;
  if (settings.connection?.kind !== "app-user") {
    checkAdminOnly(definition, input.value, call.caller);
    checkBounds(definition, input.value, call.caller, secret);
  }
  const connection = await asked.connection ?? NO_CONNECTION;

  return definition.run({
    input: input.value,
    http: definition.service
      ? await connectHttp(definition, definition.service, call, base44, settings, connection)
      : NO_HTTP,
    caller: call.caller,
    connection,
    signal: call.signal,
    base44,
    environment,
    raw: body.raw,
    secret: (name) => {
      const value = requiredSecret(name, secret);
      call.confidential.push(value);
      return value;
    },
    commit: (done) => {
      call.done = { ...call.done, ...done };
    },
  });
}

function signInRequired(): FunctionError {
  return new FunctionError("sign_in_required", "Sign in to use this function");
}

const NO_CONNECTION: Readonly<Connection> = Object.freeze({ accessToken: "", connectionConfig: null });

function bodyRules(spec: FunctionSpec): { limit: number; multipart: boolean; raw: boolean } {
  const multipart = Object.values(spec.input.shape).some(takesFile);
  return { limit: spec.limits?.body ?? DEFAULT_LIMITS.body, multipart, raw: spec.rawBody === true };
}

function takesFile(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "file" || ("innerType" in def && takesFile(def.innerType as z.core.$ZodType));
}

function readValues(
  spec: FunctionSpec,
  body: Body,
  headers: Headers,
): { values: Record<string, unknown>; key?: string } {
  const sent = headers.get("x-functions-key");
  if (body.isText) return { values: body.values, ...(sent && { key: sent }) };
  const { input, key } = unwrap(body.values, (name) => knownName(spec.input.shape, name) !== undefined);
  const used = sent || key;
  return { values: input, ...(used && { key: used }) };
}

function bearer(request: Request, header: string): string | undefined {
  return request.headers.get(header)?.split(" ")[1];
}

/** A value or the error, so that it can be reported in its turn. */
function attempt<T>(make: () => T): { value: T } | { error: unknown } {
  try {
    return { value: make() };
  } catch (error) {
    return { error };
  }
}

function askedCaller(
  call: Call,
  base44: Base44,
  appId: string,
  settings: Settings,
  hasKey: boolean,
): Promise<Caller> {
  if (hasKey) return Promise.resolve(KEY_HOLDER);
  if (!call.request.headers.has("authorization")) return Promise.resolve(ANONYMOUS);
  const asked = abortable(askCaller(base44, appId), call.signal).catch((error) => {
    throw error instanceof FunctionError ? error : platformError(error);
  });
  return settings.access === "public" ? asked.catch(() => ANONYMOUS) : asked;
}

function askedConnection(
  call: Call,
  base44: Base44,
  settings: Settings,
  service: Service | undefined,
): Promise<Connection> | undefined {
  const choice = settings.connection;
  return choice && service && askConnection(call, base44, choice, service);
}

async function askConnection(
  call: Call,
  base44: Base44,
  choice: ConnectionChoice,
  service: Service,
): Promise<Connection> {
  try {
    const connection = await abortable(base44.connection(choice), call.signal);
    if (!connection.accessToken) throw new Error("not connected");
    call.confidential.push(connection.accessToken);
    return connection;
  } catch (error) {
    throw connectionError(error, choice, service);
  }
}

async function connectHttp(
  spec: FunctionSpec,
  service: Service,
  call: Call,
  base44: Base44,
  settings: Settings,
  connection: Connection,
): Promise<Http> {
  const refreshOnce = once(async () => {
    const choice = settings.connection;
    if (!choice) return;
    const fresh = await askConnection(call, base44, choice, service).catch(() => connection);
    Object.assign(connection, fresh);
  });
  const refresh = async (used: string) => {
    await refreshOnce();
    return connection.accessToken !== used;
  };
  const create = (baseUrl: string, readOnly: boolean) =>
    createHttp({
      service,
      baseUrl,
      environment: call.environment,
      connection,
      refresh,
      hide: (text) => redact(text, call.confidential),
      readOnly,
      limit: spec.limits?.response ?? DEFAULT_LIMITS.response,
      signal: call.signal,
      deadline: call.deadline,
      trace: call.trace,
    });
  return create(await findBaseUrl(service, call, connection, create), spec.effect === "read");
}

/** Not there for functions without a service. */
const NO_HTTP = new Proxy({} as Http, {
  get() {
    throw new TypeError("Expected a service in this function's definition");
  },
});

async function findBaseUrl(
  service: Service,
  call: Call,
  connection: Connection,
  create: (baseUrl: string, readOnly: boolean) => Http,
): Promise<string> {
  if (typeof service.baseUrl === "string") return service.baseUrl;
  const own = (address: string) => {
    if (URL.canParse(address) && hostMatches(new URL(address).host, service.hosts ?? [])) return address;
    throw new FunctionError(
      "not_configured",
      `${service.name} is set up with an address that is not its own`,
    );
  };
  const baseUrl = await service.baseUrl({
    connection,
    secret: (name) => requiredSecret(name, call.environment.secret),
    optionalSecret: call.environment.secret,
    get: async (url) => (await create(own(url), true).send("GET", url)).body,
  });
  return own(baseUrl);
}

/** Requests that run side by side share one refresh. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => made ??= make();
}

function requiredSecret(name: string, secret: (name: string) => string | undefined): string {
  const value = secret(name);
  if (value !== undefined) return value;
  throw new FunctionError("not_configured", `This function waits for the secret ${name}`, {
    hint: `Set the secret ${name} of this app`,
    params: { secret: name },
  });
}

/** An output that does not fit is sent as it is: the job at the provider succeeded. */
function successResponse<O extends z.ZodType>(
  { output }: FunctionSpec<z.ZodObject, O>,
  result: z.input<O> | Response,
): { response: Response; misfit?: string } {
  if (result instanceof Response) return { response: result };
  try {
    const parsed = output.safeParse(result);
    if (parsed.success) {
      return { response: json(JSON.stringify(parsed.data === undefined ? {} : parsed.data), 200) };
    }
    return {
      response: json(JSON.stringify(result === undefined ? {} : result), 200),
      misfit: misfitOf(output, parsed.error),
    };
  } catch {
    return {
      response: json(JSON.stringify(result === undefined ? {} : result), 200),
      misfit: "a check that threw",
    };
  }
}

/** The declared fields that did not fit: other names in an output may be private. */
function misfitOf(output: z.ZodType, { issues }: z.ZodError): string {
  const { def } = (output as unknown as z.core.$ZodTypes)._zod;
  const declared = def.type === "object" ? Object.keys(def.shape) : [];
  const fields = declared.filter((name) => issues.some(({ path }) => path[0] === name));
  return fields.join() || "the output as a whole";
}

/** Base44's calls end with the time budget, whoever makes them. */
function withinBudget(base44: Base44, signal: AbortSignal): Base44 {
  const limited = async <T>(make: () => Promise<T>) =>
    await abortable(make(), signal).catch((error) => {
      throw signal.aborted ? platformError(error) : error;
    });
  return {
    me: () => limited(() => base44.me()),
    connection: (choice) => limited(() => base44.connection(choice)),
    signFile: (fileUri) => limited(() => base44.signFile(fileUri)),
  };
}

function failureResponse(error: FunctionError, call: Call): Response {
  const { code, outcome, ...told } = errorBody(error, isTrusted(call.caller));
  const { error: message, ...others } = hideIn(told, call);
  const body = JSON.stringify({ error: message, code, outcome, ...others });
  const { retryAfter, headers } = error.details;
  return json(body, STATUS[error.code], {
    ...headers,
    ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
  });
}

function json(body: string, status: number, headers: Record<string, string> = {}): Response {
  return new Response(body, {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
  });
}

function asFunctionError(error: unknown, call: Call, spec: FunctionSpec): FunctionError {
  const failure = error instanceof FunctionError ? withHint(error, spec) : new FunctionError(
    "internal_error",
    "This function failed",
    call.trace.attempts > 0 && spec.effect !== "read" ? { outcome: "unknown" } : {},
  );
  return call.done ? failure.with({ outcome: "partial", done: call.done }) : failure;
}

/** Where our own mistakes happened. Their messages may hold private values, so they are not logged. */
function location(error: unknown): Record<string, unknown> {
  if (error instanceof FunctionError || !(error instanceof Error)) return {};
  const { stack = "", message } = error;
  const frames = stack.slice(Math.max(0, stack.indexOf(message)) + message.length).split("\n");
  const frame = frames.find((line) => line.trimStart().startsWith("at "));
  return { error: error.name, at: frame?.trim() };
}

/** The same value with tokens taken out of every text in it. */
function hideIn<T>(value: T, call: Call): T {
  if (typeof value === "string") return redact(value, call.confidential) as T;
  if (Array.isArray(value)) return value.map((item) => hideIn(item, call)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hideIn(item, call)])) as T;
}

const SHORTEST_TOKEN = 8;

function redact(text: string, confidential: readonly string[]): string {
  const tokens = confidential.filter((value) => value.length >= SHORTEST_TOKEN);
  return tokens.reduce((redacted, value) => redacted.replaceAll(value, "[hidden]"), text);
}
