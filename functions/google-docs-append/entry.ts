/**
 * Adds text or styled paragraphs at the end, or at the start, of a Google Docs document.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-docs-append", { documentId: "1Kj3d86Z-SfExample", text: "Paid" });
 *
 * @see https://developers.google.com/workspace/docs/api/how-tos/move-text
 * @module
 * @version 0.1.0
 */
import { BatchAnswer, editorText } from "../../shared/families/google-editors.ts";
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  blockPlace,
  docsBlocks,
  insertBlocks,
  insertText,
  MAX_TEXT,
  START,
} from "../../shared/services/google-docs-blocks.ts";
import {
  bodyEnd,
  DOCUMENT_QUERY,
  DocumentAnswer,
  MAX_DOCUMENT,
} from "../../shared/services/google-docs-content.ts";
import {
  documentFields,
  documentId,
  documentUrl,
  GOOGLE_DOCS_ALLOWED_DOCUMENTS,
  googleDocs,
  revisionId,
  tabId,
} from "../../shared/services/google-docs.ts";

const Input = z.strictObject({
  documentId: documentId.describe("ID or address of the document"),
  text: editorText(MAX_TEXT).pipe(z.string().min(1)).optional().describe(
    "Plain text, up to 500,000 characters; it looks like the text that it is put next to",
  ),
  blocks: docsBlocks.optional().describe(
    "Up to 2,000 blocks { type, text, bold, italic, url } with looks of their own: title, subtitle, heading1 to " +
      "heading6, paragraph, bullet, numbered, pageBreak",
  ),
  position: z.enum(["end", "start"]).default("end").describe("Where"),
  newParagraph: z.boolean().default(true).describe(
    "Start a new paragraph; false goes on in the one that is there. Blocks always start one",
  ),
  tabId: tabId.optional().describe("ID of the tab, from google-docs-read; by default the first"),
}).refine(...exactlyOne("text", "blocks"));

export default defineFunction({
  name: "google-docs-append",
  service: googleDocs,
  scopes: [googleScope("documents")],
  effect: "write",
  access: "user",
  bounds: { documentId: GOOGLE_DOCS_ALLOWED_DOCUMENTS },
  adminOnly: ["blocks"],
  limits: { body: 2 * MEGABYTE, response: MAX_DOCUMENT },
  input: Input,
  output: z.object({
    ...documentFields,
    insertedChars: z.number().describe("How many characters were added, line ends included"),
    revisionId,
  }),

  async run({ input, http }) {
    const { documentId, text, blocks = [], tabId, position } = input;
    const lineEnd = input.newParagraph ? "\n" : "";
    const path = { documentId };
    // Blocks are styled by their indexes, so the end has to be known, and nobody may move it meanwhile.
    const document = text === undefined && position === "end"
      ? await http.get("v1/documents/{documentId}", { path, query: DOCUMENT_QUERY, response: DocumentAnswer })
      : undefined;
    const insertion = text !== undefined
      ? position === "end"
        ? insertText(lineEnd + text, { endOfSegmentLocation: { tabId } })
        : insertText(text + lineEnd, { location: { index: START, tabId } })
      : insertBlocks(blocks, { tabId, styled: true, ...blockPlace(document && bodyEnd(document, tabId)) });

    const { writeControl } = await http.post("v1/documents/{documentId}:batchUpdate", {
      path,
      json: {
        requests: insertion.requests,
        ...(document?.revisionId && { writeControl: { requiredRevisionId: document.revisionId } }),
      },
      response: BatchAnswer,
    });
    return {
      documentId,
      url: documentUrl(documentId),
      insertedChars: insertion.length,
      revisionId: writeControl?.requiredRevisionId ?? null,
    };
  },
});
