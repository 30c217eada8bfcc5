/**
 * Google Analytics: its two APIs, its ids, and what only Analytics refuses.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1
 * @module
 * @version 0.1.0
 */
import { defineGoogleService } from "../families/google.ts";
import { type Answer, defineService, type Failure } from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const google = defineGoogleService({
  connector: "google_analytics",
  name: "Google Analytics",
  baseUrl: "https://analyticsdata.googleapis.com/",
  hosts: ["analyticsadmin.googleapis.com"],
  reasons: new Map([
    ["SERVICE_DISABLED", {
      code: "provider_denied",
      message: "The Google Analytics API is switched off for this connection",
      hint: "Ask the support of Base44: the API belongs to the project of its connector",
    }],
    ["INVALID_ARGUMENT", {
      code: "provider_rejected",
      hint: "Check the names: https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema",
    }],
    ["PERMISSION_DENIED", {
      code: "provider_denied",
      message: "Google Analytics has no such property, or the connected account may not read it",
      hint: "Use the property's number, not G-... or UA-..., and give the connected account the role Viewer",
    }],
  ]),
});

/** Google's one code for all limits; of these, only the first is over in seconds. */
const LIMITS: readonly [RegExp, Pick<Failure, "code" | "message">][] = [
  [/concurrent requests/i, {
    code: "rate_limited",
    message: "Google Analytics is busy with other reports of this property, try again later",
  }],
  [/per hour|under an hour/i, {
    code: "quota_exceeded",
    message: "Google Analytics has used up this property's tokens for the hour, try again in an hour",
  }],
  [/per day|under 24 hours/i, {
    code: "quota_exceeded",
    message: "Google Analytics has used up this property's tokens for the day, try again tomorrow",
  }],
  [/thresholded/i, {
    code: "quota_exceeded",
    message: "Google Analytics takes no more reports with small groups of people, try again in an hour",
  }],
];

export const googleAnalytics = defineService({ ...google, failure: analyticsFailure });

const Refusal = z.object({ error: z.object({ message: z.string() }) });

function analyticsFailure(answer: Answer): Failure | undefined {
  const failure = google.failure(answer);
  if (failure?.code !== "rate_limited") return failure;
  const said = Refusal.safeParse(answer.body).data?.error.message ?? "";
  return { ...failure, ...LIMITS.find(([pattern]) => pattern.test(said))?.[1] };
}

/** The properties, by number, that may be read; until it is set, only admins read any. */
export const GOOGLE_ANALYTICS_ALLOWED_PROPERTIES = "GOOGLE_ANALYTICS_ALLOWED_PROPERTIES";

export const propertyId = z.string().regex(
  /^(?:properties\/)?\d{1,20}$/,
  "expected the number of a GA4 property, such as 535258304; neither G-... nor UA-...",
).transform((text) => text.replace("properties/", ""));
