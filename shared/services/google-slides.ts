/**
 * Google Slides: the service, its presentations, and what limits callers below admin.
 *
 * @see https://developers.google.com/workspace/slides/api/reference/rest
 * @module
 * @version 0.1.0
 */
import { defineGoogleEditor, editorId, editorUrl } from "../families/google-editors.ts";
import * as z from "../runtime/zod.ts";

export const googleSlides = defineGoogleEditor({
  connector: "googleslides",
  name: "Google Slides",
  baseUrl: "https://slides.googleapis.com/",
  kind: "presentation",
  hints: [
    [/layout|current master/i, "The theme of this presentation lacks this layout: use another one"],
  ],
});

/** The presentations, by ID, that callers below admin may use; once set, everybody. */
export const GOOGLE_SLIDES_ALLOWED_PRESENTATIONS = "GOOGLE_SLIDES_ALLOWED_PRESENTATIONS";
/** The templates, by ID, that callers below admin may fill; once set, everybody. */
export const GOOGLE_SLIDES_ALLOWED_TEMPLATES = "GOOGLE_SLIDES_ALLOWED_TEMPLATES";

export const presentationId = editorId("presentation");

export const presentationUrl = (id: string): string => editorUrl("presentation", id);

export const presentationFields = {
  presentationId: z.string().describe("ID of the presentation"),
  url: z.string().describe("Address that opens it, for people who have access"),
};
export const revisionId = z.string().nullable().describe("ID of this version of the presentation");
