/**
 * Lists the responses to a Typeform form, newest first, with plain values.
 *
 * @example
 * const { data } = await base44.functions.invoke("typeform-list-responses", { formId: "WMpBq4vc", limit: 50 });
 *
 * @see https://www.typeform.com/developers/responses/reference/retrieve-responses/
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atMostOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  TypeformAnswer,
  typeformAnswer,
  typeformAnswerFields,
} from "../../shared/services/typeform-answers.ts";
import { typeform, typeformFormId, typeformId } from "../../shared/services/typeform.ts";

const time = z.iso.datetime({ offset: true }).optional();

const Input = z.strictObject({
  formId: typeformFormId,
  query: z.string().min(1).max(500).optional().describe("Only responses with this text in them"),
  since: time.describe("Only responses from this ISO 8601 time on"),
  until: time.describe("Only responses up to this ISO 8601 time"),
  responseTypes: z.array(z.enum(["started", "partial", "completed"])).min(1).max(3).default(["completed"])
    .describe(
      "How far people got",
    ),
  includeMetadata: z.boolean().default(false).describe("Browser, network and referring page too"),
  limit: z.int().min(1).max(1_000).default(25).describe("Most responses of a page"),
  cursor: typeformId.optional().describe("`nextCursor` of the page before"),
  after: typeformId.optional().describe("ID of the newest known response: only newer ones"),
}).refine(...atMostOne("cursor", "after"));

const Output = z.object({
  responses: z.array(z.object({
    id: z.string().describe("ID of the response"),
    landedAt: z.string().nullable().describe("ISO 8601 time when the form was opened"),
    submittedAt: z.string().nullable().describe("ISO 8601 time; null for one that is not finished"),
    answers: z.array(z.object(typeformAnswerFields)).describe("Answers; questions without one are absent"),
    hidden: z.record(z.string(), z.unknown()).describe("Hidden fields"),
    score: z.number().nullable().describe("Score of a quiz"),
    metadata: z.record(z.string(), z.unknown()).optional().describe("Where it came from"),
  })).describe("Responses of this page; those of the last half hour may be missing"),
  total: z.number().describe("How many responses fit in all"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
});

const Responses = z.object({
  total_items: z.number(),
  items: z.array(z.object({
    token: z.string().optional(),
    response_id: z.string().optional(),
    landed_at: z.string().nullish(),
    submitted_at: z.string().nullish(),
    answers: z.array(TypeformAnswer).nullish(),
    hidden: z.record(z.string(), z.unknown()).nullish(),
    calculated: z.object({ score: z.number().nullish() }).nullish(),
    metadata: z.record(z.string(), z.unknown()).nullish(),
  })),
});

export default defineFunction({
  name: "typeform-list-responses",
  service: typeform,
  scopes: ["responses:read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { items, total_items } = await http.get("forms/{formId}/responses", {
      path: { formId: input.formId },
      query: {
        page_size: input.limit,
        before: input.cursor,
        after: input.after,
        since: input.since,
        until: input.until,
        response_type: input.responseTypes.join(","),
        query: input.query,
      },
      response: Responses,
    });
    const responses = items.map((item) => ({
      id: item.token ?? item.response_id ?? "",
      landedAt: item.landed_at ?? null,
      submittedAt: item.submitted_at ?? null,
      answers: (item.answers ?? []).map(typeformAnswer),
      hidden: item.hidden ?? {},
      score: item.calculated?.score ?? null,
      ...(input.includeMetadata && { metadata: item.metadata ?? {} }),
    }));
    const isLast = items.length < input.limit || input.after !== undefined;
    return { responses, total: total_items, nextCursor: isLast ? null : responses.at(-1)?.id ?? null };
  },
});
