/**
 * Lists the files and folders in a Box folder, one page at a time.
 *
 * @example
 * const { data } = await base44.functions.invoke("box-list", { folderId: "12345", type: "files" });
 *
 * @see https://developer.box.com/reference/get-folders-id-items/
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { BoxItem, boxItem, ITEM_FIELDS, ItemAnswer } from "../../shared/services/box-items.ts";
import { box, BOX_ALLOWED_FOLDERS, boxId } from "../../shared/services/box.ts";

const Input = z.strictObject({
  folderId: boxId.default("0").describe("ID of the folder; by default 0, the top"),
  type: z.enum(["all", "files", "folders"]).default("all").describe("What to list"),
  sort: z.enum(["id", "name", "date", "size"]).optional().describe(
    "Order of the folders, and then of the files; not for the top",
  ),
  direction: z.enum(["ASC", "DESC"]).optional().describe("Of sort"),
  limit: z.int().min(1).max(1_000).default(100).describe("Most entries of a page, before type is looked at"),
  cursor: z.string().min(1).max(2_000).optional().describe("`nextCursor` of the page before"),
}).refine(({ folderId, sort, direction }) => folderId !== "0" || !(sort || direction), {
  path: ["sort"],
  error: "expected none for the top: Box cannot sort it",
});

const Output = z.object({
  files: z.array(BoxItem).describe("Files, folders and web links; may be empty although more follow"),
  nextCursor: z.string().nullable().describe("For the next page; null at the end"),
});

export default defineFunction({
  name: "box-list",
  service: box,
  scopes: ["root_readonly"],
  effect: "read",
  access: "admin",
  bounds: { folderId: BOX_ALLOWED_FOLDERS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const page = await http.get("folders/{folderId}/items", {
      path: { folderId: input.folderId },
      query: {
        fields: ITEM_FIELDS,
        usemarker: true,
        marker: input.cursor,
        limit: input.limit,
        sort: input.sort,
        direction: input.direction,
      },
      response: z.object({ entries: z.array(ItemAnswer), next_marker: z.string().nullish() }),
    });
    const files = page.entries.map(boxItem).filter(({ type }) =>
      input.type === "all" || `${type}s` === input.type
    );
    return { files, nextCursor: page.next_marker || null };
  },
});
