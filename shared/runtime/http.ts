/**
 * The provider client that `run` gets: `http.post("chat.postMessage", { json, response })`.
 *
 * Paths are templates below the service's base URL. Each attempt has 10 seconds unless the request says
 * otherwise, all of them together have the function's time budget; what is repeated is decided in retry.ts.
 *
 * @module
 * @version 0.1.0
 */
import { abortable, cleanText, readBytes, TooLargeError } from "./bytes.ts";
import type { Environment } from "./environment.ts";
import { FunctionError, type Outcome } from "./errors.ts";
import { readRetryAfter, retryDelay } from "./retry.ts";
import { type Answer, type Connection, type Failure, type Service, statusFailure } from "./service.ts";
import {
  expandPath,
  hostMatches,
  isPlainHttps,
  type PathValue,
  type QueryValue,
  resolveUrl,
  searchParams,
} from "./url.ts";
import type * as z from "./zod.ts";

export interface RequestOptions {
  /** Values of the path template. */
  path?: Record<string, PathValue>;
  query?: Record<string, QueryValue>;
  json?: unknown;
  form?: Record<string, QueryValue>;
  /** Bytes, text or a form with files; never a stream, which could not be sent again. */
  body?: Uint8Array<ArrayBuffer> | Blob | string | FormData;
  headers?: Record<string, string>;
  /** Making the request twice has the effect of making it once. @default true for GET, HEAD, PUT and DELETE */
  idempotent?: boolean;
  /** The request only reads, whatever its method. GET and HEAD always count as such. */
  read?: boolean;
  /** Statuses beside 2xx that are no failure. */
  accept?: readonly number[];
  /** Milliseconds for one attempt. @default 10_000 */
  timeout?: number;
  /** `false` where the caller itself goes on after a failure, as uploads.ts does. @default true */
  retry?: boolean;
  /** The request is made even when the time budget is used up, to take back what the call has begun. */
  cleanup?: boolean;
}

export interface Reply {
  status: number;
  headers: Headers;
  /** The parsed JSON, the text where it is no JSON, `undefined` where there is no body. */
  body: unknown;
}

export interface Http {
  get: Method;
  post: Method;
  put: Method;
  patch: Method;
  delete: Method;
  /** For answers that matter by status or header; with `response`, the body has to fit it. */
  send<S extends z.ZodType = z.ZodUnknown>(
    method: string,
    path: string,
    options?: RequestOptions & { response?: S },
  ): Promise<Reply & { body: z.output<S> }>;
  /** For downloads: the body is not read, and is the caller's to limit. */
  stream(path: string, options?: DownloadOptions): Promise<Response>;
  /** For downloads that fit into memory; `bytes` is `undefined` where there are more than `maxBytes`. */
  bytes(path: string, options: DownloadOptions & { maxBytes: number }): Promise<Download>;
}

export interface DownloadOptions extends RequestOptions {
  /** @default "GET" */
  method?: "GET" | "POST";
}

export interface Download {
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer> | undefined;
}

interface Method {
  /** The parsed answer; one that does not fit is `provider_invalid_response`. */
  <S extends z.ZodType>(path: string, options: RequestOptions & { response: S }): Promise<z.output<S>>;
  /** For answers that are not needed. */
  (path: string, options?: RequestOptions): Promise<void>;
}

export interface HttpContext {
  service: Service;
  baseUrl: string;
  environment: Environment;
  connection: Connection;
  /** Asks Base44 for the connection once more; true if the token has changed. */
  refresh(used: string): Promise<boolean>;
  /** Takes tokens out of provider text, before it is cut. */
  hide(text: string): string;
  /** Whether the whole function only reads. */
  readOnly: boolean;
  /** The most bytes of an answer. */
  limit: number;
  /** Aborts when the time budget is used up. */
  signal: AbortSignal;
  /** When that will be, in the clock's milliseconds. */
  deadline: number;
  trace: Trace;
}

