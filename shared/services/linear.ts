/**
 * Linear's GraphQL API: one address for everything, errors inside a 200, ids that the client may choose.
 *
 * @see https://linear.app/developers/graphql
 * @module
 * @version 0.1.0
 */
import { type Caller, isTrusted } from "../runtime/caller.ts";
import { type ErrorCode, FunctionError } from "../runtime/errors.ts";
import { stableHex } from "../runtime/ids.ts";
import {
  type Answer,
  defineService,
  type Failure,
  failureMessage,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const NAME = "Linear";

export const linear = defineService({
  connector: "linear",
  name: NAME,
  baseUrl: "https://api.linear.app/",
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: linearFailure,
});

/** Callers below admin may only use the teams, spelt as here, that this secret lists. */
export const LINEAR_ALLOWED_TEAMS = "LINEAR_ALLOWED_TEAMS";

const UUID = "[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}";
const ONLY_UUID = new RegExp(`^${UUID}$`, "i");

export function isUuid(value: string): boolean {
  return ONLY_UUID.test(value);
}

export const linearUuid = z.string().regex(ONLY_UUID, "expected a UUID");

/** What people call it, or its UUID. */
export const linearName = z.string().max(255).regex(/\S/, "expected a name or a UUID");

export const linearIssueId = z.string().regex(
  new RegExp(`^(?:[a-z][a-z\\d]{0,19}-\\d{1,9}|${UUID})$`, "i"),
  "expected an issue's identifier such as ENG-123, or its UUID",
);

export const idempotencyKey = z.string().min(1).max(256).optional().describe(
  "Any text that is the same when the same thing is meant: a second call then finds what the first one made",
);

/** A UUID of the version that Linear takes. Users do not find each other's things by guessing keys. */
export async function keyedId(caller: Caller, ...parts: string[]): Promise<string> {
  const hex = await stableHex(isTrusted(caller) ? "" : caller.id ?? caller.email ?? "", ...parts);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
    .join("-");
}

const GraphqlError = z.object({
  message: z.string().catch(""),
  extensions: z.object({
    type: z.string().optional().catch(undefined),
    code: z.string().optional().catch(undefined),
    statusCode: z.number().optional().catch(undefined),
    userError: z.boolean().optional().catch(undefined),
    userPresentableMessage: z.string().optional().catch(undefined),
  }).catch({}),
});
type GraphqlError = z.output<typeof GraphqlError>;

const Failed = z.object({ errors: z.array(GraphqlError).min(1) });
const Refused = z.object({ data: z.record(z.string(), z.object({ success: z.literal(false) })) });
/** A mutation is done although a field of what it made could not be read. */
const Done = z.object({ data: z.record(z.string(), z.object({ success: z.literal(true) })) });

function linearFailure(answer: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, answer.status);
  const { data: failed } = Failed.safeParse(answer.body);
  if (!byStatus && Done.safeParse(answer.body).success) return undefined;
  const [error] = failed?.errors ?? [];
  if (error) return errorFailure(error, answer);
  if (byStatus) return byStatus;
  return Refused.safeParse(answer.body).success
    ? { code: "provider_rejected", message: failureMessage(NAME, "provider_rejected") }
    : undefined;
}

/** The types of Linear's own client (https://github.com/linear/linear), and codes that are spelt differently. */
const CODES = new Map<string, ErrorCode>([
  ...names("connection_expired", "authentication error"),
  ...names("provider_denied", "forbidden, feature not accessible"),
  ...names("rate_limited", "ratelimited"),
  ...names("quota_exceeded", "usage limit exceeded"),
  ...names(
    "provider_rejected",
    "invalid input, input error, user error, graphql error, graphql validation failed",
  ),
  ...names(
    "provider_unavailable",
    "network error, bootstrap error, internal error, internal server error, lock timeout",
  ),
]);

function names(code: ErrorCode, list: string): [string, ErrorCode][] {
  return list.split(", ").map((name) => [name, code]);
}

