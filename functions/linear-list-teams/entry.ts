/**
 * Lists the teams of the Linear workspace with their states and labels, as pickers need them.
 *
 * @example
 * const { data } = await base44.functions.invoke("linear-list-teams", {});
 *
 * @see https://linear.app/developers/graphql
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { linear, linearCursor, nextCursor, PageInfo } from "../../shared/services/linear.ts";

const LIST_TEAMS = `
  query ($first: Int!, $after: String) {
    teams(first: $first, after: $after) {
      nodes {
        id key name description
        states(first: 50) { nodes { id name type position color } }
        labels(first: 50) { nodes { id name color isGroup } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const Input = z.strictObject({
  limit: z.int().min(1).max(25).default(10).describe("Most teams of a page, 1 to 25"),
  cursor: linearCursor,
});

const id = z.string().describe("UUID");
const color = z.string().describe("Such as #eb5757");

const Output = z.object({
  teams: z.array(z.object({
    id,
    key: z.string().describe("Start of its identifiers, such as ENG"),
    name: z.string().describe("Name"),
    description: z.string().nullable().describe("What it is about"),
    states: z.array(z.object({
      id,
      name: z.string(),
      type: z.string().describe("triage, backlog, unstarted, started, completed, canceled or duplicate"),
      position: z.number().describe("Where it stands on the board"),
      color,
    })).describe("States of its issues in the board's order, at most 50"),
    labels: z.array(z.object({
      id,
      name: z.string(),
      color,
      isGroup: z.boolean().describe("A group of labels, which issues may not be able to have"),
    })).describe("Labels of the team, at most 50"),
  })).describe("Teams of this page"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
});

const Answer = z.object({
  data: z.object({
    teams: z.object({
      nodes: z.array(z.object({
        id: z.string(),
        key: z.string(),
        name: z.string(),
        description: z.string().nullish(),
        states: z.object({
          nodes: z.array(z.object({
            ...{
              id: z.string(),
              name: z.string(),
              type: z.string(),
              position: z.number(),
              color: z.string(),
            },
          })),
        }),
        labels: z.object({
          nodes: z.array(z.object({
            ...{ id: z.string(), name: z.string(), color: z.string(), isGroup: z.boolean() },
          })),
        }),
      })),
      pageInfo: PageInfo,
    }),
  }),
});

export default defineFunction({
  name: "linear-list-teams",
  service: linear,
  scopes: ["read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { data: { teams } } = await http.post("/graphql", {
      json: { query: LIST_TEAMS, variables: { first: input.limit, after: input.cursor } },
      response: Answer,
    });
    return {
      teams: teams.nodes.map(({ states, labels, ...team }) => ({
        ...team,
        description: team.description ?? null,
        states: states.nodes.toSorted((a, b) => a.position - b.position),
        labels: labels.nodes,
      })),
      nextCursor: nextCursor(teams.pageInfo),
    };
  },
});
