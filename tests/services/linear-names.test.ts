import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { idsOf, type Named, namesQuery } from "../../shared/services/linear-names.ts";

const A = "7df5329e-651f-4d1d-b519-78d44a509f11";
const B = "abe68e7e-3982-4aa6-8efa-c866ac1a3ae1";
const C = "c1f7e9a2-6f4f-4a52-9d39-0f2c5a3b7e41";

function team(id: string, key: string, name: string, more: object = {}) {
  return { id, key, name, ...more };
}

function problem(named: Named, found: Parameters<typeof idsOf>[1]): string {
  try {
    idsOf(named, found);
    return "";
  } catch (error) {
    return error instanceof FunctionError ? error.message : String(error);
  }
}

describe("nothing is asked", () => {
  it.each<[string, Named]>([
    ["UUIDs", { team: A, state: undefined, assignee: B, project: C }],
    ["nothing", { issue: "ENG-1" }],
    ["values to clear", { issue: "ENG-1", assignee: null, project: null, labels: [] }],
    ["labels by UUID", { issue: "ENG-1", labels: [A], addLabels: [B], removeLabels: [C], state: A }],
  ])("about %s", (_, named) => {
    expect(namesQuery(named)).toBeUndefined();
    expect(idsOf(named)).toMatchObject({
      assigneeId: named.assignee,
      projectId: named.project,
      stateId: named.state,
    });
  });
});

describe("a name", () => {
  it("is only ever a variable", () => {
    const documents = new Set<string | undefined>();
    fc.assert(fc.property(fc.string({ minLength: 1 }), (name) => {
      const query = namesQuery({ team: name, state: name, labels: [name], assignee: name, project: name });
      documents.add(query?.query);
    }));
    expect(documents.size).toBe(1);
  });

  it("of a state or a label is looked for in the issue's team, unless another is given", () => {
    expect(namesQuery({ issue: "ENG-1", state: "Done" })?.variables).toEqual({
      issue: "ENG-1",
      byState: true,
      state: { name: { eqIgnoreCase: "Done" } },
    });
    expect(namesQuery({ issue: "ENG-1", team: A, state: "Done" })?.variables).toEqual({
      byTeam: true,
      team: { id: { eq: A } },
      byState: true,
      state: { name: { eqIgnoreCase: "Done" } },
    });
    expect(namesQuery({ issue: "ENG-1", project: "X" })?.variables).not.toHaveProperty("issue");
  });
});

describe("a team", () => {
  const nodes = [team(A, "DES", "Engineering"), team(B, "ENG", "Des")];

  it("goes by its key before its name", () => {
    expect(idsOf({ team: "des" }, { teams: { nodes } }).teamId).toBe(A);
    expect(idsOf({ team: "Engineering" }, { teams: { nodes: [team(A, "DES", "Engineering")] } }).teamId).toBe(
      A,
    );
  });

  it("is refused where none or several have the name", () => {
    expect(problem({ team: "x" }, { teams: { nodes: [] } })).toContain("team: Linear has no such team");
    expect(problem({ team: "x" }, { teams: { nodes: [team(A, "A", "x"), team(B, "B", "X")] } })).toContain(
      "more than one team",
    );
    expect(problem({ team: "x" }, {})).toContain("no such team");
  });

  it("is refused where its UUID is nobody's, and its states are asked for", () => {
    expect(problem({ team: A, state: "Done" }, { teams: { nodes: [] } })).toContain("no such team");
  });
});

describe("labels", () => {
  const found = {
    issue: { team: team(A, "ENG", "Engineering", { labels: { nodes: [{ id: A, name: "Bug" }] } }) },
    issueLabels: { nodes: [{ id: B, name: "Customer" }, { id: A, name: "bug" }] },
  };

  it("are those of the team and of the workspace, in the order given", () => {
    const named = { labels: [C, "customer", "BUG"], addLabels: ["Bug"], removeLabels: ["Customer"] };
    expect(idsOf(named, found)).toMatchObject({
      labelIds: [C, B, A],
      addedLabelIds: [A],
      removedLabelIds: [B],
    });
  });

  it("say which of them is not there", () => {
    expect(problem({ addLabels: ["Bug", "x"] }, found)).toContain("addLabels[1]: Linear has no such label");
  });
});

it.each<[keyof Named, string]>([["state", "state"], ["assignee", "person"], ["project", "project"]])(
  "%s is refused where none or several fit",
  (field, kind) => {
    const nodes = [{ id: A }, { id: B }];
    const found = (some: { id: string }[]) => ({
      issue: { team: team(A, "ENG", "E", { states: { nodes: some } }) },
      users: { nodes: some },
      projects: { nodes: some },
    });
    expect(problem({ [field]: "x@example.com" }, found([]))).toContain(
      `${field}: Linear has no such ${kind}`,
    );
    expect(problem({ [field]: "x@example.com" }, found(nodes))).toContain("more than one");
    expect(Object.values(idsOf({ [field]: "x@example.com" }, found([{ id: B }])))).toContain(B);
  },
);
