/**
 * Lists records of an Airtable table with conditions, order and paging.
 *
 * @example
 * const { data } = await base44.functions.invoke("airtable-list-records", {
 *   baseId: "appD26Y6hJLSadC6d", table: "Tasks", where: [{ field: "Status", value: "To do" }],
 * });
 *
 * @see https://airtable.com/developers/web/api/list-records
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atMostOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { airtable, byFieldId, fieldName, tableBounds, tableFields } from "../../shared/services/airtable.ts";
import { whereFields, whereFormula } from "../../shared/services/airtable-formula.ts";
import { CommentedRecord, readRecord, RecordAnswer } from "../../shared/services/airtable-records.ts";

const MAX_PAGE = 100;

const Input = z.strictObject({
  ...tableFields,
  ...whereFields,
  formula: z.string().min(1).max(16_000).optional().describe(
    "Airtable's own formula, for what where cannot say; it must not hold what users type",
  ),
  view: z.string().min(1).max(255).optional().describe(
    "ID or name of a view, whose filter and order apply too",
  ),
  fields: z.array(fieldName).min(1).max(500).optional().describe("IDs or names of the fields to answer"),
  sort: z.array(z.strictObject({
    field: fieldName.describe("ID or name of the field"),
    direction: z.enum(["asc", "desc"]).default("asc").describe("Ascending or descending"),
  })).min(1).max(10).optional().describe("What to sort by, the most important first"),
  byFieldId,
  asText: z.boolean().default(false).describe(
    "Answer values as the text people see; needs timeZone and locale",
  ),
  timeZone: z.string().min(1).max(100).optional().describe("For asText: IANA name such as Europe/Berlin"),
  locale: z.string().min(1).max(35).optional().describe("For asText: such as en-gb"),
  commentCounts: z.boolean().default(false).describe("Add how many comments each record has"),
  limit: z.int().min(1).max(1_000).default(100).describe(
    "Most records of one answer; above 100 it takes several requests, and some less may come",
  ),
  cursor: z.string().min(1).max(500).optional().describe(
    "nextCursor of the answer before, with the same other fields; works for some minutes",
  ),
})
  .refine(...atMostOne("formula", "where"))
  .refine(...atMostOne("formula", "recordIds"))
  .refine(({ asText, timeZone, locale }) => !asText || (timeZone !== undefined && locale !== undefined), {
    error: "expected timeZone and locale for asText",
  });

const Output = z.object({
  records: z.array(CommentedRecord).describe("The records"),
  nextCursor: z.string().nullable().describe("For the next records; null at the end"),
});

export default defineFunction({
  name: "airtable-list-records",
  service: airtable,
  scopes: ["data.records:read"],
  effect: "read",
  access: "user",
  bounds: tableBounds,
  adminOnly: ["formula"],
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { baseId, table, limit } = input;
    const pages = Math.ceil(limit / MAX_PAGE);
    const records: RecordAnswer[] = [];
    let offset = input.cursor;
    for (let page = 0; page === 0 || (page < pages && offset !== undefined); page++) {
      const answer = await http.post("{baseId}/{table}/listRecords", {
        path: { baseId, table },
        query: { timeZone: input.timeZone, userLocale: input.locale },
        json: {
          view: input.view,
          fields: input.fields,
          filterByFormula: input.formula ?? whereFormula(input),
          sort: input.sort,
          cellFormat: input.asText ? "string" : undefined,
          returnFieldsByFieldId: input.byFieldId,
          recordMetadata: input.commentCounts ? ["commentCount"] : undefined,
          // The same for every page, since a cursor goes on where a page ended.
          pageSize: Math.floor(limit / pages),
          offset,
        },
        response: z.object({ records: z.array(RecordAnswer), offset: z.string().nullish() }),
      });
      records.push(...answer.records);
      offset = answer.offset ?? undefined;
    }
    return {
      records: records.map((record) => ({
        ...readRecord(record),
        ...(typeof record.commentCount === "number" && { commentCount: record.commentCount }),
      })),
      nextCursor: offset ?? null,
    };
  },
});
