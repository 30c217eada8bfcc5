/**
 * Paragraphs with styles, lists and page breaks, as the requests that put them into a document.
 *
 * @see https://developers.google.com/workspace/docs/api/reference/rest/v1/documents/request
 * @module
 * @version 0.1.0
 */
import { editorText } from "../families/google-editors.ts";
import * as z from "../runtime/zod.ts";

export const MAX_TEXT = 500_000;

const STYLES = {
  title: "TITLE",
  subtitle: "SUBTITLE",
  heading1: "HEADING_1",
  heading2: "HEADING_2",
  heading3: "HEADING_3",
  heading4: "HEADING_4",
  heading5: "HEADING_5",
  heading6: "HEADING_6",
  paragraph: "NORMAL_TEXT",
  bullet: "NORMAL_TEXT",
  numbered: "NORMAL_TEXT",
} as const;

const PRESETS = { bullet: "BULLET_DISC_CIRCLE_SQUARE", numbered: "NUMBERED_DECIMAL_ALPHA_ROMAN" } as const;

/** Of the text in a body: before it is its first section break. */
export const START = 1;

const LINE_BREAK = "\v";

const DocsBlock = z.strictObject({
  type: z.enum([
    ...["title", "subtitle", "heading1", "heading2", "heading3", "heading4", "heading5", "heading6"] as const,
    ...["paragraph", "bullet", "numbered", "pageBreak"] as const,
  ]).default("paragraph").describe("What it is; after a pageBreak the next block starts a page"),
  // Tabs at the start of a list's item set its level, and are taken out.
  text: editorText(MAX_TEXT).default("").describe(
    "Text; a line end in it breaks the line, not the paragraph",
  ),
  bold: z.boolean().optional().describe("Bold"),
  italic: z.boolean().optional().describe("Italic"),
  url: z.url({ protocol: /^(?:https?|mailto)$/ }).max(2_000).optional().describe(
    "Address that the text links to",
  ),
});
type DocsBlock = z.output<typeof DocsBlock>;

export const docsBlocks = z.array(DocsBlock).min(1).max(2_000);

export interface Place {
  index: number;
  tabId?: string | undefined;
  /** What stands before and after the blocks, to make them paragraphs of their own. */
  before?: "\n" | "";
  after?: "\n" | "";
  /** Whether the text around has styles, which new text takes over. */
  styled?: boolean;
}

/** At the start; where the end of a body is given, there, before its last line end. */
export function blockPlace(bodyEnd: number | undefined): Place {
  if (bodyEnd === undefined) return { index: START, after: "\n" };
  const index = Math.max(START, bodyEnd - 1);
  return { index, before: index === START ? "" : "\n" };
}

interface Paragraph extends Omit<DocsBlock, "type"> {
  type: keyof typeof STYLES;
  pageBreakBefore: boolean;
  startIndex: number;
  endIndex: number;
}

export interface Insertion {
  requests: unknown[];
  /** In UTF-16 units, as Google counts. */
  length: number;
}

export function insertBlocks(blocks: readonly DocsBlock[], place: Place): Insertion {
  const { index, tabId, before = "", after = "", styled = false } = place;
  const paragraphs = toParagraphs(blocks, index + before.length);
  const [first, last] = [paragraphs[0], paragraphs.at(-1)];
  if (!first || !last) return { requests: [], length: 0 };

  const inserted = insertText(`${before}${paragraphs.map(({ text }) => text).join("\n")}${after}`, {
    location: { index, tabId },
  });
  const range = (startIndex: number, endIndex: number) => ({ startIndex, endIndex, tabId });
  const whole = range(first.startIndex, last.endIndex);
  const lists = runs(paragraphs, ({ type }) => type in PRESETS ? type : undefined);
  return {
    ...inserted,
    requests: [
      ...inserted.requests,
      ...(styled
        ? [
          { deleteParagraphBullets: { range: whole } },
          { updateTextStyle: { range: whole, textStyle: {}, fields: "*" } },
        ]
        : []),
      ...runs(paragraphs, ({ type, pageBreakBefore }) => `${STYLES[type]} ${pageBreakBefore}`).map(
        ({ startIndex, endIndex, first: { type, pageBreakBefore } }) => ({
          updateParagraphStyle: {
            range: range(startIndex, endIndex),
            paragraphStyle: {
              namedStyleType: STYLES[type],
              ...(pageBreakBefore && { pageBreakBefore }),
            },
            fields: "namedStyleType,pageBreakBefore,indentStart,indentFirstLine",
          },
        }),
      ),
      ...paragraphs.flatMap((paragraph) => textStyle(paragraph, tabId)),
      // Bullets take leading tabs out, which shifts what comes after.
      ...lists.reverse().map(({ startIndex, endIndex, first: { type } }) => ({
        createParagraphBullets: {
          range: range(startIndex, endIndex),
          bulletPreset: type === "numbered" ? PRESETS.numbered : PRESETS.bullet,
        },
      })),
    ],
  };
}

/** Plain text, which takes over the style of what is around. */
export function insertText(
  text: string,
  where: { location: { index: number; tabId?: string | undefined } } | {
    endOfSegmentLocation: { tabId?: string | undefined };
  },
): Insertion {
  return { requests: text === "" ? [] : [{ insertText: { ...where, text } }], length: text.length };
}

function toParagraphs(blocks: readonly DocsBlock[], start: number): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let pageBreakBefore = false;
  let startIndex = start;
  const add = (type: Paragraph["type"], block: Omit<DocsBlock, "type">) => {
    const text = block.text.replaceAll("\n", LINE_BREAK);
    const endIndex = startIndex + text.length + 1;
    paragraphs.push({ ...block, type, text, pageBreakBefore, startIndex, endIndex });
    startIndex = endIndex;
    pageBreakBefore = false;
  };
  for (const { type, ...block } of blocks) {
    if (type === "pageBreak") pageBreakBefore = true;
    else add(type, block);
  }
  if (pageBreakBefore) add("paragraph", { text: "" });
  return paragraphs;
}

function textStyle({ text, bold, italic, url, startIndex }: Paragraph, tabId: string | undefined): unknown[] {
  const style = { ...(bold && { bold }), ...(italic && { italic }), ...(url && { link: { url } }) };
  const fields = Object.keys(style).join();
  if (text === "" || fields === "") return [];
  const range = { startIndex, endIndex: startIndex + text.length, tabId };
  return [{ updateTextStyle: { range, textStyle: style, fields } }];
}

/** Paragraphs in a row with the same key; those without one belong to none. */
function runs(
  paragraphs: readonly Paragraph[],
  keyOf: (paragraph: Paragraph) => string | undefined,
): { startIndex: number; endIndex: number; first: Paragraph }[] {
  const found: { startIndex: number; endIndex: number; first: Paragraph; key: string }[] = [];
  for (const paragraph of paragraphs) {
    const key = keyOf(paragraph);
    const last = found.at(-1);
    if (key === undefined) continue;
    if (last?.key === key && last.endIndex === paragraph.startIndex) last.endIndex = paragraph.endIndex;
    else {
      found.push({
        startIndex: paragraph.startIndex,
        endIndex: paragraph.endIndex,
        first: paragraph,
        key,
      });
    }
  }
  return found;
}
