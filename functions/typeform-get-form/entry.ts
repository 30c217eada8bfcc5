/**
 * Reads a Typeform form with its questions, whose IDs the answers refer to.
 *
 * @example
 * const { data } = await base44.functions.invoke("typeform-get-form", { formId: "WMpBq4vc" });
 *
 * @see https://www.typeform.com/developers/create/reference/retrieve-form/
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { typeform, typeformFormId } from "../../shared/services/typeform.ts";

const Input = z.strictObject({ formId: typeformFormId });

const Question = z.object({
  id: z.string(),
  ref: z.string().nullable(),
  title: z.string(),
  type: z.string(),
  required: z.boolean(),
  description: z.string().nullable(),
  choices: z.array(z.object({ id: z.string().nullable(), ref: z.string().nullable(), label: z.string() })),
  /** The questions of a group. */
  get fields() {
    return z.array(Question);
  },
});

const Output = z.object({
  id: z.string().describe("ID of the form"),
  title: z.string().describe("Title"),
  url: z.string().nullable().describe("Address for people to fill it in"),
  language: z.string().nullable().describe("Language, such as en"),
  isPublic: z.boolean().nullable().describe("Whether people can fill it in"),
  fields: z.array(Question).describe("Questions; a group holds its own in fields"),
  hiddenFields: z.array(z.string()).describe("Names of hidden fields"),
});

const Field = z.object({
  id: z.string(),
  ref: z.string().nullish(),
  title: z.string().default(""),
  type: z.string(),
  validations: z.object({ required: z.boolean().nullish() }).nullish(),
  properties: z.object({
    description: z.string().nullish(),
    choices: z.array(
      z.object({ id: z.string().nullish(), ref: z.string().nullish(), label: z.string().default("") }),
    )
      .nullish(),
    get fields() {
      return z.array(Field).nullish();
    },
  }).nullish(),
});

const Form = z.object({
  id: z.string(),
  title: z.string(),
  settings: z.object({ language: z.string().nullish(), is_public: z.boolean().nullish() }).nullish(),
  fields: z.array(Field).nullish(),
  hidden: z.array(z.string()).nullish(),
  _links: z.object({ display: z.string().nullish() }).nullish(),
});

export default defineFunction({
  name: "typeform-get-form",
  service: typeform,
  scopes: ["forms:read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const form = await http.get("forms/{formId}", { path: { formId: input.formId }, response: Form });
    return {
      id: form.id,
      title: form.title,
      url: form._links?.display ?? null,
      language: form.settings?.language ?? null,
      isPublic: form.settings?.is_public ?? null,
      fields: (form.fields ?? []).map(question),
      hiddenFields: form.hidden ?? [],
    };
  },
});

function question(
  { id, ref, title, type, validations, properties }: z.output<typeof Field>,
): z.input<typeof Question> {
  return {
    id,
    ref: ref ?? null,
    title,
    type,
    required: validations?.required ?? false,
    description: properties?.description ?? null,
    choices: (properties?.choices ?? []).map((choice) => ({
      id: choice.id ?? null,
      ref: choice.ref ?? null,
      label: choice.label,
    })),
    fields: (properties?.fields ?? []).map(question),
  };
}
