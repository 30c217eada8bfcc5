/**
 * Adds a slide with texts, a picture and speaker notes to a Google Slides presentation.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-slides-add-slide", {
 *   presentationId: "1EAYk18Example", title: "Results", text: ["Turnover up 12 %", "Two new shops"],
 * });
 *
 * @see https://developers.google.com/workspace/slides/api/guides/create-slide
 * @module
 * @version 0.1.0
 */
import { BatchAnswer } from "../../shared/families/google-editors.ts";
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  checkSlide,
  newSlide,
  NOTES_QUERY,
  NotesAnswer,
  notesRequests,
  slideFields,
} from "../../shared/services/google-slides-new.ts";
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
  ...slideFields,
  index: z.int().min(0).max(10_000).optional().describe("Place among the slides, from 0; by default the end"),
}).superRefine(checkSlide);

const boxId = z.string().nullable();

const Output = z.object({
  ...presentationFields,
  slideId: z.string().describe("ID of the new slide"),
  titleId: boxId.describe("ID of the text box with the title"),
  subtitleId: boxId.describe("ID of the text box with the subtitle"),
  textId: boxId.describe("ID of the text box with the text"),
  pictureId: boxId.describe("ID of the picture"),
  revisionId,
});

export default defineFunction({
  name: "google-slides-add-slide",
  service: googleSlides,
  scopes: [googleScope("presentations")],
  effect: "write",
  access: "user",
  bounds: { presentationId: GOOGLE_SLIDES_ALLOWED_PRESENTATIONS },
  input: Input,
  output: Output,

  async run({ input, http, environment, commit }) {
    const { presentationId } = input;
    const path = { presentationId };
    const slide = newSlide(input, environment, input.index);
    let { writeControl } = await http.post("v1/presentations/{presentationId}:batchUpdate", {
      path,
      json: { requests: slide.requests },
      response: BatchAnswer,
    });
    const { slideId, boxes, pictureId } = slide;
    if (slide.notes) {
      commit({ presentationId, slideId });
      const presentation = await http.get("v1/presentations/{presentationId}", {
        path,
        query: NOTES_QUERY,
        response: NotesAnswer,
      });
      ({ writeControl } = await http.post("v1/presentations/{presentationId}:batchUpdate", {
        path,
        json: { requests: notesRequests([slide], presentation) },
        response: BatchAnswer,
      }));
    }
    return {
      presentationId,
      url: presentationUrl(presentationId),
      slideId,
      titleId: boxes.title ?? null,
      subtitleId: boxes.subtitle ?? null,
      textId: boxes.text ?? null,
      pictureId: pictureId ?? null,
      revisionId: writeControl?.requiredRevisionId ?? null,
    };
  },
});
