/**
 * Pictures in the place of placeholders. Google has no single request for that.
 *
 * @see https://developers.google.com/workspace/docs/api/reference/rest/v1/documents/request#insertinlineimagerequest
 * @module
 * @version 0.1.0
 */
import { type Marks, placeholder } from "../families/google-template.ts";
import { type DocumentAnswer, type Paragraph, placedParagraphs } from "./google-docs-content.ts";

export interface PictureRequests {
  requests: unknown[];
  /** Of each request, the placeholder that it is for. */
  names: string[];
  counts: Map<string, number>;
}

/** Stands for what is no text, so that indexes in the text are those in the document. */
const OTHER = "\ufffc";

export function documentTexts(document: DocumentAnswer): string[] {
  return placedParagraphs(document).map(({ paragraph }) => indexedText(paragraph));
}

/** The text of a paragraph, as long as its indexes say. */
function indexedText({ elements }: Paragraph): string {
  return elements.map(({ textRun, startIndex, endIndex }) =>
    textRun?.content ?? OTHER.repeat(Math.max(0, endIndex - startIndex))
  ).join("");
}

/** Each request shifts what comes after it, so they go from the end to the start. */
export function pictureRequests(
  document: DocumentAnswer | undefined,
  pictures: Readonly<Record<string, string>>,
  marks: Marks,
): PictureRequests {
  const hits = (document ? placedParagraphs(document) : []).flatMap(({ paragraph, tabId, segmentId }) => {
    const text = indexedText(paragraph);
    const start = paragraph.elements[0]?.startIndex ?? 0;
    return Object.entries(pictures).flatMap(([name, uri]) => {
      const wanted = placeholder(name, marks);
      return indexesOf(text, wanted).map((index) => ({
        name,
        uri,
        place: { segmentId, tabId },
        startIndex: start + index,
        endIndex: start + index + wanted.length,
      }));
    });
  }).sort((a, b) => b.startIndex - a.startIndex);
  const counts = new Map(Object.keys(pictures).map((name) => [name, 0]));
  for (const { name } of hits) counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    requests: hits.flatMap(({ uri, place, startIndex, endIndex }) => [
      { deleteContentRange: { range: { ...place, startIndex, endIndex } } },
      { insertInlineImage: { uri, location: { ...place, index: startIndex } } },
    ]),
    names: hits.flatMap(({ name }) => [name, name]),
    counts,
  };
}

function indexesOf(text: string, wanted: string): number[] {
  const indexes: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    indexes.push(at);
  }
  return indexes;
}
