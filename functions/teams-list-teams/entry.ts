/**
 * Lists the Microsoft Teams teams that the connected account is a member of.
 *
 * @example
 * const { data } = await base44.functions.invoke("teams-list-teams", {});
 *
 * @see https://learn.microsoft.com/graph/api/user-list-joinedteams
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { teams, wholeList } from "../../shared/services/teams.ts";

const Output = z.object({
  teams: z.array(z.object({
    id: z.string().describe("ID of the team"),
    name: z.string().describe("Name"),
    description: z.string().nullable().describe("What it is for"),
    archived: z.boolean().describe("Whether nobody can post there any more"),
  })).describe("All teams; not those of which only a channel is shared"),
});

const Page = z.object({
  value: z.array(z.object({
    id: z.string(),
    displayName: z.string().nullish(),
    description: z.string().nullish(),
    isArchived: z.boolean().nullish(),
  })),
  "@odata.nextLink": z.string().nullish(),
});

export default defineFunction({
  name: "teams-list-teams",
  service: teams,
  scopes: ["Team.ReadBasic.All"],
  effect: "read",
  access: "admin",
  input: z.strictObject({}),
  output: Output,

  async run({ http }) {
    const first = await http.get("me/joinedTeams", { response: Page });
    const found = await wholeList(first, /^me\/joinedTeams$/, (path) => http.get(path, { response: Page }));
    return {
      teams: found.map((team) => ({
        id: team.id,
        name: team.displayName ?? "",
        description: team.description ?? null,
        archived: team.isArchived ?? false,
      })),
    };
  },
});
