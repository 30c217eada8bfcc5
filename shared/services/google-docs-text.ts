/**
 * What is written in a document, as plain text or as Markdown.
 *
 * @module
 * @version 0.1.0
 */
import type { Block, DocumentTab, Lists, Paragraph, ParagraphElement } from "./google-docs-content.ts";

export type TextFormat = "text" | "markdown";

const PREFIXES: Readonly<Record<string, string>> = {
  TITLE: "# ",
  SUBTITLE: "## ",
  HEADING_1: "# ",
  HEADING_2: "## ",
  HEADING_3: "### ",
  HEADING_4: "#### ",
  HEADING_5: "##### ",
  HEADING_6: "###### ",
};
const INDENT = "    ";
const LINE_BREAK = "\v";

/** One tab, without those in it. */
export function tabText({ body, footnotes, lists }: DocumentTab, format: TextFormat): string {
  const notes = footnoteNumbers(body.content).map(([id, number]) =>
    `[^${number}]: ${flat(blocksText(footnotes[id]?.content ?? [], lists, format))}`
  );
  return [blocksText(body.content, lists, format), ...notes].join(format === "text" ? "\n" : "\n\n").trim();
}

function blocksText(blocks: readonly Block[], lists: Lists, format: TextFormat): string {
  if (format === "text") {
    return blocks.map((block) => plainBlock(block, lists)).filter((text) => text !== undefined).join("\n");
  }
  let text = "";
  let inList = false;
  for (const block of blocks) {
    const next = markdownBlock(block, lists);
    if (next === "") continue;
    const isItem = block.paragraph?.bullet !== undefined;
    text += text === "" ? next : (inList && isItem ? "\n" : "\n\n") + next;
    inList = isItem;
  }
  return text;
}

function plainBlock({ paragraph, table }: Block, lists: Lists): string | undefined {
  if (paragraph) return paragraphText(paragraph, plainElement);
  return table?.tableRows.map(({ tableCells }) =>
    tableCells.map(({ content }) => flat(blocksText(content, lists, "text"))).join("\t")
  ).join("\n");
}

function markdownBlock({ paragraph, table }: Block, lists: Lists): string {
  if (paragraph) return markdownParagraph(paragraph, lists);
  const rows = (table?.tableRows ?? []).map(({ tableCells }) =>
    tableCells.map(({ content }) => flat(blocksText(content, lists, "markdown")).replaceAll("|", "\\|"))
  );
  const [header, ...others] = rows;
  return header ? [header, header.map(() => "---"), ...others].map(tableLine).join("\n") : "";
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function markdownParagraph(paragraph: Paragraph, lists: Lists): string {
  const text = paragraphText(paragraph, markdownElement).trim();
  if (text === "") return paragraph.elements.some(({ horizontalRule }) => horizontalRule) ? "---" : "";
  const { bullet, paragraphStyle } = paragraph;
  if (bullet) {
    const mark = isNumbered(bullet, lists) ? "1. " : "- ";
    return INDENT.repeat(bullet.nestingLevel) + mark +
      withBreaks(text, INDENT.repeat(bullet.nestingLevel + 1));
  }
  const prefix = PREFIXES[paragraphStyle?.namedStyleType ?? ""];
  return prefix ? prefix + text.replaceAll(LINE_BREAK, " ") : withBreaks(escapeStart(text), "");
}

/** Numbered levels have a type of glyph, others a symbol. */
function isNumbered({ listId, nestingLevel }: NonNullable<Paragraph["bullet"]>, lists: Lists): boolean {
  const level = lists[listId ?? ""]?.listProperties?.nestingLevels[nestingLevel];
  return level?.glyphType !== undefined && !/^(?:NONE|GLYPH_TYPE_UNSPECIFIED)$/.test(level.glyphType);
}

/** Two spaces at the end of a line break it. */
function withBreaks(text: string, indent: string): string {
  return text.replaceAll(LINE_BREAK, `  \n${indent}`);
}

function paragraphText({ elements }: Paragraph, textOf: (element: ParagraphElement) => string): string {
  return elements.map(textOf).join("").replace(/\n$/, "");
}

function plainElement(element: ParagraphElement): string {
  return (element.textRun?.content ?? otherText(element)).replaceAll(LINE_BREAK, "\n");
}

function markdownElement(element: ParagraphElement): string {
  const { textRun, richLink } = element;
  if (richLink?.richLinkProperties?.uri) return linked(otherText(element), richLink.richLinkProperties.uri);
  if (!textRun) return element.footnoteReference ? otherText(element) : escapeInline(otherText(element));
  const { bold, italic, link } = textRun.textStyle;
  const { content } = textRun;
  const text = content.trim();
  if (text === "") return content;
  const before = content.slice(0, content.length - content.trimStart().length);
  const after = content.slice(content.trimEnd().length);
  const marks = (bold ? "**" : "") + (italic ? "*" : "");
  const styled = marks + escapeInline(text) + [...marks].reverse().join("");
  return before + (link?.url ? linkedMarkdown(styled, link.url) : styled) + after;
}

function linked(text: string, url: string): string {
  return linkedMarkdown(escapeInline(text), url);
}

/** Addresses of other kinds could run code where the Markdown is shown. */
function linkedMarkdown(markdown: string, url: string): string {
  return /^(?:https?:|mailto:)[^\s<>]*$/i.test(url) ? `[${markdown}](<${url}>)` : markdown;
}

/** What stands in a text without being text. */
function otherText(element: ParagraphElement): string {
  const { person, richLink, dateElement, footnoteReference, inlineObjectElement } = element;
  if (footnoteReference) return `[^${footnoteReference.footnoteNumber ?? ""}]`;
  if (inlineObjectElement) return "[picture]";
  return person?.personProperties?.name ?? person?.personProperties?.email ??
    richLink?.richLinkProperties?.title ?? richLink?.richLinkProperties?.uri ??
    dateElement?.dateElementProperties?.displayText ?? "";
}

function footnoteNumbers(blocks: readonly Block[]): [id: string, number: string][] {
  return blocks.flatMap(({ paragraph, table }) => [
    ...(paragraph?.elements ?? []).flatMap(({ footnoteReference }): [string, string][] =>
      footnoteReference?.footnoteId
        ? [[footnoteReference.footnoteId, footnoteReference.footnoteNumber ?? ""]]
        : []
    ),
    ...(table?.tableRows ?? []).flatMap(({ tableCells }) =>
      tableCells.flatMap(({ content }) => footnoteNumbers(content))
    ),
  ]);
}

/** On one line. */
function flat(text: string): string {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "").join(" ");
}

/** A part of a text that never ends in half a character. */
export function textPage(text: string, start: number, limit: number): { text: string; end: number } {
  const end = Math.min(start + limit, text.length);
  const isHalf = end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1));
  const whole = isHalf ? end - 1 : end;
  return { text: text.slice(start, whole), end: whole };
}

function escapeInline(text: string): string {
  return text.replace(/[\\`*_[\]<]/g, "\\$&");
}

/** Headings, quotes and lists start a line. */
function escapeStart(text: string): string {
  return text.replace(/^[#>+-]/, "\\$&").replace(/^(\d{1,9})([.)])/, "$1\\$2");
}
