/**
 * New slides: what they hold, and the requests that make them.
 *
 * @see https://developers.google.com/workspace/slides/api/reference/rest/v1/presentations/request#createsliderequest
 * @module
 * @version 0.1.0
 */
import { editorText, pictureUrl } from "../families/google-editors.ts";
import type { Environment } from "../runtime/environment.ts";
import { FunctionError } from "../runtime/errors.ts";
import { randomHex } from "../runtime/ids.ts";
import * as z from "../runtime/zod.ts";

type Slot = "title" | "subtitle" | "text";

/** The layouts that every theme of Google's has, and the placeholders that hold their texts. */
const LAYOUTS = {
  TITLE: { title: "CENTERED_TITLE", subtitle: "SUBTITLE" },
  TITLE_AND_BODY: { title: "TITLE", text: "BODY" },
  TITLE_ONLY: { title: "TITLE" },
  SECTION_HEADER: { title: "TITLE" },
  BLANK: {},
} as const satisfies Record<string, Partial<Record<Slot, string>>>;
type Layout = keyof typeof LAYOUTS;

const SLOTS = ["title", "subtitle", "text"] as const;
const LAYOUT_NAMES = ["TITLE", "TITLE_AND_BODY", "TITLE_ONLY", "SECTION_HEADER", "BLANK"] as const;
const MAX_TEXT = 20_000;

export const slideFields = {
  layout: z.enum(LAYOUT_NAMES).optional().describe(
    "Layout; by default TITLE with a subtitle, TITLE_ONLY or BLANK with a picture, else TITLE_AND_BODY",
  ),
  title: editorText(MAX_TEXT).optional().describe("Title"),
  subtitle: editorText(MAX_TEXT).optional().describe("Subtitle; with layout TITLE"),
  text: z.union([editorText(MAX_TEXT), z.array(editorText(MAX_TEXT)).max(100)]).optional().describe(
    "Text, or a list of lines; with layout TITLE_AND_BODY. Tabs at the start of a line make it a lower level",
  ),
  bullets: z.boolean().optional().describe(
    "Put bullets before the lines of text; by default where it is a list",
  ),
  pictureUrl: pictureUrl.optional().describe(
    "Address (https, no sign-in) of a PNG, JPEG or GIF picture; with layout TITLE_ONLY or BLANK",
  ),
  notes: editorText(MAX_TEXT).optional().describe("Speaker notes"),
};

const SlideInput = z.object(slideFields);
export type SlideInput = z.output<typeof SlideInput>;

/** For `.superRefine(...)`: the layout has a place for all that is given. */
export function checkSlide(slide: SlideInput, context: z.core.$RefinementCtx): void {
  const layout = layoutOf(slide);
  for (const slot of SLOTS) {
    if (!slide[slot] || slot in LAYOUTS[layout]) continue;
    const message = `expected none: the layout ${layout} has no place for it`;
    context.addIssue({ code: "custom", path: [slot], message });
  }
  if (slide.pictureUrl && layout !== "TITLE_ONLY" && layout !== "BLANK") {
    const message = "expected no picture with a subtitle or text: use a slide of its own";
    context.addIssue({ code: "custom", path: ["pictureUrl"], message });
  }
}

function layoutOf({ layout, title, subtitle, text, pictureUrl }: SlideInput): Layout {
  if (layout) return layout;
  if (subtitle && !text) return "TITLE";
  if (pictureUrl && !text) return title ? "TITLE_ONLY" : "BLANK";
  return "TITLE_AND_BODY";
}

export interface NewSlide {
  slideId: string;
  /** IDs of the text boxes that are filled. */
  boxes: Partial<Record<Slot, string>>;
  pictureId: string | undefined;
  notes: string;
  requests: unknown[];
}