function errorFailure(error: GraphqlError, answer: Answer): Failure {
  const { message, extensions } = error;
  const code = codeOf(error, answer.status);
  const common = { code, reason: extensions.code ?? extensions.type };
  const scope = /^Invalid scope: `([\w:]+)`/.exec(message)?.[1];
  if (scope !== undefined) {
    return {
      ...common,
      code: "missing_scope",
      message: failureMessage(NAME, "missing_scope"),
      hint: `${NAME} needs the scope ${scope}: add it to the connector and authorize it again`,
      params: { scopes: [scope] },
    };
  }
  const missing = /^Entity not found: (\w+)/.exec(message)?.[1];
  if (missing !== undefined) return { ...common, code: "not_found", message: noSuch(missing) };
  const duplicate = /^conflict on insert of (Issue|Comment)\b/.exec(message)?.[1];
  if (duplicate !== undefined) {
    return { ...common, code: "conflict", message: failureMessage(NAME, "conflict"), params: { duplicate } };
  }
  return { ...common, message: wordsFor(code, extensions), ...detailsFor(code, answer) };
}

/** Some types come with underscores, and some errors with none. */
function codeOf({ extensions }: GraphqlError, status: number): ErrorCode {
  const known = [extensions.type, extensions.code].flatMap((name) =>
    CODES.get(name?.toLowerCase().replaceAll("_", " ") ?? "") ?? []
  );
  const byStatus = statusFailure(NAME, extensions.statusCode ?? status) ?? statusFailure(NAME, status);
  return known[0] ?? byStatus?.code ?? (extensions.userError ? "provider_rejected" : "provider_unavailable");
}

const ENTITIES: Readonly<Record<string, string>> = {
  WorkflowState: "state",
  IssueLabel: "label",
  User: "person",
};

function noSuch(entity: string): string {
  return `Linear has no such ${
    ENTITIES[entity] ?? entity.toLowerCase()
  }, or the connected account cannot see it`;
}

function wordsFor(
  code: ErrorCode,
  { userError, userPresentableMessage }: GraphqlError["extensions"],
): string {
  if (code === "quota_exceeded") return "The Linear workspace has reached the limit of its plan";
  const words = userError && code === "provider_rejected" ? userPresentableMessage : undefined;
  return words ? `${NAME} refused: ${words}` : failureMessage(NAME, code);
}

function detailsFor(code: ErrorCode, { headers }: Answer): Pick<Failure, "hint" | "retryAt"> {
  switch (code) {
    case "rate_limited":
      return headers.has("retry-after") ? {} : { retryAt: limitEnd(headers) };
    case "quota_exceeded":
      return { hint: "Archive issues in Linear, or change the workspace's plan" };
    case "provider_denied":
      return {
        hint: "Check what the connected Linear account may do there, and what the workspace's plan includes",
      };
    default:
      return {};
  }
}

/** Milliseconds, of whichever budget is used up. */
function limitEnd(headers: Headers): number | undefined {
  const ends = ["requests", "complexity"]
    .filter((budget) => Number(headers.get(`x-ratelimit-${budget}-remaining`) ?? NaN) <= 0)
    .map((budget) => Number(headers.get(`x-ratelimit-${budget}-reset`) ?? NaN))
    .filter(Number.isFinite);
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

/** Whether Linear has something under the id that a request chose. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof FunctionError && error.details.params?.duplicate !== undefined;
}

/** For what Linear has, but does not hand out. */
export function createdUnread(id: string, error: unknown): FunctionError {
  return new FunctionError(
    "provider_invalid_response",
    "It is created, but Linear did not answer what it looks like",
    {
      outcome: "done",
      done: { id },
      provider: error instanceof FunctionError ? error.details.provider : undefined,
    },
  );
}

export const linearCursor = z.string().min(1).max(500).optional().describe(
  "`nextCursor` of the page before; the other fields stay as they were",
);

export const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });

export function nextCursor({ hasNextPage, endCursor }: z.output<typeof PageInfo>): string | null {
  return hasNextPage ? endCursor ?? null : null;
}
