import { describe, expect, it } from "vitest";
import * as z from "../../shared/runtime/zod.ts";
import { DetailedIssue, toDetails } from "../../shared/services/linear-details.ts";
import { issueFilter, issueFilterFields } from "../../shared/services/linear-filters.ts";
import { issueValues, LinearIssue, priorityNumber, toIssue } from "../../shared/services/linear-issues.ts";

const Filter = z.strictObject(issueFilterFields);
const ISSUE = {
  ...{ id: "1", identifier: "ENG-1", title: "t", priority: 0, priorityLabel: "No priority", url: "u" },
  ...{ branchName: "b", createdAt: "c", updatedAt: "d", labels: { nodes: [] } },
  state: { id: "2", name: "Backlog", type: "backlog" },
  team: { id: "3", key: "ENG", name: "Engineering" },
};

describe("issueFilter", () => {
  const filterOf = (input: object) => JSON.parse(JSON.stringify(issueFilter(Filter.parse(input))));

  it.each([
    [{}, {}],
    [{ team: "ENG" }, {
      team: { or: [{ key: { eqIgnoreCase: "ENG" } }, { name: { eqIgnoreCase: "ENG" } }] },
    }],
    [{ assignee: "me" }, { assignee: { isMe: { eq: true } } }],
    [{ assignee: "none" }, { assignee: { null: true } }],
    [{ priority: "none" }, { priority: { eq: 0 } }],
    [{ priority: 0 }, { priority: { eq: 0 } }],
    [{ state: "Done", stateTypes: ["completed"] }, {
      state: { name: { eqIgnoreCase: "Done" }, type: { in: ["completed"] } },
    }],
    [{ updatedSince: "-P2W" }, { updatedAt: { gte: "-P2W" } }],
  ])("%j becomes %j", (input, filter) => {
    expect(filterOf(input)).toEqual(filter);
  });

  it.each(["P", "-P", "PT", "P1", "-P1D2", "7D", "yesterday", "2026-04-01", "-P7D\n", "P1DT"])(
    "%j is no time",
    (createdSince) => {
      expect(Filter.safeParse({ createdSince }).success).toBe(false);
    },
  );

  it.each(["-P7D", "P1Y2M3W4D", "-PT36H", "P1DT2H", "2026-04-01T00:00:00Z"])("%j is one", (createdSince) => {
    expect(Filter.safeParse({ createdSince }).success).toBe(true);
  });

  it("takes no filter of the caller's own", () => {
    expect(Filter.safeParse({ team: { id: { neq: "x" } } }).success).toBe(false);
    expect(Filter.safeParse({ or: [] }).success).toBe(false);
  });
});

describe("issues", () => {
  it("keeps markup only where it is allowed", () => {
    expect(issueValues({ description: "![x](y)" }).description).toBe("!\\[x](y)");
    expect(issueValues({ description: "![x](y)", allowMarkup: true }).description).toBe("![x](y)");
  });

  it("clears what is null, and leaves what is not given", () => {
    expect(issueValues({ parent: null, dueDate: null })).toMatchObject({ parentId: null, dueDate: null });
    expect(issueValues({ parent: null }).estimate).toBeUndefined();
  });

  it("counts priorities as Linear does", () => {
    const words = ["none", "urgent", "high", "medium", "low"] as const;
    expect(words.map(priorityNumber)).toEqual([0, 1, 2, 3, 4]);
    expect([priorityNumber(3), priorityNumber(undefined)]).toEqual([3, undefined]);
  });

  it("takes what Linear may leave out, and cuts long descriptions", () => {
    expect(toIssue(LinearIssue.parse(ISSUE))).toMatchObject({
      description: null,
      truncated: false,
      labels: [],
    });
    expect(toIssue(LinearIssue.parse({ ...ISSUE, description: "abcd" }), 3)).toMatchObject({
      description: "abc",
      truncated: true,
    });
  });

  it("names whoever wrote a comment", () => {
    const comment = { id: "1", body: "abcd", url: "u", createdAt: "c" };
    const nodes = [
      { ...comment, botActor: { name: "GitHub" } },
      { ...comment, user: { name: "Ana" } },
      comment,
    ];
    const issue = DetailedIssue.parse({
      ...{ ...ISSUE, children: { nodes: [] }, attachments: { nodes: [] } },
      comments: { nodes, pageInfo: { hasNextPage: true } },
    });
    const { comments, moreComments } = toDetails(issue, 3);
    expect(comments.map(({ author }) => author)).toEqual(["GitHub", "Ana", null]);
    expect(comments[0]).toMatchObject({ text: "abc", truncated: true, parentId: null });
    expect(moreComments).toBe(true);
  });
});
