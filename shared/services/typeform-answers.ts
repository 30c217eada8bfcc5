/**
 * Typeform's answers, whose value stands under a name that depends on their type, as plain values.
 *
 * @see https://www.typeform.com/developers/responses/JSON-response-explanation/
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

export const TypeformAnswer = z.looseObject({
  type: z.string(),
  field: z.object({ id: z.string(), ref: z.string().nullish(), type: z.string().nullish() }),
});

export const typeformAnswerFields = {
  fieldId: z.string().describe("ID of the question"),
  ref: z.string().nullable().describe("Reference of the question, which its author may choose"),
  fieldType: z.string().nullable().describe("Kind of question"),
  type: z.string().describe("Kind of answer"),
  value: z.unknown().describe(
    "Text, number, true or false, a list of chosen labels, or an object for payments",
  ),
};

const Choice = z.object({ label: z.string().optional(), other: z.string().optional() });
const Choices = z.object({ labels: z.array(z.string()).default([]), other: z.string().optional() });

export function typeformAnswer(answer: z.output<typeof TypeformAnswer>) {
  const { field, type } = answer;
  return {
    fieldId: field.id,
    ref: field.ref ?? null,
    fieldType: field.type ?? null,
    type,
    value: plainValue(type, Object.hasOwn(answer, type) ? answer[type] : undefined),
  };
}

/** A kind of answer that is not known yet keeps its own value. */
function plainValue(type: string, value: unknown): unknown {
  const choice = type === "choice" ? Choice.safeParse(value).data : undefined;
  if (choice) return choice.label ?? choice.other ?? null;
  const choices = type === "choices" ? Choices.safeParse(value).data : undefined;
  if (choices) return choices.other === undefined ? choices.labels : [...choices.labels, choices.other];
  return value ?? null;
}