/** What the log line tells about the provider. */
export interface Trace {
  attempts: number;
  requestId?: string | undefined;
}

const ATTEMPT_TIMEOUT = 10_000;
const SAFE = new Set(["GET", "HEAD"]);
const IDEMPOTENT = new Set(["GET", "HEAD", "PUT", "DELETE"]);

export function createHttp(context: HttpContext): Http {
  const method =
    (name: string) => async (path: string, options: RequestOptions & { response?: z.ZodType } = {}) => {
      const request = prepare(context, name, path, options);
      const { reply } = await exchange(context, request, (response) => readReply(response, context));
      return options.response && fit(context, request, reply, options.response);
    };
  return {
    get: method("GET"),
    post: method("POST"),
    put: method("PUT"),
    patch: method("PATCH"),
    delete: method("DELETE"),
    async send(name: string, path: string, options: RequestOptions & { response?: z.ZodType } = {}) {
      const request = prepare(context, name, path, options);
      const { reply } = await exchange(context, request, (response) => readReply(response, context));
      return options.response ? { ...reply, body: fit(context, request, reply, options.response) } : reply;
    },
    async stream(path, { method: name = "GET", ...options } = {}) {
      const request = prepare(context, name, path, options);
      return (await exchange(context, request, (response) => keepBody(response, context))).response;
    },
    async bytes(path, { maxBytes, method: name = "GET", ...options }) {
      const request = prepare(context, name, path, options);
      let bytes: Uint8Array<ArrayBuffer> | undefined;
      const { response } = await exchange(context, request, async (response) => {
        if (response.ok) bytes = await readBytes(response.body, maxBytes).catch(undefinedIfTooLarge);
        return await keepBody(response, context);
      });
      return { headers: response.headers, bytes };
    },
  } as Http;
}

interface Prepared {
  url: URL;
  init: RequestInit;
  /** Pre-signed addresses carry their own permission, and must not get the token. */
  presigned: boolean;
  reads: boolean;
  idempotent: boolean;
  accept: readonly number[];
  timeout: number;
  retry: boolean;
  cleanup: boolean;
}

function prepare(context: HttpContext, method: string, template: string, options: RequestOptions): Prepared {
  const { service } = context;
  const url = resolveUrl(context.baseUrl, expandPath(template, options.path), options.query);
  const presigned = hostMatches(url.host, service.presignedHosts ?? []);
  const known = url.host === new URL(context.baseUrl).host || hostMatches(url.host, service.hosts ?? []);
  if (!isPlainHttps(url) || !(known || presigned)) {
    throw new FunctionError(
      "provider_invalid_response",
      `${service.name} pointed to an address that is not its own`,
    );
  }
  const reads = context.readOnly || SAFE.has(method) || options.read === true;
  const idempotent = reads || (options.idempotent ?? IDEMPOTENT.has(method));
  const body = requestBody(options);
  const bearsRepeats = reads || (idempotent && options.retry === false);
  return {
    url,
    init: {
      method,
      headers: requestHeaders(options),
      redirect: "manual",
      ...(body !== undefined && { body: bearsRepeats ? body : sentOnce(body) }),
    },
    presigned: presigned && !known,
    reads,
    idempotent,
    accept: options.accept ?? [],
    timeout: options.timeout ?? ATTEMPT_TIMEOUT,
    retry: options.retry ?? true,
    cleanup: options.cleanup === true,
  };
}

function requestHeaders(options: RequestOptions): Record<string, string> {
  return {
    accept: "application/json",
    ...(options.json !== undefined && { "content-type": "application/json; charset=utf-8" }),
    ...options.headers,
  };
}

function requestBody({ json, form, body }: RequestOptions): BodyInit | undefined {
  if (json !== undefined) return JSON.stringify(json);
  return form ? searchParams(form) : body;
}

