/**
 * Copies a Google Docs template and fills its placeholders with texts and pictures.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-docs-fill-template", {
 *   templateId: "1Kj3d86Z-SfExample", title: "Offer 17", values: { client: "Ada Lovelace", total: "1,200 €" },
 * });
 *
 * @see https://developers.google.com/workspace/docs/api/how-tos/merge
 * @module
 * @version 0.1.0
 */
import { BatchAnswer } from "../../shared/families/google-editors.ts";
import {
  blanksFor,
  contentRule,
  COPY_QUERY,
  COPY_SCOPES,
  CopyAnswer,
  copyMetadata,
  copyRule,
  countReplaced,
  explainCopy,
  explainRequest,
  filled,
  filledFields,
  fillRequests,
  NO_REPLIES,
  readsTemplate,
  TEMPLATE_ADMIN_FIELDS,
  templateFields,
  templatePictures,
} from "../../shared/families/google-template.ts";
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";
import { DOCUMENT_QUERY, DocumentAnswer, MAX_DOCUMENT } from "../../shared/services/google-docs-content.ts";
import { documentTexts, pictureRequests } from "../../shared/services/google-docs-pictures.ts";
import {
  documentFields,
  documentId,
  documentUrl,
  GOOGLE_DOCS_ALLOWED_TEMPLATES,
  googleDocs,
} from "../../shared/services/google-docs.ts";

const Input = z.strictObject({
  templateId: documentId.describe("ID or address of the template"),
  ...templateFields,
  pictures: templatePictures(20),
}).refine(...copyRule).refine(...contentRule);

export default defineFunction({
  name: "google-docs-fill-template",
  service: googleDocs,
  scopes: [googleScope("documents")],
  extraScopes: COPY_SCOPES,
  effect: "write",
  access: "user",
  bounds: { templateId: GOOGLE_DOCS_ALLOWED_TEMPLATES },
  adminOnly: TEMPLATE_ADMIN_FIELDS,
  limits: { body: 2 * MEGABYTE, response: MAX_DOCUMENT },
  input: Input,
  output: z.object({ ...documentFields, ...filledFields }),

  async run({ input, http, commit, environment }) {
    const { templateId, pictures } = input;
    const copy = input.inPlace ? undefined : await http.post(
      "https://www.googleapis.com/drive/v3/files/{fileId}/copy",
      { path: { fileId: templateId }, query: COPY_QUERY, json: copyMetadata(input), response: CopyAnswer },
    ).catch(explainCopy(googleDocs));
    const documentId = copy?.id ?? templateId;
    const url = copy?.webViewLink ?? documentUrl(documentId);
    if (copy) commit({ documentId, url });

    const document = readsTemplate(input)
      ? await http.get("v1/documents/{documentId}", {
        path: { documentId },
        query: DOCUMENT_QUERY,
        response: DocumentAnswer,
      })
      : undefined;
    const inserted = pictureRequests(document, pictures, input);
    const values = { ...(document && blanksFor(input, documentTexts(document))), ...input.values };
    const names = Object.keys(values);
    const requests = [...inserted.requests, ...fillRequests([{ values }], input, environment)];
    const { replies } = requests.length === 0 ? NO_REPLIES : await http.post(
      "v1/documents/{documentId}:batchUpdate",
      {
        path: { documentId },
        json: {
          requests,
          ...(document?.revisionId && { writeControl: { requiredRevisionId: document.revisionId } }),
        },
        response: BatchAnswer,
      },
    ).catch(explainRequest([...inserted.names, ...names, ...names]));

    const counts = countReplaced(names, replies.slice(inserted.requests.length));
    return { documentId, url, title: copy?.name ?? null, ...filled([...counts, ...inserted.counts]) };
  },
});
