/**
 * Adds an item to a SharePoint list.
 *
 * @example
 * const { data } = await base44.functions.invoke("sharepoint-create-item", {
 *   list: "Tasks",
 *   fields: { Title: "Call Ann", "Due Date": "2026-07-01" },
 * });
 *
 * @see https://learn.microsoft.com/graph/api/listitem-create
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  Columns,
  fieldsByName,
  itemBody,
  itemFields,
  ListItem,
  listItem,
  ListItemAnswer,
} from "../../shared/services/sharepoint-items.ts";
import { findSite } from "../../shared/services/sharepoint-site.ts";
import { listName, sharepoint, SHAREPOINT_ALLOWED_LISTS, site } from "../../shared/services/sharepoint.ts";

const Input = z.strictObject({
  list: listName.describe("ID or name of the list"),
  fields: itemFields.describe(
    "Values by column name, as shown or internal: text, numbers, true or false, dates as ISO 8601, lists of texts " +
      "for several choices; people and lookups as <name>LookupId with a number",
  ),
  internalNames: z.boolean().default(false).describe(
    "All names are the columns' internal ones: saves a request",
  ),
  site,
});

export default defineFunction({
  name: "sharepoint-create-item",
  service: sharepoint,
  scopes: ["Sites.ReadWrite.All"],
  effect: "write",
  access: "user",
  bounds: { list: SHAREPOINT_ALLOWED_LISTS },
  adminOnly: ["site"],
  input: Input,
  output: ListItem,

  async run({ input, http, connection }) {
    const path = { siteId: await findSite(http, connection, input.site), list: input.list };
    const fields = input.internalNames ? input.fields : fieldsByName(
      input.fields,
      await http.get("sites/{siteId}/lists/{list}/columns", {
        path,
        query: { $select: "name,displayName,readOnly" },
        response: Columns,
      }),
    );
    const item = await http.post("sites/{siteId}/lists/{list}/items", {
      path,
      json: itemBody(fields),
      response: ListItemAnswer,
    });
    return listItem(item);
  },
});
