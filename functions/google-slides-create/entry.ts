/**
 * Creates a Google Slides presentation with slides, at the top of the connected account's Drive.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-slides-create", {
 *   title: "Q4 review", slides: [{ title: "Q4 review", subtitle: "January" }, { title: "Results", text: ["Up 12 %"] }],
 * });
 *
 * @see https://developers.google.com/workspace/slides/api/guides/presentations
 * @module
 * @version 0.1.0
 */
import { BatchAnswer, editorText } from "../../shared/families/google-editors.ts";
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
  googleSlides,
  presentationFields,
  presentationUrl,
  revisionId,
} from "../../shared/services/google-slides.ts";

const Input = z.strictObject({
  title: editorText(255).pipe(z.string().min(1)).describe("Title of the presentation"),
  slides: z.array(z.strictObject(slideFields).superRefine(checkSlide)).max(100).default([]).describe(
    "Up to 100 slides { layout, title, subtitle, text, bullets, pictureUrl, notes }; without any there is one " +
      "empty title slide",
  ),
});

const Output = z.object({
  ...presentationFields,
  title: z.string().describe("Its title"),
  slideIds: z.array(z.string()).describe("IDs of its slides, in their order"),
  revisionId,
});

export default defineFunction({
  name: "google-slides-create",
  service: googleSlides,
  scopes: [googleScope("presentations")],
  effect: "write",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http, environment, commit }) {
    // Google takes nothing but the title here.
    const created = await http.post("v1/presentations", {
      query: { fields: "presentationId,title,revisionId,slides(objectId)" },
      json: { title: input.title },
      response: z.object({
        presentationId: z.string(),
        title: z.string(),
        revisionId: z.string().optional(),
        slides: z.array(z.object({ objectId: z.string() })).default([]),
      }),
    });
    const { presentationId, title } = created;
    const url = presentationUrl(presentationId);
    const path = { presentationId };
    const firstIds = created.slides.map(({ objectId }) => objectId);
    let revisionId = created.revisionId;
    const slides = input.slides.map((slide) => newSlide(slide, environment));
    const update = async (requests: unknown[]) => {
      const { writeControl } = await http.post("v1/presentations/{presentationId}:batchUpdate", {
        path,
        json: { requests },
        response: BatchAnswer,
      });
      revisionId = writeControl?.requiredRevisionId ?? revisionId;
    };
    if (slides.length > 0) {
      commit({ presentationId, url });
      await update([
        ...slides.flatMap(({ requests }) => requests),
        ...firstIds.map((objectId) => ({ deleteObject: { objectId } })),
      ]);
    }
    if (slides.some(({ notes }) => notes)) {
      const presentation = await http.get("v1/presentations/{presentationId}", {
        path,
        query: NOTES_QUERY,
        response: NotesAnswer,
      });
      await update(notesRequests(slides, presentation));
    }
    const slideIds = slides.length > 0 ? slides.map(({ slideId }) => slideId) : firstIds;
    return { presentationId, url, title, slideIds, revisionId: revisionId ?? null };
  },
});
