/**
 * Google Docs: the service, its documents, and what limits callers below admin.
 *
 * @see https://developers.google.com/workspace/docs/api/reference/rest
 * @module
 * @version 0.1.0
 */
import { defineGoogleEditor, editorId, editorUrl } from "../families/google-editors.ts";
import * as z from "../runtime/zod.ts";

export const googleDocs = defineGoogleEditor({
  connector: "googledocs",
  name: "Google Docs",
  baseUrl: "https://docs.googleapis.com/",
  kind: "document",
});

/** The documents, by ID, that callers below admin may use; once set, everybody. */
export const GOOGLE_DOCS_ALLOWED_DOCUMENTS = "GOOGLE_DOCS_ALLOWED_DOCUMENTS";
/** The templates, by ID, that callers below admin may fill; once set, everybody. */
export const GOOGLE_DOCS_ALLOWED_TEMPLATES = "GOOGLE_DOCS_ALLOWED_TEMPLATES";

export const documentId = editorId("document");
export const tabId = z.string().regex(/^[\w.-]{1,100}$/, "expected a tab's ID such as t.0");

export const documentUrl = (id: string): string => editorUrl("document", id);

export const documentFields = {
  documentId: z.string().describe("ID of the document"),
  url: z.string().describe("Address that opens it, for people who have access"),
};
export const revisionId = z.string().nullable().describe("ID of this version of the document");
