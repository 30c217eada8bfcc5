/**
 * Copies a Google Slides template and fills its placeholders with texts and pictures; slides can be repeated.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-slides-fill-template", {
 *   templateId: "1EAYk18Example", title: "Offer 17", values: { client: "Ada Lovelace" }, pictures: { logo: file_url },
 * });
 *
 * @see https://developers.google.com/workspace/slides/api/guides/merge
 * @module
 * @version 0.1.0
 */
import { BatchAnswer } from "../../shared/families/google-editors.ts";
import {
  blanksFor,
  contentRule,
  COPY_QUERY,
  COPY_SCOPES,
  CopyAnswer,
  copyMetadata,
  copyRule,
  countReplaced,
  explainCopy,
  explainRequest,
  filled,
  filledFields,
  fillRequests,
  namesOf,
  NO_REPLIES,
  readsTemplate,
  TEMPLATE_ADMIN_FIELDS,
  templateFields,
  templatePictures,
} from "../../shared/families/google-template.ts";
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  PRESENTATION_QUERY,
  PresentationAnswer,
  slideTexts,
} from "../../shared/services/google-slides-content.ts";
import { pictureFit, repeatedSlides, slideRequests } from "../../shared/services/google-slides-template.ts";
import {
  GOOGLE_SLIDES_ALLOWED_TEMPLATES,
  googleSlides,
  presentationFields,
  presentationId,
  presentationUrl,
} from "../../shared/services/google-slides.ts";

const Input = z.strictObject({
  templateId: presentationId.describe("ID or address of the template"),
  ...templateFields,
  pictures: templatePictures(50),
  pictureFit: pictureFit.describe(
    "Whether a picture is fitted inside the shape it replaces, or cropped to fill it",
  ),
  slides: repeatedSlides.optional().describe(
    "Slides to repeat, up to 50: { index, values, pictures }, one for each copy of the template's slide with that " +
      "index (from 0); the slide itself is then taken out",
  ),
}).refine(...copyRule).refine(...contentRule);

export default defineFunction({
  name: "google-slides-fill-template",
  service: googleSlides,
  scopes: [googleScope("presentations")],
  extraScopes: COPY_SCOPES,
  effect: "write",
  access: "user",
  bounds: { templateId: GOOGLE_SLIDES_ALLOWED_TEMPLATES },
  adminOnly: TEMPLATE_ADMIN_FIELDS,
  limits: { body: 2 * MEGABYTE, response: 20 * MEGABYTE },
  input: Input,
  output: z.object({ ...presentationFields, ...filledFields }),

  async run({ input, http, commit, environment }) {
    const copy = input.inPlace ? undefined : await http.post(
      "https://www.googleapis.com/drive/v3/files/{fileId}/copy",
      {
        path: { fileId: input.templateId },
        query: COPY_QUERY,
        json: copyMetadata(input),
        response: CopyAnswer,
      },
    ).catch(explainCopy(googleSlides));
    const presentationId = copy?.id ?? input.templateId;
    const url = copy?.webViewLink ?? presentationUrl(presentationId);
    if (copy) commit({ presentationId, url });

    const { slides } = input.slides || readsTemplate(input)
      ? await http.get("v1/presentations/{presentationId}", {
        path: { presentationId },
        query: PRESENTATION_QUERY,
        response: PresentationAnswer,
      })
      : { slides: [] };
    const values = { ...blanksFor(input, slideTexts(slides)), ...input.values };
    const prepared = slideRequests({ ...input, values }, slides, environment);
    const requests = [...prepared.requests, ...fillRequests(prepared.fills, input, environment)];
    const texts = namesOf(prepared.fills);
    const names = [...prepared.names, ...texts];
    const { replies } = requests.length === 0 ? NO_REPLIES : await http.post(
      "v1/presentations/{presentationId}:batchUpdate",
      { path: { presentationId }, json: { requests }, response: BatchAnswer },
    ).catch(explainRequest([...names, ...texts]));

    const counts = [...countReplaced(names, replies)].filter(([name]) => name !== "");
    return { presentationId, url, title: copy?.name ?? null, ...filled(counts) };
  },
});
