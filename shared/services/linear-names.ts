/**
 * Finds what people call by name, since Linear takes only UUIDs: one query for all names of a call.
 *
 * @see https://linear.app/developers/filtering
 * @module
 * @version 0.1.0
 */
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import { isUuid } from "./linear.ts";

/** Input fields that take a name or a UUID. `null` and `[]` are there to be cleared. */
export interface Named {
  /** A key such as `ENG` as well. */
  team?: string | undefined;
  /** Whose team has the states and labels, where no team is given. */
  issue?: string | undefined;
  state?: string | undefined;
  labels?: readonly string[] | undefined;
  addLabels?: readonly string[] | undefined;
  removeLabels?: readonly string[] | undefined;
  /** `me`, or a mail address. */
  assignee?: string | null | undefined;
  project?: string | null | undefined;
}

const VARIABLES = `
  $state: WorkflowStateFilter, $byState: Boolean = false, $labels: IssueLabelFilter,
  $sharedLabels: IssueLabelFilter, $byLabels: Boolean = false, $assignee: UserFilter, $byAssignee: Boolean = false,
  $project: ProjectFilter, $byProject: Boolean = false`;

/** Labels belong to a team or to the whole workspace. */
const OF_TEAM = `
  id key name
  states(first: 10, filter: $state) @include(if: $byState) { nodes { id } }
  labels(first: 50, filter: $labels) @include(if: $byLabels) { nodes { id name } }`;
const OF_WORKSPACE = `
  issueLabels(first: 50, filter: $sharedLabels) @include(if: $byLabels) { nodes { id name } }
  users(first: 10, filter: $assignee) @include(if: $byAssignee) { nodes { id } }
  projects(first: 10, filter: $project) @include(if: $byProject) { nodes { id } }`;

const BY_TEAM = `
  query ($team: TeamFilter, $byTeam: Boolean = false, ${VARIABLES}) {
    teams(first: 10, filter: $team) @include(if: $byTeam) { nodes { ${OF_TEAM} } }
    ${OF_WORKSPACE}
  }`;
const BY_ISSUE = `
  query ($issue: String!, ${VARIABLES}) {
    issue(id: $issue) { team { ${OF_TEAM} } }
    ${OF_WORKSPACE}
  }`;

/** What to ask Linear; `undefined` where the caller gives no name. */
export function namesQuery(named: Named): { query: string; variables: Record<string, unknown> } | undefined {
  const { team, issue, state, assignee, project } = named;
  const labels = [named.labels, named.addLabels, named.removeLabels].flatMap((list) => list ?? []).filter(
    isName,
  );
  const needsTeam = isName(state) || labels.length > 0;
  const asked = {
    ...(isName(state) && { byState: true, state: { name: { eqIgnoreCase: state } } }),
    ...(labels.length > 0 && { byLabels: true, ...labelFilters(labels) }),
    ...(isName(assignee) && { byAssignee: true, assignee: personFilter(assignee) }),
    ...(isName(project) && { byProject: true, project: projectFilter(project) }),
  };
  if (team === undefined && issue !== undefined && needsTeam) {
    return { query: BY_ISSUE, variables: { issue, ...asked } };
  }
  const byTeam = team !== undefined && (needsTeam || isName(team)) &&
    { byTeam: true, team: teamFilter(team) };
  const variables = { ...byTeam, ...asked };
  return Object.keys(variables).length > 0 ? { query: BY_TEAM, variables } : undefined;
}

function isName(value: string | null | undefined): value is string {
  return typeof value === "string" && !isUuid(value);
}

export function teamFilter(team: string): Record<string, unknown> {
  if (isUuid(team)) return { id: { eq: team } };
  return { or: [{ key: { eqIgnoreCase: team } }, { name: { eqIgnoreCase: team } }] };
}

export function projectFilter(project: string): Record<string, unknown> {
  return isUuid(project) ? { id: { eq: project } } : { name: { eqIgnoreCase: project } };
}

export function personFilter(person: string): Record<string, unknown> {
  if (isUuid(person)) return { id: { eq: person } };
  return person === "me" ? { isMe: { eq: true } } : { email: { eqIgnoreCase: person } };
}

function labelFilters(names: readonly string[]): Record<string, unknown> {
  const or = names.map((name) => ({ name: { eqIgnoreCase: name } }));
  return { labels: { or }, sharedLabels: { team: { null: true }, or } };
}

const Node = z.object({ id: z.string() });
const Label = Node.extend({ name: z.string() });

function nodesOf<S extends z.ZodType>(node: S) {
  return z.object({ nodes: z.array(node) });
}

const Team = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  states: nodesOf(Node).optional(),
  labels: nodesOf(Label).optional(),
});

export const FoundNames = z.object({
  data: z.object({
    teams: nodesOf(Team).optional(),
    issue: z.object({ team: Team }).optional(),
    issueLabels: nodesOf(Label).optional(),
    users: nodesOf(Node).optional(),
    projects: nodesOf(Node).optional(),
  }),
});
type Found = z.output<typeof FoundNames>["data"];

/** The UUIDs, under Linear's own names. Throws `invalid_input` where a name is nobody's or several have it. */
export function idsOf(named: Named, found: Found = {}) {
  const team = found.issue?.team ?? teamNamed(named.team, found.teams?.nodes);
  const labels = [...team?.labels?.nodes ?? [], ...found.issueLabels?.nodes ?? []];
  const labelIds = (field: "labels" | "addLabels" | "removeLabels") =>
    named[field]?.map((label, index) =>
      idOf(`${field}[${index}]`, "label", label, labels.filter(({ name }) => isSame(name, label)))
    );
  return {
    teamId: named.team === undefined ? undefined : team?.id ?? named.team,
    stateId: idOf("state", "state of this team", named.state, team?.states?.nodes),
    labelIds: labelIds("labels"),
    addedLabelIds: labelIds("addLabels"),
    removedLabelIds: labelIds("removeLabels"),
    assigneeId: idOf("assignee", "person", named.assignee, found.users?.nodes),
    projectId: idOf("project", "project", named.project, found.projects?.nodes),
  };
}

type Id = z.output<typeof Node>;

/** A key is unique, a name need not be. */
function teamNamed(team: string | undefined, nodes: readonly z.output<typeof Team>[] | undefined) {
  if (team === undefined || (!nodes && isUuid(team))) return undefined;
  const byKey = (nodes ?? []).filter(({ key }) => isSame(key, team));
  return onlyOne("team", "team", byKey.length > 0 ? byKey : nodes ?? []);
}

function idOf<V extends string | null | undefined>(
  path: string,
  kind: string,
  value: V,
  nodes: readonly Id[] = [],
) {
  return isName(value) ? onlyOne(path, kind, nodes).id : value;
}

function onlyOne<N extends Id>(path: string, kind: string, nodes: readonly N[]): N {
  const [node, ...others] = nodes;
  if (!node) {
    const message = `Linear has no such ${kind}, or the connected account cannot see it`;
    throw inputError([{ path, message }]);
  }
  if (others.some(({ id }) => id !== node.id)) {
    throw inputError([{ path, message: `Linear has more than one ${kind} of this name: use the UUID` }]);
  }
  return node;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
