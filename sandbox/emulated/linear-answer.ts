/**
 * The emulator's answers in the shape that the document for Linear asks for.
 *
 * @module
 */
import {
  type DocumentNode,
  type FieldNode,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { type Filtered, LOOKED_AT, type Translated, type Variables } from "./linear-document.ts";
import { matchesFilter } from "./linear-filter.ts";

export type Data = Record<string, unknown>;

/** What Linear never answers null for, and the emulator does not have. */
const INSTEAD: Readonly<Record<string, (node: Data) => unknown>> = {
  "Issue.branchName": ({ identifier, title }) =>
    `${identifier} ${title}`.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/-$/, ""),
  "WorkflowState.color": () => "#bec2c8",
  "IssueLabel.isGroup": () => false,
  "Comment.url": ({ id }) => `https://linear.app/sandbox/comment/${id}`,
};
const LAST_PAGE = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };

/** Changes `data`: filters and pages what the emulator could not, and fills in what it does not have. */
export function completeData(
  schema: GraphQLSchema,
  document: DocumentNode,
  filtered: Translated["filtered"],
  variables: Variables,
  data: Data,
): void {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition.selectionSet);
    }
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = schema.getRootType(definition.operation);
    if (root) complete(definition.selectionSet, root, data);
  }

  function complete({ selections }: SelectionSetNode, type: GraphQLNamedType, node: Data): void {
    for (const selection of selections) {
      if (isSkipped(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        completeField(selection, type, node);
        continue;
      }
      const inner = selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value);
      if (inner) complete(inner, type, node);
    }
  }

  function completeField(field: FieldNode, type: GraphQLNamedType, node: Data): void {
    const name = field.name.value;
    if (name.startsWith("__")) return;
    const key = responseKey(field);
    const definition = isObjectType(type) ? type.getFields()[name] : undefined;
    if (!definition) {
      node[key] = insteadOf(`${type.name}.${name}`, field, node);
      return;
    }
    const cut = filtered.get(field);
    for (const value of [node[key]].flat()) {
      if (!field.selectionSet || !isData(value)) continue;
      if (cut) cutConnection(cut, field.selectionSet, value);
      complete(field.selectionSet, getNamedType(definition.type), value);
    }
  }
}

function isSkipped(selection: SelectionNode, variables: Variables): boolean {
  return getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false;
}

/** A connection has no nodes, everything else is null. */
function insteadOf(path: string, { selectionSet }: FieldNode, node: Data): unknown {
  const fields = selectionSet?.selections.filter((selection) => selection.kind === Kind.FIELD) ?? [];
  if (!fields.some(({ name }) => name.value === "nodes")) return INSTEAD[path]?.(node) ?? null;
  return Object.fromEntries(
    fields.map((field) => [responseKey(field), field.name.value === "pageInfo" ? LAST_PAGE : []]),
  );
}

/** Its cursors are places in the filtered list. */
function cutConnection(
  { filter, first, after }: Filtered,
  { selections }: SelectionSetNode,
  connection: Data,
) {
  const looked = connection[LOOKED_AT];
  delete connection[LOOKED_AT];
  if (!Array.isArray(looked)) return;
  const places = looked.flatMap((node, place) => matchesFilter(node, filter) ? place : []);
  const start = Number(after ?? 0);
  const end = start + first;
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const key = responseKey(selection);
    const value = connection[key];
    if (Array.isArray(value)) connection[key] = places.slice(start, end).map((place) => value[place]);
    if (selection.name.value === "pageInfo") {
      connection[key] = {
        ...{ hasNextPage: end < places.length, hasPreviousPage: start > 0 },
        ...{ startCursor: String(start), endCursor: String(end) },
      };
    }
  }
}

function responseKey({ alias, name }: FieldNode): string {
  return alias?.value ?? name.value;
}

export function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
