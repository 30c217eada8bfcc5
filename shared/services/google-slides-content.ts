/**
 * What is on the slides of a presentation: elements, in groups as well, and their texts.
 *
 * @see https://developers.google.com/workspace/slides/api/concepts/page-elements
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

const Text = z.object({
  textElements: z.array(z.object({
    textRun: z.object({ content: z.string().default("") }).optional(),
    autoText: z.object({ content: z.string().default("") }).optional(),
  })).default([]),
});

export interface Element {
  objectId: string;
  title?: string | undefined;
  description?: string | undefined;
  shape?: {
    shapeType?: string | undefined;
    placeholder?: { type?: string | undefined } | undefined;
    text?: z.output<typeof Text> | undefined;
  } | undefined;
  table?: { tableRows: { tableCells: { text?: z.output<typeof Text> | undefined }[] }[] } | undefined;
  wordArt?: { renderedText?: string | undefined } | undefined;
  elementGroup?: { children: Element[] } | undefined;
  image?: unknown;
  video?: unknown;
  line?: unknown;
  sheetsChart?: unknown;
}

const Element: z.ZodType<Element> = z.lazy(() =>
  z.object({
    objectId: z.string(),
    title: z.string().optional(),
    description: z.string().optional(),
    shape: z.object({
      shapeType: z.string().optional(),
      placeholder: z.object({ type: z.string().optional() }).optional(),
      text: Text.optional(),
    }).optional(),
    table: z.object({
      tableRows: z.array(z.object({
        tableCells: z.array(z.object({ text: Text.optional() })).default([]),
      })).default([]),
    }).optional(),
    wordArt: z.object({ renderedText: z.string().optional() }).optional(),
    elementGroup: z.object({ children: z.array(Element).default([]) }).optional(),
    image: z.unknown().optional(),
    video: z.unknown().optional(),
    line: z.unknown().optional(),
    sheetsChart: z.unknown().optional(),
  })
);

const Slide = z.object({
  objectId: z.string(),
  pageElements: z.array(Element).default([]),
  slideProperties: z.object({
    isSkipped: z.boolean().default(false),
    notesPage: z.object({
      notesProperties: z.object({ speakerNotesObjectId: z.string().optional() }).optional(),
      pageElements: z.array(Element).default([]),
    }).optional(),
  }).optional(),
});
export type Slide = z.output<typeof Slide>;

export const PresentationAnswer = z.object({
  title: z.string().default(""),
  /** Only for those who may edit. */
  revisionId: z.string().optional(),
  slides: z.array(Slide).default([]),
});

const TEXT = "text(textElements(textRun(content),autoText(content)))";
const ELEMENTS =
  `objectId,title,description,shape(shapeType,placeholder(type),${TEXT}),table(tableRows(tableCells(${TEXT}))),` +
  "wordArt,elementGroup,image(sourceUrl),video(id),line(lineType),sheetsChart(chartId)";

/** Without a mask, Google answers megabytes. */
export const PRESENTATION_QUERY = {
  fields: `title,revisionId,slides(objectId,pageElements(${ELEMENTS}),slideProperties(isSkipped,notesPage(` +
    `notesProperties,pageElements(objectId,shape(${TEXT})))))`,
};

const KINDS = ["shape", "image", "table", "video", "line", "sheetsChart", "wordArt"] as const;

export interface FlatElement {
  id: string;
  type: string;
  text: string;
}

/** The elements of a slide; instead of groups, what is in them. */
export function flatElements(elements: readonly Element[]): FlatElement[] {
  return elements.flatMap((element) => {
    if (element.elementGroup) return flatElements(element.elementGroup.children);
    const kind = KINDS.find((kind) => element[kind] !== undefined) ?? "other";
    const { shape } = element;
    return [{
      id: element.objectId,
      type: shape?.placeholder?.type ?? shape?.shapeType ?? kind,
      text: elementText(element),
    }];
  });
}

function elementText({ shape, table, wordArt, title, description }: Element): string {
  if (table) {
    return table.tableRows.map(({ tableCells }) => tableCells.map(({ text }) => plain(text)).join("\t")).join(
      "\n",
    );
  }
  if (shape) return plain(shape.text);
  return wordArt?.renderedText ?? [title, description].filter(Boolean).join(": ");
}

/** Google ends every paragraph with a line end, and breaks lines within with a vertical tab. */
function plain(text: z.output<typeof Text> | undefined): string {
  return (text?.textElements ?? []).map(({ textRun, autoText }) => (textRun ?? autoText)?.content ?? "").join(
    "",
  )
    .replaceAll("\v", "\n").trimEnd();
}

export function slideNotes({ slideProperties }: Slide): string {
  const { notesPage } = slideProperties ?? {};
  const id = notesPage?.notesProperties?.speakerNotesObjectId;
  const box = notesPage?.pageElements.find(({ objectId }) => objectId === id);
  return box ? elementText(box) : "";
}

/** Every text on the slides, for placeholders to be found in. */
export function slideTexts(slides: readonly Slide[]): string[] {
  return slides.flatMap(({ pageElements }) => flatElements(pageElements).map(({ text }) => text));
}
