/**
 * Inserts, replaces, changes or deletes an item of a collection in a Wix site's CMS.
 *
 * @example
 * const { data } = await base44.functions.invoke("wix-save-data", {
 *   action: "insert", collectionId: "Tasks", fields: { title: "Buy milk", done: false },
 * });
 *
 * @see https://dev.wix.com/docs/api-reference/business-solutions/cms/data-items/save-data-item
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { uuid } from "../../shared/runtime/ids.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  fieldKey,
  fieldModifications,
  ItemAnswer,
  itemFields,
  itemShape,
  itemValues,
  readItem,
} from "../../shared/services/wix-items.ts";
import {
  collectionId,
  itemId,
  siteHeaders,
  wix,
  WIX_ALLOWED_COLLECTIONS,
} from "../../shared/services/wix.ts";

const Input = z.strictObject({
  action: z.enum(["insert", "upsert", "patch", "delete"]).describe(
    "insert: a new item; upsert: replaces the item with this ID whole, or creates it; patch: changes only the " +
      "fields given; delete: takes the item away for good",
  ),
  collectionId,
  id: itemId.optional().describe("ID of the item, needed for patch and delete; only admins may give one"),
  fields: itemFields.optional().describe(
    "Values by the keys of the fields, needed except for delete; null takes a field away with patch. Wix " +
      "stores misspelt keys too",
  ),
  dateFields: z.array(fieldKey).min(1).max(100).optional().describe(
    "Keys of the fields whose ISO 8601 text is to be stored as date and time",
  ),
})
  .refine(({ action, id }) => id !== undefined || action === "insert" || action === "upsert", {
    path: ["id"],
    error: "is required for patch and delete",
  })
  .refine(({ action, fields = {} }) => action === "delete" || Object.keys(fields).length > 0, {
    path: ["fields"],
    error: "expected at least one field",
  })
  .refine(({ action, fields }) => action !== "delete" || fields === undefined, {
    path: ["fields"],
    error: "expected no fields for delete",
  });

const Output = z.object({
  action: z.enum(["inserted", "updated", "deleted"]).describe("What was done"),
  id: z.string().describe("ID of the item"),
  item: itemShape.nullable().describe("The item as it is now, or was before it was deleted"),
});

const Saved = z.object({ dataItem: ItemAnswer });

export default defineFunction({
  name: "wix-save-data",
  service: wix,
  scopes: ["SCOPE.DC-DATA.WRITE"],
  effect: "delete",
  access: "admin",
  bounds: { collectionId: WIX_ALLOWED_COLLECTIONS },
  adminOnly: ["id"],
  input: Input,
  output: Output,

  async run({ input, http, ...context }): Promise<z.input<typeof Output>> {
    const { action, collectionId: dataCollectionId, id = uuid(context.environment) } = input;
    const headers = siteHeaders(context);
    const data = itemValues(input);
    if (action === "delete") {
      const { dataItem } = await http.delete("wix-data/v2/items/{id}", {
        path: { id },
        query: { dataCollectionId },
        headers,
        response: z.object({ dataItem: ItemAnswer.nullish() }),
      });
      return { action: "deleted", id, item: dataItem ? readItem(dataItem) : null };
    }
    if (action === "patch") {
      const { dataItem } = await http.patch("wix-data/v2/items/{id}", {
        path: { id },
        headers,
        json: { dataCollectionId, patch: { dataItemId: id, fieldModifications: fieldModifications(data) } },
        idempotent: true,
        response: Saved,
      });
      return { action: "updated", id, item: readItem(dataItem) };
    }
    if (action === "insert") {
      const { dataItem } = await http.post("wix-data/v2/items", {
        headers,
        json: { dataCollectionId, dataItem: { id: input.id, data } },
        response: Saved,
      });
      return { action: "inserted", id: dataItem.id, item: readItem(dataItem) };
    }
    const saved = await http.post("wix-data/v2/items/save", {
      headers,
      json: { dataCollectionId, dataItem: { id, data } },
      idempotent: true, // The second request replaces the item by the same one.
      response: Saved.extend({ action: z.string().nullish() }),
    });
    const isNew = input.id === undefined || saved.action === "INSERTED";
    return { action: isNew ? "inserted" : "updated", id: saved.dataItem.id, item: readItem(saved.dataItem) };
  },
});
