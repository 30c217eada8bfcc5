/**
 * Reads the slides of a Google Slides presentation: their texts, speaker notes and elements.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-slides-get", { presentationId: "1EAYk18Example" });
 *
 * @see https://developers.google.com/workspace/slides/api/reference/rest/v1/presentations/get
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { offsetCursor, readOffset } from "../../shared/runtime/cursor.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { cutText, textShare } from "../../shared/runtime/markdown.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  flatElements,
  PRESENTATION_QUERY,
  PresentationAnswer,
  slideNotes,
} from "../../shared/services/google-slides-content.ts";
import {
  GOOGLE_SLIDES_ALLOWED_PRESENTATIONS,
  googleSlides,
  presentationFields,
  presentationId,
  presentationUrl,
  revisionId,
} from "../../shared/services/google-slides.ts";

const Input = z.strictObject({
  presentationId: presentationId.describe("ID or address of the presentation"),
  includeElements: z.boolean().default(false).describe("Also list what each slide is made of"),
  limit: z.int().min(1).max(200).default(50).describe("Most slides of one answer"),
  cursor: z.string().max(20).optional().describe("nextCursor of the answer before"),
});

const Output = z.object({
  ...presentationFields,
  title: z.string().describe("Its title"),
  slides: z.array(z.object({
    id: z.string().describe("ID of the slide"),
    index: z.number().describe("Place among the slides, from 0"),
    title: z.string().nullable().describe("Text of its title"),
    text: z.string().describe("All its texts; very long ones are cut"),
    notes: z.string().describe("Speaker notes"),
    skipped: z.boolean().describe("Whether it is left out when presenting"),
    elements: z.array(z.object({
      id: z.string().describe("ID of the element"),
      type: z.string().describe("Such as TITLE, BODY, TEXT_BOX, image or table"),
      text: z.string().describe("Its text; of pictures the description"),
    })).optional().describe("With includeElements"),
  })).describe("The slides, in their order"),
  revisionId: revisionId.describe("ID of this version; null without the right to edit"),
  nextCursor: z.string().nullable().describe("For the next slides, else null"),
});

const TITLES = ["TITLE", "CENTERED_TITLE"];

export default defineFunction({
  name: "google-slides-get",
  service: googleSlides,
  scopes: [googleScope("presentations.readonly")],
  effect: "read",
  access: "admin",
  bounds: { presentationId: GOOGLE_SLIDES_ALLOWED_PRESENTATIONS },
  limits: { response: 20 * MEGABYTE },
  input: Input,
  output: Output,

  async run({ input: { presentationId, includeElements, limit, cursor }, http }) {
    const start = readOffset(cursor);
    const presentation = await http.get("v1/presentations/{presentationId}", {
      path: { presentationId },
      query: PRESENTATION_QUERY,
      response: PresentationAnswer,
    });
    const page = presentation.slides.slice(start, start + limit);
    const share = textShare(page.length * (includeElements ? 3 : 2));
    return {
      presentationId,
      url: presentationUrl(presentationId),
      title: presentation.title,
      slides: page.map((slide, index) => {
        const elements = flatElements(slide.pageElements);
        return {
          id: slide.objectId,
          index: start + index,
          title: elements.find(({ type }) => TITLES.includes(type))?.text ?? null,
          text: cutText(elements.map(({ text }) => text).filter(Boolean).join("\n"), share),
          notes: cutText(slideNotes(slide), share),
          skipped: slide.slideProperties?.isSkipped ?? false,
          ...(includeElements && {
            elements: elements.map((element) => ({ ...element, text: cutText(element.text, 1_000) })),
          }),
        };
      }),
      revisionId: presentation.revisionId ?? null,
      nextCursor: start + limit < presentation.slides.length ? offsetCursor(start + limit) : null,
    };
  },
});