/**
 * Where a connection that was kept open breaks before an answer, Deno sends text and bytes once more by itself,
 * even what has arrived, and the second answer hides what the first time has done; a Blob, which it reads as a
 * stream, it does not
 * (https://docs.rs/hyper-util/latest/hyper_util/client/legacy/struct.Builder.html#method.retry_canceled_requests).
 */
function sentOnce(body: BodyInit): BodyInit {
  if (typeof body === "string") return new Blob([body], { type: "text/plain;charset=utf-8" });
  if (body instanceof URLSearchParams) {
    return new Blob([body.toString()], { type: "application/x-www-form-urlencoded;charset=utf-8" });
  }
  return body instanceof Uint8Array ? new Blob([body as Uint8Array<ArrayBuffer>]) : body;
}

/** One attempt's answer, with what its reader made of the body. */
interface Exchange {
  response: Response;
  reply: Reply;
}

type Reader = (response: Response) => Promise<Reply>;

/** Makes the request, again where the rules allow it, and returns an answer that is no failure. */
async function exchange(context: HttpContext, request: Prepared, read: Reader): Promise<Exchange> {
  const { environment, trace } = context;
  if (context.signal.aborted && !request.cleanup) {
    throw providerError(
      context,
      interrupted(context.service, undefined, true, undefined),
      "not_done",
      undefined,
      undefined,
    );
  }
  let refreshed = false;
  let uncertain = false;
  for (let attempt = 1;; attempt++) {
    trace.attempts++;
    const used = context.connection.accessToken;
    const result = await attemptOnce(context, request, read);
    if (!("failure" in result)) return result;

    const { failure, answer } = result;
    if (!refreshed && !request.presigned && isStale(failure)) {
      refreshed = true;
      if (await context.refresh(used)) {
        attempt--;
        continue;
      }
    }
    const retryAfter = waitingTime(failure, answer, environment.clock.now());
    const delay = !request.retry || context.signal.aborted ? undefined : retryDelay({
      code: failure.code,
      attempt,
      idempotent: request.idempotent,
      retryAfter,
      remaining: context.deadline - environment.clock.now(),
      jitter: environment.jitter(),
    });
    // What a later attempt is refused, an earlier one may have done.
    const outcome = outcomeOf(failure, request, answer);
    uncertain ||= outcome !== "not_done";
    const error = providerError(
      context,
      failure,
      uncertain && outcome !== "done" ? "unknown" : outcome,
      answer,
      retryAfter,
    );
    if (delay === undefined) throw error;
    await environment.clock.wait(delay, context.signal).catch(() => {
      throw error;
    });
  }
}

/** Seconds that the provider asks to wait, wherever it says so. */
function waitingTime(failure: Failure, answer: Answer | undefined, now: number): number | undefined {
  if (failure.retryAfter !== undefined) return Math.max(0, Math.ceil(failure.retryAfter));
  if (failure.retryAt !== undefined) return Math.max(0, Math.ceil((failure.retryAt - now) / 1_000));
  return readRetryAfter(answer?.headers.get("retry-after") ?? null, now);
}

/** A refusal that a token fetched anew may cure. */
function isStale(failure: Failure): boolean {
  return failure.code === "connection_expired" || failure.code === "missing_scope";
}

interface Failed {
  failure: Failure;
  /** Absent where no answer came. */
  answer?: Answer;
}

async function attemptOnce(
  context: HttpContext,
  request: Prepared,
  read: Reader,
): Promise<Exchange | Failed> {
  const { service, environment, connection } = context;
  const attempt = new AbortController();
  const cancel = environment.clock.after(request.timeout, () => attempt.abort(new Error("timeout")));
  const signal = request.cleanup ? attempt.signal : AbortSignal.any([attempt.signal, context.signal]);
  const headers = request.presigned ? {} : service.headers(connection);
  let answer: Answer | undefined;
  try {
    const response = await abortable(
      environment.fetch(request.url.href, {
        ...request.init,
        headers: { ...headers, ...request.init.headers as Record<string, string> },
        signal,
      }),
      signal,
    );
    answer = { status: response.status, headers: response.headers, body: undefined };
    context.trace.requestId = requestId(service, answer);
    const reply = await abortable(read(response), signal);
    answer = reply;
    const failure = request.accept.includes(response.status)
      ? undefined
      : failureOf(service, reply, request.presigned);
    return failure ? { failure, answer } : { response, reply };
  } catch (error) {
    const refusal = answer && !request.accept.includes(answer.status) ? answer : undefined;
    return { failure: interrupted(service, error, signal.aborted, refusal), ...(answer && { answer }) };
  } finally {
    cancel();
  }
}

