/**
 * GitHub's REST API: where it lives, how it reports failure, what identifies repositories, people and issues.
 *
 * @see https://docs.github.com/rest
 * @module
 * @version 0.1.0
 */
import {
  type Answer,
  defineService,
  type Failure,
  failureMessage,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const NAME = "GitHub";

export const GITHUB_HOST = "api.github.com";

export const github = defineService({
  connector: "github",
  name: NAME,
  baseUrl: `https://${GITHUB_HOST}/`,
  headers: ({ accessToken }) => ({
    authorization: `Bearer ${accessToken}`,
    "x-github-api-version": "2022-11-28",
    // Requests without one are refused, and workerd sends none of its own:
    // https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#user-agent-required
    "user-agent": "base44-connector-functions",
  }),
  failure: githubFailure,
  requestIdHeader: "x-github-request-id",
});

/** Callers below admin may only use the repositories, as `owner/name`, that this secret lists. */
export const GITHUB_ALLOWED_REPOS = "GITHUB_ALLOWED_REPOS";

export const githubRepo = z.string().regex(
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/,
  "expected a repository as owner/name, such as octocat/hello-world",
);

/** The values of the path template `repos/{owner}/{repo}`. */
export function repoPath(repo: string): { owner: string; repo: string } {
  const [owner = "", name = ""] = repo.split("/");
  return { owner, repo: name };
}

/** Apps are people, too: `dependabot[bot]`. */
export const githubLogin = z.string().regex(
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}(\[bot\])?$/,
  "expected the name that somebody has on GitHub, such as octocat",
);

export const githubLabel = z.string().max(100).regex(/\S/, "expected the name of a label");

const Detail = z.object({
  resource: z.string().optional().catch(undefined),
  field: z.string().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});
type Detail = z.output<typeof Detail>;

const Refusal = z.object({
  message: z.string().catch(""),
  errors: z.array(z.union([z.string(), Detail])).catch([]),
});
type Refusal = z.output<typeof Refusal>;

export const FILE_TOO_LARGE = "GitHub hands out the content of files up to 1 MB";

/** Seconds; GitHub asks for as long where it does not say how long. */
const SECONDARY_LIMIT_WAIT = 60;

const MOVED = new Set([301, 302, 307, 308]);

function githubFailure(answer: Answer): Failure | undefined {
  const failure = statusFailure(NAME, answer.status);
  if (!failure) return undefined;
  const { data: refusal = { message: "", errors: [] } } = Refusal.safeParse(answer.body);
  const details = refusal.errors.filter((detail) => typeof detail === "object");
  return { ...failure, reason: details[0]?.code, ...specifics(answer, refusal, details, failure) };
}

function specifics(
  answer: Answer,
  refusal: Refusal,
  details: readonly Detail[],
  { code }: Failure,
): Partial<Failure> {
  const { status, headers } = answer;
  if (MOVED.has(status)) {
    return {
      code: "not_found",
      message: "GitHub has moved this repository or issue",
      hint: "Look it up on GitHub, and use its present name",
    };
  }
  if (isRateLimit(answer, refusal)) {
    return { code: "rate_limited", message: failureMessage(NAME, "rate_limited"), ...limitEnd(headers) };
  }
  if (details.some((detail) => detail.code === "too_large")) {
    return { code: "payload_too_large", message: FILE_TOO_LARGE };
  }
  switch (code) {
    case "provider_denied":
      return denial(headers);
    case "not_found":
      return status === 410 ? GONE : refusal.message === EMPTY_REPOSITORY ? EMPTY : HIDDEN;
    case "provider_rejected":
      return details.some((detail) => detail.code === "already_exists")
        ? { code: "conflict", message: failureMessage(NAME, "conflict") }
        : { message: `${NAME} refused: ${wordsOf(refusal)}`, ...searchHint(details) };
    default:
      return {};
  }
}

/** A refusal may be a limit under either status: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function isRateLimit({ status, headers }: Answer, { message }: Refusal): boolean {
  if (status === 429) return true;
  return status === 403 &&
    (headers.get("x-ratelimit-remaining") === "0" || headers.has("retry-after") ||
      /rate limit/i.test(message));
}

/** `Retry-After` is read by the runtime. */
function limitEnd(headers: Headers): Pick<Failure, "retryAfter" | "retryAt"> {
  if (headers.has("retry-after")) return {};
  const reset = Number(headers.get("x-ratelimit-reset") ?? NaN);
  return headers.get("x-ratelimit-remaining") === "0" && Number.isFinite(reset)
    ? { retryAt: reset * 1_000 }
    : { retryAfter: SECONDARY_LIMIT_WAIT };
}

/** What the token has and what would have done stand in headers, by the kind of app that it is for. */
function denial(headers: Headers): Partial<Failure> {
  const accepted = listOf(headers.get("x-accepted-oauth-scopes"));
  const granted = headers.get("x-oauth-scopes");
  if (granted !== null && accepted.length > 0 && !accepted.some((scope) => listOf(granted).includes(scope))) {
    return { code: "missing_scope", message: failureMessage(NAME, "missing_scope") };
  }
  const permissions = headers.get("x-accepted-github-permissions");
  return {
    hint: permissions
      ? `Give the connected GitHub app one of these permissions: ${permissions}`
      : "Check what the connected GitHub account may do there; an organization may have to approve the app first",
  };
}

function listOf(header: string | null): string[] {
  return (header ?? "").split(",").map((item) => item.trim()).filter(Boolean);
}

/** Private repositories look like none to accounts without access. */
const HIDDEN: Partial<Failure> = {
  message: "GitHub has nothing there, or the connected account cannot see it",
  hint:
    "Check the repository's name, and that the connected GitHub account has access to it: private repositories " +
    "need the scope repo, and an organization may have to approve the app first",
};

const GONE: Partial<Failure> = {
  message: "This issue is deleted, or its repository has no issues",
  hint: "Turn on issues in the repository's settings on GitHub, if they are off",
};

const EMPTY_REPOSITORY = "This repository is empty.";
const EMPTY: Partial<Failure> = { message: "This GitHub repository is empty" };

/** GitHub's own, without the values that were sent. */
function wordsOf({ message, errors }: Refusal): string {
  const details = errors.map((detail) => typeof detail === "string" ? detail : describe(detail)).filter(
    Boolean,
  );
  return `${message || "no reason given"}${details.length > 0 ? ` (${details.join("; ")})` : ""}`;
}

function describe({ field, code, message }: Detail): string {
  return message ?? [field, code].filter(Boolean).join(" ");
}

function searchHint(details: readonly Detail[]): Partial<Failure> {
  return details.some(({ resource }) => resource === "Search")
    ? {
      hint:
        "Check that the connected GitHub account can see the repository and the people that are searched for",
    }
    : {};
}
