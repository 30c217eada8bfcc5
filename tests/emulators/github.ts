/** @module */
import { expect } from "vitest";
import type { Bench, Json } from "./bench.ts";
import type { Scenario } from "./scenario.ts";

const REPO = "octo/demo";
const ISSUES = `https://api.github.com/repos/${REPO}/issues`;

export const GITHUB: readonly Scenario[] = [
  {
    function: "github-create-issue",
    does: "opens an issue",
    async run(bench) {
      const { number, url } = await createIssue(bench, "Broken link");
      const kept = await bench.ask("github", `${ISSUES}/${number}`);
      expect(kept).toMatchObject({
        title: "Broken link",
        body: "On the front page.",
        state: "open",
        html_url: url,
      });
    },
  },
  {
    function: "github-create-issue",
    does: "says when there is no such repository",
    async run(bench) {
      const { status, body } = await bench.attempt("github-create-issue", {
        repo: "octo/nothing",
        title: "Hi",
      });
      expect([status, body.code, body.outcome]).toEqual([404, "not_found", "not_done"]);
    },
  },
  {
    function: "github-comment",
    does: "comments on an issue",
    async run(bench) {
      const { number } = await createIssue(bench, "To be discussed");
      const { id } = await bench.call("github-comment", { repo: REPO, number, text: "I can see it too" });
      const comments = await bench.ask("github", `${ISSUES}/${number}/comments`);
      expect(comments).toMatchObject([{ id: Number(id), body: "I can see it too" }]);
    },
  },
  {
    function: "github-update-issue",
    does: "closes an issue under another title",
    async run(bench) {
      const { number } = await createIssue(bench, "To be closed");
      const changes = { repo: REPO, number, title: "Closed", state: "closed", stateReason: "completed" };
      await bench.call("github-update-issue", changes);
      expect(await bench.ask("github", `${ISSUES}/${number}`)).toMatchObject({
        title: "Closed",
        state: "closed",
      });
    },
  },
  {
    function: "github-list-issues",
    does: "lists what is open",
    async run(bench) {
      const { number } = await createIssue(bench, "To be listed");
      const { issues } = await bench.call("github-list-issues", { repo: REPO });
      expect(issues).toContainEqual(expect.objectContaining({ number, title: "To be listed" }));
    },
  },
  {
    function: "github-search-issues",
    does: "finds an issue by its words",
    async run(bench) {
      const { number } = await createIssue(bench, "Zeppelin over the harbour");
      const { issues } = await bench.call("github-search-issues", { repo: REPO, query: "Zeppelin" });
      expect(issues).toMatchObject([{ number, title: "Zeppelin over the harbour" }]);
    },
  },
  {
    function: "github-list-repos",
    does: "lists the connected account's own repositories",
    async run(bench) {
      await bench.ask("github", "https://api.github.com/user/repos", { name: "notes" });
      const { repos } = await bench.call("github-list-repos", {});
      expect(repos).toMatchObject([{ fullName: "octocat/notes" }]);
    },
  },
  {
    function: "github-get-file",
    does: "reads the readme",
    async run(bench) {
      const { text } = await bench.call("github-get-file", { repo: REPO, path: "README.md" });
      expect(text).toContain("demo");
    },
  },
];

function createIssue(bench: Bench, title: string): Promise<Json> {
  return bench.call("github-create-issue", { repo: REPO, title, text: "On the front page." });
}
