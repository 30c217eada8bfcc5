/**
 * Lists the ClickUp Workspaces that are connected, and the spaces of one of them with their statuses.
 *
 * @example
 * const { data } = await base44.functions.invoke("clickup-list-spaces", { workspaceId: "90152560096" });
 *
 * @see https://developer.clickup.com/reference/getspaces
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { clickup, clickupId } from "../../shared/services/clickup.ts";

const Input = z.strictObject({
  workspaceId: clickupId.optional().describe("ID of the Workspace; not needed where there is only one"),
  archived: z.boolean().default(false).describe("Archived spaces instead"),
});

const Output = z.object({
  workspaces: z.array(z.object({
    id: z.string(),
    name: z.string(),
    members: z.array(z.object({ id: z.number(), name: z.string() })).describe("Its people, by user ID"),
  })).describe("Connected Workspaces, with their people"),
  workspaceId: z.string().nullable().describe("Whose spaces these are; null where one has to be chosen"),
  spaces: z.array(z.object({
    id: z.string(),
    name: z.string(),
    isPrivate: z.boolean().describe("Only invited people see it"),
    statuses: z.array(
      z.object({ name: z.string(), type: z.string().nullable().describe("open, custom or closed") }),
    )
      .describe("Statuses of its tasks"),
  })).describe("Spaces of that Workspace"),
});

const Teams = z.object({
  teams: z.array(z.object({
    id: z.string(),
    name: z.string(),
    members: z.array(z.object({ user: z.object({ id: z.number(), username: z.string().nullish() }) }))
      .nullish(),
  })),
});

const Spaces = z.object({
  spaces: z.array(z.object({
    id: z.string(),
    name: z.string(),
    private: z.boolean().nullish(),
    statuses: z.array(z.object({ status: z.string(), type: z.string().nullish() })).nullish(),
  })),
});

export default defineFunction({
  name: "clickup-list-spaces",
  service: clickup,
  scopes: [],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { teams } = await http.get("team", { response: Teams });
    const workspaceId = input.workspaceId ?? (teams.length === 1 ? teams[0]?.id : undefined);
    const { spaces } = workspaceId === undefined
      ? { spaces: [] }
      : await http.get("team/{workspaceId}/space", {
        path: { workspaceId },
        query: { archived: input.archived },
        response: Spaces,
      });
    return {
      workspaces: teams.map(({ id, name, members }) => ({
        id,
        name,
        members: (members ?? []).map(({ user }) => ({ id: user.id, name: user.username ?? "" })),
      })),
      workspaceId: workspaceId ?? null,
      spaces: spaces.map((space) => ({
        id: space.id,
        name: space.name,
        isPrivate: space.private ?? false,
        statuses: (space.statuses ?? []).map(({ status, type }) => ({ name: status, type: type ?? null })),
      })),
    };
  },
});
