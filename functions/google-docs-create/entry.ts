/**
 * Creates a Google Docs document with content, at the top of the connected account's Drive.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-docs-create", {
 *   title: "Minutes", blocks: [{ type: "heading1", text: "Decisions" }, { type: "bullet", text: "Ship it" }],
 * });
 *
 * @see https://developers.google.com/workspace/docs/api/reference/rest/v1/documents/create
 * @module
 * @version 0.1.0
 */
import { BatchAnswer, editorText } from "../../shared/families/google-editors.ts";
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { atMostOne } from "../../shared/runtime/rules.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  docsBlocks,
  insertBlocks,
  insertText,
  MAX_TEXT,
  START,
} from "../../shared/services/google-docs-blocks.ts";
import { documentFields, documentUrl, googleDocs, revisionId } from "../../shared/services/google-docs.ts";

const Input = z.strictObject({
  title: editorText(255).pipe(z.string().min(1)).describe("Title of the document"),
  text: editorText(MAX_TEXT).optional().describe("Plain text, up to 500,000 characters"),
  blocks: docsBlocks.optional().describe(
    "Up to 2,000 blocks { type, text, bold, italic, url } instead of text: title, subtitle, heading1 to heading6, " +
      "paragraph, bullet, numbered, pageBreak",
  ),
}).refine(...atMostOne("text", "blocks"));

export default defineFunction({
  name: "google-docs-create",
  service: googleDocs,
  scopes: [googleScope("documents")],
  effect: "write",
  access: "admin",
  limits: { body: 2 * MEGABYTE },
  input: Input,
  output: z.object({ ...documentFields, title: z.string().describe("Its title"), revisionId }),

  async run({ input: { title, text = "", blocks }, http, commit }) {
    // Google takes nothing but the title here.
    const created = await http.post("v1/documents", {
      json: { title },
      response: z.object({ documentId: z.string(), title: z.string(), revisionId: z.string().optional() }),
    });
    const { documentId } = created;
    const document = { documentId, url: documentUrl(documentId), title: created.title };
    const { requests } = blocks
      ? insertBlocks(blocks, { index: START })
      : insertText(text, { location: { index: START } });
    if (requests.length === 0) return { ...document, revisionId: created.revisionId ?? null };

    commit({ documentId, url: document.url });
    const { writeControl } = await http.post("v1/documents/{documentId}:batchUpdate", {
      path: { documentId },
      json: { requests },
      response: BatchAnswer,
    });
    return { ...document, revisionId: writeControl?.requiredRevisionId ?? null };
  },
});
