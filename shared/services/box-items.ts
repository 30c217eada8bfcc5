/**
 * Files and folders as Box tells them, and as functions answer them.
 *
 * @see https://developer.box.com/reference/resources/file/
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

/** Box tells little more than a name, unless it is asked for more. */
export const ITEM_FIELDS = "id,type,name,size,sha1,etag,parent,created_at,modified_at,content_modified_at," +
  "owned_by,shared_link,item_status,path_collection,description";

export const ItemAnswer = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  size: z.number().nullish(),
  sha1: z.string().nullish(),
  etag: z.string().nullish(),
  parent: z.object({ id: z.string() }).nullish(),
  path_collection: z.object({ entries: z.array(z.object({ id: z.string(), name: z.string() })) }).nullish(),
  created_at: z.string().nullish(),
  modified_at: z.string().nullish(),
  content_modified_at: z.string().nullish(),
  owned_by: z.object({ login: z.string().nullish() }).nullish(),
  shared_link: z.object({ url: z.string() }).nullish(),
  item_status: z.string().nullish(),
  description: z.string().nullish(),
});
export type ItemAnswer = z.output<typeof ItemAnswer>;

export const BoxItem = z.object({
  id: z.string().describe("ID; files and folders may have the same one"),
  type: z.string().describe("file, folder or web_link"),
  name: z.string().describe("Name, with its ending"),
  description: z.string().describe("Text that Box shows with it"),
  size: z.number().nullable().describe("Bytes"),
  folderId: z.string().nullable().describe("ID of the folder it is in"),
  path: z.string().nullable().describe("Names of the folders that it is in, and its own"),
  url: z.string().nullable().describe("Address that opens it in Box, for people who have access"),
  sharedUrl: z.string().nullable().describe("Its shared link, where there is one"),
  createdAt: z.string().nullable().describe("ISO 8601"),
  updatedAt: z.string().nullable().describe("ISO 8601"),
  contentUpdatedAt: z.string().nullable().describe("When the content changed, as who uploaded it says"),
  owner: z.string().nullable().describe("Mail address of the owner"),
  sha1: z.string().nullable().describe("SHA-1 checksum of a file's content, in hex"),
  etag: z.string().nullable().describe("Changes with every change"),
  trashed: z.boolean().describe("Whether it is in the trash"),
});
export type BoxItem = z.output<typeof BoxItem>;

export function boxItem(item: ItemAnswer): BoxItem {
  const folders = item.path_collection?.entries.filter(({ id }) => id !== "0").map(({ name }) => name);
  return {
    id: item.id,
    type: item.type,
    name: item.name,
    description: item.description ?? "",
    size: item.size ?? null,
    folderId: item.parent?.id ?? null,
    path: folders ? `/${[...folders, item.name].join("/")}` : null,
    url: item.type === "web_link" ? null : `https://app.box.com/${item.type}/${item.id}`,
    sharedUrl: item.shared_link?.url ?? null,
    createdAt: boxTime(item.created_at),
    updatedAt: boxTime(item.modified_at),
    contentUpdatedAt: boxTime(item.content_modified_at),
    owner: item.owned_by?.login ?? null,
    sha1: item.sha1 || null,
    etag: item.etag ?? null,
    trashed: item.item_status !== undefined && item.item_status !== null && item.item_status !== "active",
  };
}

/** Box tells times with offsets of its own. */
export function boxTime(time: string | null | undefined): string | null {
  const date = new Date(time ?? "");
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
