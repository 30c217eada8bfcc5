/**
 * Lists the lists of a ClickUp space, those in its folders included.
 *
 * @example
 * const { data } = await base44.functions.invoke("clickup-list-lists", { spaceId: "901511023376" });
 *
 * @see https://developer.clickup.com/reference/getfolders
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { clickup, clickupId } from "../../shared/services/clickup.ts";

const Input = z.strictObject({
  spaceId: clickupId.describe("ID of the space"),
  archived: z.boolean().default(false).describe("Archived lists instead"),
});

const Output = z.object({
  lists: z.array(z.object({
    id: z.string().describe("ID of the list"),
    name: z.string().describe("Name of the list"),
    folderId: z.string().nullable().describe("ID of its folder; null outside of folders"),
    folderName: z.string().nullable().describe("Name of its folder"),
    taskCount: z.number().nullable().describe("How many tasks it has"),
    archived: z.boolean().describe("Whether it is archived"),
  })).describe("All lists of the space"),
});

const List = z.object({
  id: z.string(),
  name: z.string(),
  task_count: z.union([z.string(), z.number()]).nullish(),
  archived: z.boolean().nullish(),
});

const Folders = z.object({
  folders: z.array(z.object({ id: z.string(), name: z.string(), lists: z.array(List).nullish() })),
});

export default defineFunction({
  name: "clickup-list-lists",
  service: clickup,
  scopes: [],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const request = { path: { spaceId: input.spaceId }, query: { archived: input.archived } };
    const [{ folders }, { lists }] = await Promise.all([
      http.get("space/{spaceId}/folder", { ...request, response: Folders }),
      http.get("space/{spaceId}/list", { ...request, response: z.object({ lists: z.array(List) }) }),
    ]);
    const inFolders = folders.flatMap((folder) => (folder.lists ?? []).map((list) => describe(list, folder)));
    return { lists: [...inFolders, ...lists.map((list) => describe(list))] };
  },
});

function describe(list: z.output<typeof List>, folder?: { id: string; name: string }) {
  return {
    id: list.id,
    name: list.name,
    folderId: folder?.id ?? null,
    folderName: folder?.name ?? null,
    taskCount: list.task_count === null || list.task_count === undefined ? null : Number(list.task_count),
    archived: list.archived ?? false,
  };
}
