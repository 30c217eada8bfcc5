/**
 * Lists the items of a SharePoint list, all or those that fulfil conditions, one page at a time.
 *
 * @example
 * const { data } = await base44.functions.invoke("sharepoint-list-items", {
 *   list: "Tasks",
 *   where: [{ field: "Status", value: "Open" }],
 * });
 *
 * @see https://learn.microsoft.com/graph/api/listitem-list
 * @module
 * @version 0.1.0
 */
import { graphSkipToken } from "../../shared/families/microsoft.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  fieldName,
  itemsQuery,
  ListItem,
  listItem,
  ListItemAnswer,
  orderBy,
  UNINDEXED,
  where,
} from "../../shared/services/sharepoint-items.ts";
import { findSite } from "../../shared/services/sharepoint-site.ts";
import { listName, sharepoint, SHAREPOINT_ALLOWED_LISTS, site } from "../../shared/services/sharepoint.ts";

const Input = z.strictObject({
  list: listName.describe("ID or name of the list"),
  fields: z.array(fieldName).min(1).max(50).optional().describe(
    "Internal names of the columns to answer; by default all",
  ),
  where,
  orderBy,
  limit: z.int().min(1).max(200).default(100).describe("Items per page, 1 to 200"),
  cursor: z.string().min(1).max(4_000).optional().describe(
    "`nextCursor` of the page before; all other fields stay as they were",
  ),
  site,
});

const Output = z.object({
  items: z.array(ListItem).describe("Items of this page; may be empty although more follow"),
  nextCursor: z.string().nullable().describe("cursor for the next items; null at the end"),
});

export default defineFunction({
  name: "sharepoint-list-items",
  service: sharepoint,
  scopes: ["Sites.Read.All"],
  effect: "read",
  access: "admin",
  bounds: { list: SHAREPOINT_ALLOWED_LISTS },
  adminOnly: ["site"],
  input: Input,
  output: Output,

  async run({ input, http, connection }) {
    const page = await http.get("sites/{siteId}/lists/{list}/items", {
      path: { siteId: await findSite(http, connection, input.site), list: input.list },
      query: itemsQuery(input),
      headers: input.where || input.orderBy ? UNINDEXED : {},
      response: z.object({ value: z.array(ListItemAnswer), "@odata.nextLink": z.string().nullish() }),
    });
    return { items: page.value.map(listItem), nextCursor: graphSkipToken(page["@odata.nextLink"]) };
  },
});
