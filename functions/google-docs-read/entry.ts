/**
 * Reads the text of a Google Docs document, plain or as Markdown.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-docs-read", { documentId: "1Kj3d86Z-SfExample", format: "markdown" });
 *
 * @see https://developers.google.com/workspace/docs/api/reference/rest/v1/documents/get
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { offsetCursor, readOffset } from "../../shared/runtime/cursor.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  allTabs,
  chosenTabs,
  DOCUMENT_QUERY,
  DocumentAnswer,
  MAX_DOCUMENT,
} from "../../shared/services/google-docs-content.ts";
import { tabText, textPage } from "../../shared/services/google-docs-text.ts";
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
  format: z.enum(["text", "markdown"]).default("text").describe(
    "text, or markdown with headings, lists, tables, links, bold and italic",
  ),
  tabId: tabId.optional().describe("ID of a tab; by default all tabs, one after the other"),
  limit: z.int().min(1_000).max(100_000).default(50_000).describe("Most characters of one answer"),
  cursor: z.string().max(20).optional().describe(
    "nextCursor of the answer before, with the same other fields",
  ),
});

const Output = z.object({
  ...documentFields,
  title: z.string().describe("Its title"),
  text: z.string().describe("What is written, without headers, footers and suggestions"),
  tabs: z.array(z.object({
    id: z.string().describe("ID of the tab"),
    title: z.string().describe("Its title"),
    level: z.number().describe("How many tabs it is within"),
  })).describe("All tabs of the document"),
  revisionId: revisionId.describe("ID of this version; null without the right to edit"),
  nextCursor: z.string().nullable().describe("For the rest of a long text, else null"),
});

export default defineFunction({
  name: "google-docs-read",
  service: googleDocs,
  scopes: [googleScope("documents.readonly")],
  effect: "read",
  access: "admin",
  bounds: { documentId: GOOGLE_DOCS_ALLOWED_DOCUMENTS },
  limits: { response: MAX_DOCUMENT },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { documentId, format, limit } = input;
    const start = readOffset(input.cursor);
    const document = await http.get("v1/documents/{documentId}", {
      path: { documentId },
      query: { ...DOCUMENT_QUERY, suggestionsViewMode: "PREVIEW_WITHOUT_SUGGESTIONS" },
      response: DocumentAnswer,
    });
    const text = chosenTabs(document, input.tabId).flatMap(({ documentTab }) =>
      documentTab ? tabText(documentTab, format) : []
    ).join("\n\n");
    const page = textPage(text, start, limit);
    return {
      documentId,
      url: documentUrl(documentId),
      title: document.title,
      text: page.text,
      tabs: allTabs(document.tabs).map(({ tabProperties: { tabId, title, nestingLevel } }) => ({
        id: tabId,
        title,
        level: nestingLevel,
      })),
      revisionId: document.revisionId ?? null,
      nextCursor: page.end < text.length ? offsetCursor(page.end) : null,
    };
  },
});
