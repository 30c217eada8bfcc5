/**
 * Lists the folders, projects and spaces that the connected Wrike account sees.
 *
 * @example
 * const { data } = await base44.functions.invoke("wrike-list-folders", { titleContains: "sales" });
 *
 * @see https://developers.wrike.com/api/v4/folders-projects/
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { wrike } from "../../shared/services/wrike.ts";

const Input = z.strictObject({
  titleContains: z.string().min(1).max(200).optional().describe("Only folders whose title contains this"),
  projectsOnly: z.boolean().default(false).describe("Only projects"),
  limit: z.int().min(1).max(1_000).default(500).describe("Most folders to return; Wrike has no pages here"),
});

const Output = z.object({
  folders: z.array(z.object({
    id: z.string().describe("API ID"),
    title: z.string().describe("Title"),
    parentId: z.string().nullable().describe("ID of the folder it is in"),
    isProject: z.boolean().describe("Whether it is a project"),
    isSpace: z.boolean().describe("Whether it is a space"),
    projectStatus: z.string().nullable().describe("Status of the project, such as Green"),
  })).describe("Folders"),
  isComplete: z.boolean().describe("False where there are more than limit"),
});

const Tree = z.object({
  data: z.array(z.object({
    id: z.string(),
    title: z.string(),
    childIds: z.array(z.string()).nullish(),
    scope: z.string().nullish(),
    space: z.boolean().nullish(),
    project: z.object({ status: z.string().nullish() }).nullish(),
  })),
});

/** The invisible root, and what lies in the recycle bin. */
const HIDDEN_SCOPES = new Set(["WsRoot", "RbRoot", "RbFolder"]);

export default defineFunction({
  name: "wrike-list-folders",
  service: wrike,
  scopes: ["wsReadOnly"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { data } = await http.get("folders", { response: Tree });
    const parents = new Map(
      data.flatMap(({ id, childIds }) => (childIds ?? []).map((child) => [child, id] as const)),
    );
    const wanted = input.titleContains?.toLowerCase() ?? "";
    const folders = data.filter(({ title, scope, project }) =>
      !HIDDEN_SCOPES.has(scope ?? "") &&
      title.toLowerCase().includes(wanted) &&
      (!input.projectsOnly || Boolean(project))
    );
    return {
      folders: folders.slice(0, input.limit).map((folder) => ({
        id: folder.id,
        title: folder.title,
        parentId: parents.get(folder.id) ?? null,
        isProject: Boolean(folder.project),
        isSpace: folder.space ?? false,
        projectStatus: folder.project?.status ?? null,
      })),
      isComplete: folders.length <= input.limit,
    };
  },
});
