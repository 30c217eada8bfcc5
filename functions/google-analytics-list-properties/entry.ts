/**
 * Lists the Google Analytics (GA4) properties that the connected account can read, with their accounts.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-analytics-list-properties", {});
 *
 * @see https://developers.google.com/analytics/devguides/config/admin/v1/rest/v1beta/accountSummaries/list
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { googleAnalytics } from "../../shared/services/google-analytics.ts";

const Input = z.strictObject({
  limit: z.int().min(1).max(200).default(200).describe(
    "Most accounts of one answer, each with all its properties",
  ),
  cursor: z.string().min(1).max(4_096).optional().describe(
    "nextCursor of the answer before, with the same limit",
  ),
});

const Output = z.object({
  properties: z.array(z.object({
    propertyId: z.string().describe("Number of the property, for reports"),
    name: z.string().describe("Name of the property"),
    accountId: z.string().describe("Number of its account"),
    accountName: z.string().describe("Name of its account"),
    type: z.string().nullable().describe("ordinary, subproperty or rollup"),
    canEdit: z.boolean().nullable().describe("Whether the connected account may change it"),
  })).describe("Properties; may be empty while there is a next page"),
  nextCursor: z.string().nullable().describe("For the next accounts; null at the end"),
});

const Summaries = z.object({
  accountSummaries: z.array(z.object({
    account: z.string(),
    displayName: z.string().default(""),
    propertySummaries: z.array(z.object({
      property: z.string(),
      displayName: z.string().default(""),
      propertyType: z.string().nullish(),
      canEdit: z.boolean().nullish(),
    })).default([]),
  })).default([]),
  nextPageToken: z.string().nullish(),
});

export default defineFunction({
  name: "google-analytics-list-properties",
  service: googleAnalytics,
  scopes: [googleScope("analytics.readonly")],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const page = await http.get("https://analyticsadmin.googleapis.com/v1beta/accountSummaries", {
      query: { pageSize: input.limit, pageToken: input.cursor },
      response: Summaries,
    });
    return {
      properties: page.accountSummaries.flatMap(({ account, displayName, propertySummaries }) =>
        propertySummaries.map((summary) => ({
          propertyId: summary.property.replace("properties/", ""),
          name: summary.displayName,
          accountId: account.replace("accounts/", ""),
          accountName: displayName,
          type: summary.propertyType?.replace("PROPERTY_TYPE_", "").toLowerCase() ?? null,
          canEdit: summary.canEdit ?? null,
        }))
      ),
      nextCursor: page.nextPageToken || null,
    };
  },
});