function failureOf(service: Service, answer: Answer, presigned: boolean): Failure | undefined {
  if (presigned) return statusFailure(service.name, answer.status);
  return service.failure(answer) ?? statusFailure(service.name, answer.status);
}

/** What a thrown `fetch` or a body that ended early means. */
function interrupted(
  service: Service,
  error: unknown,
  timedOut: boolean,
  answer: Answer | undefined,
): Failure {
  const failure = answer && statusFailure(service.name, answer.status);
  if (failure) return failure;
  if (error instanceof TooLargeError) {
    return {
      code: "provider_invalid_response",
      message: `${service.name} sent more than this function takes`,
    };
  }
  return timedOut
    ? { code: "provider_timeout", message: `${service.name} did not answer in time` }
    : { code: "provider_unavailable", message: `The connection to ${service.name} broke off` };
}

const UNCERTAIN = new Set(["provider_unavailable", "provider_timeout", "provider_invalid_response"]);

function outcomeOf(failure: Failure, request: Prepared, answer: Answer | undefined): Outcome {
  if (request.reads || !UNCERTAIN.has(failure.code)) return "not_done";
  const confirmed = answer !== undefined && answer.status >= 200 && answer.status < 300 &&
    answer.body === undefined;
  return confirmed ? "done" : "unknown";
}

function providerError(
  { service, hide }: HttpContext,
  failure: Failure,
  outcome: Outcome,
  answer: Answer | undefined,
  retryAfter: number | undefined,
): FunctionError {
  const clean = (text: string | undefined, max?: number) => text && cleanText(hide(text), max);
  const code = outcome === "done" ? "provider_invalid_response" : failure.code;
  return new FunctionError(code, clean(failure.message) ?? "", {
    outcome,
    retryAfter,
    hint: clean(failure.hint),
    params: { service: service.name, ...failure.params },
    provider: {
      service: service.connector,
      status: answer?.status,
      code: clean(failure.reason, 100),
      requestId: answer && requestId(service, answer),
    },
  });
}

function requestId(service: Service, answer: Answer): string | undefined {
  const value = answer.headers.get(service.requestIdHeader ?? "x-request-id");
  return value === null ? undefined : cleanText(value, 100);
}

async function readReply(response: Response, { limit, service }: HttpContext): Promise<Reply> {
  const bytes = await readBytes(response.body, limit);
  const text = new TextDecoder().decode(bytes);
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? undefined : parseJson(service.prepareJson?.(text) ?? text),
  };
}

/** A download's body is left alone, unless it explains a failure. */
function keepBody(response: Response, context: HttpContext): Promise<Reply> {
  if (!response.ok) return readReply(response, context);
  return Promise.resolve({ status: response.status, headers: response.headers, body: undefined });
}

function undefinedIfTooLarge(error: unknown): undefined {
  if (!(error instanceof TooLargeError)) throw error;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function fit<S extends z.ZodType>(
  context: HttpContext,
  request: Prepared,
  reply: Reply,
  schema: S,
): z.output<S> {
  const parsed = schema.safeParse(reply.body);
  if (parsed.success) return parsed.data;
  const failure: Failure = {
    code: "provider_invalid_response",
    message: `${context.service.name} answered in an unexpected way`,
  };
  throw providerError(context, failure, request.reads ? "not_done" : "done", reply, undefined);
}
