/**
 * A document as Google tells it: tabs in tabs, each with a body of paragraphs and tables, in tables as well.
 *
 * @see https://developers.google.com/workspace/docs/api/concepts/structure
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import { MEGABYTE } from "../runtime/spec.ts";
import * as z from "../runtime/zod.ts";

const TextStyle = z.object({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  link: z.object({ url: z.string().optional() }).optional(),
});

/** One of these is set; others, such as equations, hold no text. */
const ParagraphElement = z.object({
  startIndex: z.int().default(0),
  endIndex: z.int().default(0),
  textRun: z.object({ content: z.string().default(""), textStyle: TextStyle.default({}) }).optional(),
  person: z.object({
    personProperties: z.object({ name: z.string().optional(), email: z.string().optional() }).optional(),
  }).optional(),
  richLink: z.object({
    richLinkProperties: z.object({ title: z.string().optional(), uri: z.string().optional() }).optional(),
  }).optional(),
  dateElement: z.object({
    dateElementProperties: z.object({ displayText: z.string().optional() }).optional(),
  }).optional(),
  footnoteReference: z.object({
    footnoteId: z.string().optional(),
    footnoteNumber: z.string().optional(),
  }).optional(),
  inlineObjectElement: z.object({ inlineObjectId: z.string().optional() }).optional(),
  horizontalRule: z.object({}).optional(),
});
export type ParagraphElement = z.output<typeof ParagraphElement>;

const Paragraph = z.object({
  elements: z.array(ParagraphElement).default([]),
  paragraphStyle: z.object({ namedStyleType: z.string().optional() }).optional(),
  bullet: z.object({ listId: z.string().optional(), nestingLevel: z.int().default(0) }).optional(),
});
export type Paragraph = z.output<typeof Paragraph>;

export interface Block {
  endIndex: number;
  paragraph?: Paragraph | undefined;
  table?: { tableRows: { tableCells: { content: Block[] }[] }[] } | undefined;
}

const Block: z.ZodType<Block> = z.lazy(() =>
  z.object({
    endIndex: z.int().default(0),
    paragraph: Paragraph.optional(),
    table: z.object({
      tableRows: z.array(z.object({
        tableCells: z.array(z.object({ content: z.array(Block).default([]) })).default([]),
      })).default([]),
    }).optional(),
  })
);

const Segment = z.object({ content: z.array(Block).default([]) });
type Segment = z.output<typeof Segment>;
const Segments = z.record(z.string(), Segment).default({});

const Lists = z.record(
  z.string(),
  z.object({
    listProperties: z.object({
      nestingLevels: z.array(z.object({ glyphType: z.string().optional() })).default([]),
    }).optional(),
  }),
).default({});
export type Lists = z.output<typeof Lists>;

const DocumentTab = z.object({
  body: Segment.default({ content: [] }),
  headers: Segments,
  footers: Segments,
  footnotes: Segments,
  lists: Lists,
});
export type DocumentTab = z.output<typeof DocumentTab>;

export interface Tab {
  tabProperties: { tabId: string; title: string; nestingLevel: number };
  documentTab?: DocumentTab | undefined;
  childTabs: Tab[];
}

const Tab: z.ZodType<Tab> = z.lazy(() =>
  z.object({
    tabProperties: z.object({
      tabId: z.string(),
      title: z.string().default(""),
      nestingLevel: z.int().default(0),
    }),
    documentTab: DocumentTab.optional(),
    childTabs: z.array(Tab).default([]),
  })
);

export const DocumentAnswer = z.object({
  title: z.string().default(""),
  /** Only for those who may edit. */
  revisionId: z.string().optional(),
  tabs: z.array(Tab),
});
export type DocumentAnswer = z.output<typeof DocumentAnswer>;

/** Without `includeTabsContent`, Google tells the first tab only. */
export const DOCUMENT_QUERY = { includeTabsContent: true, fields: "title,revisionId,tabs" };

/** Bytes of an answer: Google's own form of a document is many times longer than its text. */
export const MAX_DOCUMENT = 20 * MEGABYTE;

/** All tabs in their order, each before those within it. */
export function allTabs(tabs: readonly Tab[]): Tab[] {
  return tabs.flatMap((tab) => [tab, ...allTabs(tab.childTabs)]);
}

/** The tab with this ID; without one all, or none. */
export function chosenTabs(document: DocumentAnswer, tabId: string | undefined): Tab[] {
  const tabs = allTabs(document.tabs);
  const chosen = tabs.filter(({ tabProperties }) => tabId === undefined || tabProperties.tabId === tabId);
  if (tabId === undefined || chosen.length > 0) return chosen;
  throw new FunctionError("not_found", "This document has no such tab", {
    params: { tabs: tabs.map(({ tabProperties }) => tabProperties.tabId) },
  });
}

/** Where the body ends of the tab with this ID, or of the first. */
export function bodyEnd(document: DocumentAnswer, tabId: string | undefined): number {
  const [tab] = chosenTabs(document, tabId);
  return tab?.documentTab?.body.content.at(-1)?.endIndex ?? 0;
}

/** Where in a tab a paragraph is: in the body, or in the segment with this ID. */
export interface PlacedParagraph {
  paragraph: Paragraph;
  tabId: string;
  segmentId: string | undefined;
}

/** Every paragraph of bodies, headers and footers, those in tables included, in the order of their indexes. */
export function placedParagraphs(document: DocumentAnswer): PlacedParagraph[] {
  return allTabs(document.tabs).flatMap(({ tabProperties: { tabId }, documentTab }) => {
    if (!documentTab) return [];
    const { body, headers, footers } = documentTab;
    const segments: [string | undefined, Segment][] = [
      [undefined, body],
      ...Object.entries(headers),
      ...Object.entries(footers),
    ];
    return segments.flatMap(([segmentId, { content }]) =>
      paragraphsOf(content).map((paragraph) => ({ paragraph, tabId, segmentId }))
    );
  });
}

function paragraphsOf(blocks: readonly Block[]): Paragraph[] {
  return blocks.flatMap(({ paragraph, table }) => [
    ...(paragraph ? [paragraph] : []),
    ...(table?.tableRows ?? []).flatMap(({ tableCells }) =>
      tableCells.flatMap(({ content }) => paragraphsOf(content))
    ),
  ]);
}
