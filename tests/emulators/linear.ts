/** @module */
import { expect } from "vitest";
import type { Bench, Json } from "./bench.ts";
import type { Scenario } from "./scenario.ts";

const URL = "https://api.linear.app/graphql";
const TEAM = "5c0b7a52-3f0e-4a5c-9d55-8f6f5f0c1a01";
const ISSUE = `query ($id: String!) {
  issue(id: $id) {
    title description priority team { id } state { name } labels { nodes { name } } project { name }
    comments { nodes { id body } }
  }
}`;

export const LINEAR: readonly Scenario[] = [
  {
    function: "linear-create-issue",
    does: "creates an issue in the team",
    async run(bench) {
      const { id } = await bench.call("linear-create-issue", {
        team: TEAM,
        title: "Checkout fails",
        description: "Since this morning.",
        priority: "high",
      });
      expect(await keptIssue(bench, id)).toMatchObject({
        title: "Checkout fails",
        description: "Since this morning.",
        priority: 2,
        team: { id: TEAM },
      });
    },
  },
  {
    function: "linear-create-issue",
    does: "finds team, state, label, person and project by name",
    async run(bench) {
      const { id, branchName } = await createIssue(bench, "Named", {
        ...{ state: "in progress", labels: ["bug"], assignee: "me", project: "checkout" },
      });
      expect(await keptIssue(bench, id)).toMatchObject({
        state: { name: "In Progress" },
        labels: { nodes: [{ name: "Bug" }] },
        project: { name: "Checkout" },
      });
      expect(branchName).toMatch(/^san-\d+-named$/);
      const { status, body } = await bench.attempt("linear-create-issue", {
        ...{ team: "SAN", title: "Named", labels: ["nobody's"] },
      });
      expect([status, body.code]).toEqual([400, "invalid_input"]);
    },
  },
  {
    function: "linear-create-issue",
    does: "creates one issue for one key",
    async run(bench) {
      const first = await createIssue(bench, "Only once", { idempotencyKey: "order-42" });
      const second = await createIssue(bench, "Only once", { idempotencyKey: "order-42" });
      expect([first.created, second.created, second.id]).toEqual([true, false, first.id]);
      const { issues } = await bench.call("linear-list-issues", { query: "only once" });
      expect(issues).toMatchObject([{ id: first.id }]);
    },
  },
  {
    function: "linear-list-issues",
    does: "lists what fits, page by page",
    async run(bench) {
      for (const title of ["Listed A", "Listed B", "Listed C"]) {
        await createIssue(bench, title, { priority: title === "Listed B" ? "low" : "urgent" });
      }
      const filter = {
        team: "sandbox",
        query: "LISTED",
        priority: "urgent",
        createdSince: "2020-01-01T00:00:00Z",
      };
      const titles: unknown[] = [];
      let cursor: unknown;
      do {
        const page = await bench.call("linear-list-issues", { ...filter, limit: 1, cursor });
        titles.push(...(page.issues as Json[]).map(({ title }) => title));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(titles.toSorted()).toEqual(["Listed A", "Listed C"]);
      expect(await bench.call("linear-list-issues", { ...filter, team: "other" })).toMatchObject({
        issues: [],
      });
    },
  },
  {
    function: "linear-get-issue",
    does: "reads an issue with its comments",
    async run(bench) {
      const { id, identifier } = await createIssue(bench, "Read");
      await bench.call("linear-comment", { issue: String(identifier), text: "I can see it too" });
      expect(await bench.call("linear-get-issue", { issue: String(identifier) })).toMatchObject({
        ...{ id, title: "Read", children: [], attachments: [] },
        comments: [{ text: "I can see it too", author: "Sandbox Admin" }],
      });
    },
  },
  {
    function: "linear-update-issue",
    does: "changes title, state and labels",
    async run(bench) {
      const { id } = await createIssue(bench, "Open", { labels: ["Bug"] });
      await bench.call("linear-update-issue", {
        ...{ issue: id, title: "Closed", state: "Done", labels: ["Design"] },
      });
      expect(await keptIssue(bench, id)).toMatchObject({
        title: "Closed",
        state: { name: "Done" },
        labels: { nodes: [{ name: "Design" }] },
      });
    },
  },
  {
    function: "linear-comment",
    does: "makes one comment for one key",
    async run(bench) {
      const { id } = await createIssue(bench, "To be discussed");
      const comment = { issue: id, text: "Deployed", idempotencyKey: "deploy-7" };
      const first = await bench.call("linear-comment", comment);
      const second = await bench.call("linear-comment", comment);
      expect([first.created, second.created, second.id]).toEqual([true, false, first.id]);
      expect(await keptIssue(bench, id)).toMatchObject({
        comments: { nodes: [{ id: first.id, body: "Deployed" }] },
      });
    },
  },
  {
    function: "linear-list-teams",
    does: "lists the team with its states and labels",
    async run(bench) {
      const { teams } = await bench.call("linear-list-teams", {});
      expect(teams).toContainEqual(expect.objectContaining({
        ...{ id: TEAM, key: "SAN", name: "Sandbox" },
        states: expect.arrayContaining([expect.objectContaining({ name: "In Progress", type: "started" })]),
        labels: expect.arrayContaining([expect.objectContaining({ name: "Bug", isGroup: false })]),
      }));
    },
  },
];

function createIssue(bench: Bench, title: string, more: Json = {}): Promise<Json> {
  return bench.call("linear-create-issue", { team: "SAN", title, ...more });
}

async function keptIssue(bench: Bench, id: unknown): Promise<unknown> {
  const { data } = await bench.ask("linear", URL, { query: ISSUE, variables: { id } });
  return (data as Json).issue;
}
