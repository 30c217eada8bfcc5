/**
 * Linear's filters, put together from single fields: a caller's own filter never gets through.
 *
 * @see https://linear.app/developers/filtering
 * @module
 * @version 0.1.0
 */
import { instant } from "../runtime/time.ts";
import * as z from "../runtime/zod.ts";
import { linearName } from "./linear.ts";
import { issuePriority, linearPerson, priorityNumber, STATE_TYPES } from "./linear-issues.ts";
import { personFilter, projectFilter, teamFilter } from "./linear-names.ts";

const DURATION = /^-?P(?=\w)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

/** A duration counts from now. */
const since = z.union(
  [instant, z.string().regex(DURATION)],
  "expected a time, or a duration such as -P7D for a week",
);

export const issueFilterFields = {
  team: linearName.optional().describe(
    "Key of a team, such as ENG, its name or its UUID; admins may leave it out",
  ),
  query: z.string().min(1).max(255).optional().describe("Part of the title, in either case"),
  state: linearName.optional().describe("Name of a state, such as In Progress"),
  stateTypes: z.array(z.enum(STATE_TYPES)).min(1).max(STATE_TYPES.length).optional().describe(
    "Kinds of states, such as started",
  ),
  assignee: z.union([linearPerson, z.literal("none")]).optional().describe(
    "me (the connected account), a mail address or a UUID; none for nobody",
  ),
  label: linearName.optional().describe("Name of a label"),
  project: linearName.optional().describe("Name of a project, or its UUID"),
  priority: issuePriority.optional(),
  createdSince: since.optional().describe(
    "Created at this time or later, ISO 8601; or -P7D for the last 7 days",
  ),
  updatedSince: since.optional().describe("Changed at this time or later"),
  dueBefore: z.iso.date().optional().describe("Due before this day, such as 2026-05-01"),
};

const Fields = z.object(issueFilterFields);

/** Everything has to fit. `undefined` members are left out of the request. */
export function issueFilter(fields: z.output<typeof Fields>): Record<string, unknown> {
  const { team, query, state, stateTypes, assignee, label, project, priority, dueBefore } = fields;
  return {
    team: team && teamFilter(team),
    title: query && { containsIgnoreCase: query },
    state: (state || stateTypes) && {
      name: state && { eqIgnoreCase: state },
      type: stateTypes && { in: stateTypes },
    },
    assignee: assignee && (assignee === "none" ? { null: true } : personFilter(assignee)),
    labels: label && { some: { name: { eqIgnoreCase: label } } },
    project: project && projectFilter(project),
    priority: priority === undefined ? undefined : { eq: priorityNumber(priority) },
    createdAt: fields.createdSince && { gte: fields.createdSince },
    updatedAt: fields.updatedSince && { gte: fields.updatedSince },
    dueDate: dueBefore && { lt: dueBefore },
  };
}
