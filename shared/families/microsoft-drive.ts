/**
 * Files and folders in OneDrive and in SharePoint's libraries: their addresses, names and members.
 *
 * @see https://learn.microsoft.com/graph/api/resources/driveitem
 * @see https://learn.microsoft.com/graph/onedrive-addressing-driveitems
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import { inputError } from "../runtime/issues.ts";
import { hostMatches, isPlainHttps } from "../runtime/url.ts";
import * as z from "../runtime/zod.ts";

/** Where the pre-signed addresses of uploads and downloads lie. */
export const DRIVE_FILE_HOSTS = ["*.sharepoint.com", "*.1drv.com", "*.microsoftpersonalcontent.com"];

const ID = /^(?!\.{1,2}$)[\w!.-]{1,200}$/;
/** Characters that no name may have; a colon would also end a path within an address. */
const FORBIDDEN = /["*:<>?|/\\\p{Cc}\p{Surrogate}]/u;
const MAX_PATH_LENGTH = 400;

/** A drive or an item in it. */
export const driveItemId = z.string().regex(ID, "expected an ID as Microsoft gives it, such as 01ABCDEF2345");

export const drivePath = z.string().min(1).max(MAX_PATH_LENGTH).refine(
  (path) => segmentsOf(path).length > 0 && segmentsOf(path).every(isName),
  'expected names that / separates, without " * : < > ? | \\ and without a period or a space at their end',
);

/** The input fields of functions that work with one file or folder. */
export const itemFields = {
  fileId: driveItemId.optional().describe("ID of the file or folder"),
  path: drivePath.optional().describe("Its path from the top of the drive, instead of fileId"),
};

/** The input fields about the folder that a function works in. */
export const folderFields = {
  folderId: driveItemId.default("root").describe("ID of the folder; by default root, the top of the drive"),
  folderPath: drivePath.optional().describe("Path below folderId, such as Invoices/2026"),
};

function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function isName(name: string): boolean {
  return name !== "" && !FORBIDDEN.test(name) && !/^\s|[\s.]$/.test(name);
}

/** A path for a template: without slashes at its ends. */
export function innerPath(path: string): string {
  return segmentsOf(path).join("/");
}

/** Where a new file goes, below its folder. Its name may be the content's own, so it is looked at here. */
export function filePath(folderPath: string | undefined, name: string): string {
  if (!isName(name)) {
    throw inputError([{
      path: "name",
      message: 'expected a name without " * : < > ? | \\ and without a period or a space at its end',
    }]);
  }
  return [...segmentsOf(folderPath ?? ""), name].join("/");
}

/** An item's place in its drive, as a path starts: the top has a form of its own. */
export function itemPlace(itemId: string): string {
  return itemId === "root" ? "root" : `items/${itemId}`;
}

/** Items may lack nearly everything, and those of other drives tell of themselves in `remoteItem`. */
const ItemAnswer = z.object({
  id: z.string(),
  name: z.string().nullish(),
  size: z.number().nullish(),
  webUrl: z.string().nullish(),
  eTag: z.string().nullish(),
  createdDateTime: z.string().nullish(),
  lastModifiedDateTime: z.string().nullish(),
  lastModifiedBy: z.object({ user: z.object({ displayName: z.string().nullish() }).nullish() }).nullish(),
  parentReference: z.object({
    id: z.string().nullish(),
    driveId: z.string().nullish(),
    path: z.string().nullish(),
  }).nullish(),
  file: z.object({ mimeType: z.string().nullish() }).nullish(),
  folder: z.object({ childCount: z.number().nullish() }).nullish(),
});

export const DriveItemAnswer = ItemAnswer.extend({
  remoteItem: ItemAnswer.partial().nullish(),
  "@microsoft.graph.downloadUrl": z.string().nullish(),
});
export type DriveItemAnswer = z.output<typeof DriveItemAnswer>;

export const DriveItemPage = z.object({
  value: z.array(DriveItemAnswer),
  "@odata.nextLink": z.string().nullish(),
});

export const DriveItem = z.object({
  id: z.string().describe("ID of the file or folder"),
  name: z.string().describe("Name"),
  isFolder: z.boolean().describe("Whether it is a folder"),
  mimeType: z.string().nullable().describe("Type of a file's content; null for folders and notebooks"),
  size: z.number().nullable().describe("Bytes, for a folder of all that is in it"),
  childCount: z.number().nullable().describe("How many files and folders a folder has; null for files"),
  folderId: z.string().nullable().describe("ID of the folder it is in"),
  path: z.string().nullable().describe("Path from the top of the drive"),
  driveId: z.string().nullable().describe("ID of the drive it is in"),
  url: z.string().nullable().describe("Address that opens it, for people who have access"),
  createdAt: z.string().nullable().describe("ISO 8601"),
  updatedAt: z.string().nullable().describe("ISO 8601"),
  updatedBy: z.string().nullable().describe("Name of who changed it last"),
  eTag: z.string().nullable().describe("Changes whenever it is changed"),
});
export type DriveItem = z.output<typeof DriveItem>;

export function driveItem(answer: DriveItemAnswer): DriveItem {
  const remote = answer.remoteItem;
  const item = remote ? { ...answer, ...remote } : answer;
  const { parentReference: parent, file, folder } = item;
  const name = item.name ?? answer.name ?? "";
  return {
    id: remote?.id ?? answer.id,
    name,
    isFolder: Boolean(folder),
    mimeType: file ? file.mimeType ?? "application/octet-stream" : null,
    size: item.size ?? null,
    childCount: folder?.childCount ?? null,
    folderId: parent?.id ?? null,
    path: itemPath(parent?.path, name),
    driveId: parent?.driveId ?? null,
    url: item.webUrl ?? null,
    createdAt: item.createdDateTime ?? null,
    updatedAt: item.lastModifiedDateTime ?? null,
    updatedBy: item.lastModifiedBy?.user?.displayName ?? null,
    eTag: item.eTag ?? null,
  };
}

/** The parent's path starts with its drive, such as `/drive/root:/Invoices%202026`. */
function itemPath(parentPath: string | null | undefined, name: string): string | null {
  const [, inner] = /^\/(?:drive|drives\/[^/]+)\/root:(.*)$/.exec(parentPath ?? "") ?? [];
  return inner === undefined ? null : `${decoded(inner)}/${name}`.replace(/^\//, "");
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A pre-signed address of an upload or a download, for a request: it alone is the permission. */
export function fileAddress(address: string | null | undefined): string {
  const url = address && URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !isPlainHttps(url) || !hostMatches(url.host, DRIVE_FILE_HOSTS)) {
    throw new FunctionError(
      "provider_invalid_response",
      "Microsoft pointed to an address that is not its own",
    );
  }
  return address?.replaceAll("{", "%7B").replaceAll("}", "%7D") ?? ""; // Else read as a path template's.
}

const ORDERS = { name: "name", size: "size", updatedAt: "lastModifiedDateTime" } as const;

/** The input fields of functions that list a folder. */
export const listFields = {
  type: z.enum(["all", "files", "folders"]).default("all").describe("What to list"),
  orderBy: z.enum(["name", "size", "updatedAt"]).default("name").describe("What to sort by"),
  descending: z.boolean().default(false).describe("Sort the other way round"),
  limit: z.int().min(1).max(200).default(100).describe("Files and folders per page, 1 to 200"),
  cursor: z.string().min(1).max(4_000).optional().describe(
    "`nextCursor` of the page before; all other fields stay as they were",
  ),
};
const ListInput = z.object(listFields);
type ListInput = z.output<typeof ListInput>;

export function childrenQuery({ orderBy, descending, limit, cursor }: ListInput) {
  return {
    $top: limit,
    $orderby: `${ORDERS[orderBy]}${descending ? " desc" : ""}`,
    $skiptoken: cursor,
  };
}

/** Graph does not filter children by their kind. */
export function isWanted({ isFolder }: DriveItem, type: ListInput["type"]): boolean {
  return type === "all" || isFolder === (type === "folders");
}