/** The IDs are chosen here, so that one batch can make a slide and fill it. */
export function newSlide(slide: SlideInput, environment: Environment, insertionIndex?: number): NewSlide {
  const layout = layoutOf(slide);
  const types: Partial<Record<Slot, string>> = LAYOUTS[layout];
  const slideId = `s_${randomHex(environment, 8)}`;
  const texts = SLOTS.map((slot) => ({
    slot,
    type: types[slot],
    text: textOf(slide, slot),
    id: `${slideId}_${slot}`,
  }))
    .filter(({ type, text }) => type !== undefined && text !== "");
  const body = texts.find(({ slot }) => slot === "text");
  const pictureId = slide.pictureUrl && `${slideId}_picture`;
  return {
    slideId,
    boxes: Object.fromEntries(texts.map(({ slot, id }) => [slot, id])),
    pictureId,
    notes: slide.notes ?? "",
    requests: [
      {
        createSlide: {
          objectId: slideId,
          insertionIndex,
          slideLayoutReference: { predefinedLayout: layout },
          placeholderIdMappings: texts.map(({ type, id }) => ({
            layoutPlaceholder: { type, index: 0 },
            objectId: id,
          })),
        },
      },
      ...texts.map(({ id, text }) => ({ insertText: { objectId: id, text, insertionIndex: 0 } })),
      ...(body && (slide.bullets ?? Array.isArray(slide.text)) ? [bullets(body.id)] : []),
      ...(pictureId && slide.pictureUrl
        ? [picture(pictureId, slide.pictureUrl, slideId, layout === "TITLE_ONLY")]
        : []),
    ],
  };
}

function textOf(slide: SlideInput, slot: Slot): string {
  const value = slide[slot] ?? "";
  return typeof value === "string" ? value : value.join("\n");
}

function bullets(objectId: string): unknown {
  return {
    createParagraphBullets: {
      objectId,
      textRange: { type: "ALL" },
      bulletPreset: "BULLET_DISC_CIRCLE_SQUARE",
    },
  };
}

/** In points, on a page of Google's usual 720 x 405; the picture keeps its proportions within. */
const WHOLE_PAGE = { x: 0, y: 0, width: 720, height: 405 };
const BELOW_TITLE = { x: 40, y: 100, width: 640, height: 285 };

function picture(objectId: string, url: string, pageObjectId: string, hasTitle: boolean): unknown {
  const { x, y, width, height } = hasTitle ? BELOW_TITLE : WHOLE_PAGE;
  return {
    createImage: {
      objectId,
      url,
      elementProperties: {
        pageObjectId,
        size: { width: { magnitude: width, unit: "PT" }, height: { magnitude: height, unit: "PT" } },
        transform: { scaleX: 1, scaleY: 1, translateX: x, translateY: y, unit: "PT" },
      },
    },
  };
}

/** Where the notes of each slide go is known only when the slides are there. */
export const NOTES_QUERY = {
  fields: "slides(objectId,slideProperties(notesPage(notesProperties(speakerNotesObjectId))))",
};

export const NotesAnswer = z.object({
  slides: z.array(z.object({
    objectId: z.string(),
    slideProperties: z.object({
      notesPage: z.object({
        notesProperties: z.object({ speakerNotesObjectId: z.string().optional() }).optional(),
      }).optional(),
    }).optional(),
  })).default([]),
});

export function notesRequests(
  slides: readonly NewSlide[],
  presentation: z.output<typeof NotesAnswer>,
): unknown[] {
  const boxes = new Map(presentation.slides.map(({ objectId, slideProperties }) => [
    objectId,
    slideProperties?.notesPage?.notesProperties?.speakerNotesObjectId,
  ]));
  return slides.filter(({ notes }) => notes !== "").map(({ slideId, notes }) => {
    const objectId = boxes.get(slideId);
    if (objectId) return { insertText: { objectId, text: notes, insertionIndex: 0 } };
    throw new FunctionError(
      "provider_invalid_response",
      "Google Slides does not tell where the speaker notes go",
    );
  });
}
