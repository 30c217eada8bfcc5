/** @module */
import { expect } from "vitest";
import type { Scenario } from "./scenario.ts";

const TEAM = "5c0b7a52-3f0e-4a5c-9d55-8f6f5f0c1a01";
const ISSUE = "query ($id: String!) { issue(id: $id) { title description priority team { id } } }";

export const LINEAR: readonly Scenario[] = [
  {
    function: "linear-create-issue",
    does: "creates an issue in the team",
    async run(bench) {
      const issue = {
        team: TEAM,
        title: "Checkout fails",
        description: "Since this morning.",
        priority: "high",
      };
      const { id } = await bench.call("linear-create-issue", issue);
      const kept = await bench.ask("linear", "https://api.linear.app/graphql", {
        query: ISSUE,
        variables: { id },
      });
      expect(kept.data).toMatchObject({
        issue: {
          title: "Checkout fails",
          description: "Since this morning.",
          priority: 2,
          team: { id: TEAM },
        },
      });
    },
  },
];
