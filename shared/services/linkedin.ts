/**
 * LinkedIn: the version of its API, its URNs and how it reports failure.
 *
 * @see https://learn.microsoft.com/linkedin/marketing/versioning
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import type { Http } from "../runtime/http.ts";
import {
  type Answer,
  defineService,
  type Failure,
  failureMessage,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const NAME = "LinkedIn";

/** Year and month. LinkedIn drops a version a year after it came, and answers 426 from then on. */
export const LINKEDIN_VERSION = "202607";

export const linkedin = defineService({
  connector: "linkedin",
  name: NAME,
  baseUrl: "https://api.linkedin.com/rest/",
  hosts: ["linkedin.com", "*.linkedin.com"], // Where images go to, with the token.
  headers: ({ accessToken }) => ({
    authorization: `Bearer ${accessToken}`,
    "linkedin-version": LINKEDIN_VERSION,
    "x-restli-protocol-version": "2.0.0",
  }),
  failure: linkedinFailure,
  requestIdHeader: "x-li-uuid",
});

/** The pages, by ID, that callers below admin may post as; once set, everybody. */
export const LINKEDIN_ALLOWED_ORGANIZATIONS = "LINKEDIN_ALLOWED_ORGANIZATIONS";

const ErrorAnswer = z.object({
  message: z.string().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  serviceErrorCode: z.number().optional().catch(undefined),
  errorDetails: z.object({
    inputErrors: z.array(z.object({ code: z.string().optional(), description: z.string().optional() })),
  }).optional().catch(undefined),
});
type ErrorAnswer = z.output<typeof ErrorAnswer>;

const DUPLICATE = "DUPLICATE_POST";

function linkedinFailure({ status, headers, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  if (!byStatus) return undefined;
  const error = ErrorAnswer.safeParse(body).data ?? {};
  const [inputError] = error.errorDetails?.inputErrors ?? [];
  const reason = inputError?.code ?? error.code ?? error.serviceErrorCode?.toString();
  if (reason === DUPLICATE) return { ...duplicate(error.message ?? ""), reason };
  if (error.message?.includes("Unable to obtain activity")) {
    return {
      code: "provider_unavailable",
      reason,
      message: failureMessage(NAME, "provider_unavailable"),
    };
  }
  return { ...byStatus, reason, ...byMeaning(status, headers, error) };
}

function byMeaning(status: number, headers: Headers, error: ErrorAnswer): Partial<Failure> {
  switch (status) {
    case 403:
      return {
        hint: "Authorize the LinkedIn connector with the scopes of this function; " +
          "to act as a page, the connected account has to be an admin of that page",
      };
    case 426:
      return {
        message: `${NAME} no longer takes the version of its API that this function was made for`,
        hint: "Set LINKEDIN_VERSION in shared/services/linkedin.ts to a newer month: " +
          "LinkedIn drops each version after a year",
      };
    case 429:
      return headers.has("retry-after") ? {} : {
        code: "quota_exceeded",
        message: failureMessage(NAME, "quota_exceeded"),
        hint: "LinkedIn counts requests by the day, and starts again at midnight UTC",
      };
  }
  const said = error.errorDetails?.inputErrors.map(({ description }) => description).filter(Boolean);
  const words = said?.length ? said.join("; ") : error.message;
  return status < 500 && words && statusFailure(NAME, status)?.code === "provider_rejected"
    ? { message: `${NAME} refused: ${words}` }
    : {};
}

function duplicate(message: string): Failure {
  const [, postUrn] = /duplicate of (urn:li:[A-Za-z]+:\d+)/.exec(message) ?? [];
  return {
    code: "conflict",
    message: `${NAME} has this post already`,
    ...(postUrn && { params: { postUrn, url: postUrl(postUrn) } }),
  };
}

/** For `catch` after a post: the one that is there already, where LinkedIn refused the same text again. */
export function existingPost(error: unknown): string {
  const { provider, params } = error instanceof FunctionError ? error.details : {};
  if (provider?.code === DUPLICATE && typeof params?.postUrn === "string") return params.postUrn;
  throw error;
}

/** What was made, which LinkedIn tells in a header only. */
export function createdUrn(headers: Headers): string {
  const urn = headers.get("x-restli-id");
  if (urn !== null && /^urn:li:[A-Za-z]+:\S+$/.test(urn)) return urn;
  throw new FunctionError(
    "provider_invalid_response",
    failureMessage(NAME, "provider_invalid_response"),
    { outcome: "done" },
  );
}

export function postUrl(postUrn: string): string {
  return `https://www.linkedin.com/feed/update/${postUrn}`;
}

/** Who acts: the page, or the connected person, for whom LinkedIn has to be asked. */
export async function actorUrn(http: Http, organizationId: string | undefined): Promise<string> {
  if (organizationId !== undefined) return `urn:li:organization:${organizationId}`;
  const { sub } = await http.get("/v2/userinfo", { response: z.object({ sub: z.string() }) });
  return personUrn(sub);
}

export function personUrn(id: string): string {
  return `urn:li:person:${id}`;
}

export const linkedinOrganizationId = z.string().regex(
  /^\d{1,19}$/,
  "Expected a page's ID such as 2414183",
);
export const linkedinPostUrn = z.string().regex(
  /^urn:li:(share|ugcPost|activity):\d{1,19}$/,
  "Expected a post's URN such as urn:li:share:7459883086118273026",
);
