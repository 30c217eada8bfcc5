/**
 * Lists the Salesforce records of an object that meet conditions.
 *
 * @example
 * const { data } = await base44.functions.invoke("salesforce-query", {
 *   object: "Opportunity", fields: ["Name", "Amount", "Account.Name"],
 *   where: [{ field: "StageName", value: "Closed Won" }, { field: "CloseDate", date: "THIS_MONTH" }],
 * });
 *
 * @see https://developer.salesforce.com/docs/platform/api-rest/guide/resources-query.html
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  batchSize,
  nextCursor,
  QueryAnswer,
  queryFields,
  soqlQuery,
} from "../../shared/services/salesforce-query.ts";
import { reachableFields, recordShape, salesforceRecord } from "../../shared/services/salesforce-records.ts";
import {
  objectName,
  salesforce,
  SALESFORCE_ALLOWED_OBJECTS,
  SALESFORCE_EXTRA_SCOPES,
} from "../../shared/services/salesforce.ts";

const Input = z.strictObject({
  object: objectName.describe("API name of the object, such as Account, Lead or Invoice__c"),
  fields: reachableFields.describe(
    "API names of the fields to read, beside the ID; Account.Name reads a field of the record referred to",
  ),
  ...queryFields,
});

const Output = z.object({
  records: z.array(z.object(recordShape)).describe("The records, or this part of them"),
  total: z.number().describe("How many records there are in all parts, at most limit"),
  incomplete: z.boolean().describe("Whether limit cut the list short: there may be more such records"),
  nextCursor: z.string().nullable().describe("For the next part, as cursor; null after the last"),
});

export default defineFunction({
  name: "salesforce-query",
  service: salesforce,
  scopes: ["api"],
  extraScopes: SALESFORCE_EXTRA_SCOPES,
  effect: "read",
  access: "admin",
  bounds: { object: SALESFORCE_ALLOWED_OBJECTS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { cursor, limit } = input;
    const soql = soqlQuery(input);
    if (soql === undefined) return { records: [], total: 0, incomplete: false, nextCursor: null };
    const page = cursor === undefined
      ? await http.get("query", { query: { q: soql }, headers: batchSize(limit), response: QueryAnswer })
      : await http.get("query/{cursor}", { path: { cursor }, response: QueryAnswer });
    return {
      records: page.records.map(salesforceRecord),
      total: page.totalSize,
      incomplete: limit !== undefined && page.totalSize >= limit,
      nextCursor: nextCursor(page),
    };
  },
});
