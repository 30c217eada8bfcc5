/**
 * Documents for Linear's schema as documents for the emulator's, which is smaller.
 *
 * @module
 */
import {
  type ArgumentNode,
  coerceInputValue,
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  parseType,
  type SelectionNode,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { filterFields, Gap } from "./linear-filter.ts";

export type Variables = Readonly<Record<string, unknown>>;

/** A connection that is filtered and paged after the emulator's answer. */
export interface Filtered {
  filter: unknown;
  first: number;
  after: unknown;
}

export interface Translated {
  document: DocumentNode;
  /** By fields of the original document. */
  filtered: ReadonlyMap<FieldNode, Filtered>;
}

/** Under this name stand the nodes of a filtered connection with the fields that its filter looks at. */
export const LOOKED_AT = "lookedAt";

const PAGE = 50;
const ALL = argument("first: 1000000");
const TYPENAME = selection("__typename");

/** Throws `Gap` where the document asks for something that cannot be left out. */
export function translateDocument(
  schema: GraphQLSchema,
  original: DocumentNode,
  variables: Variables,
): Translated {
  const filtered = new Map<FieldNode, Filtered>();
  const types = new Map<string, string>();
  const info = new TypeInfo(schema);
  const document = visit(
    original,
    visitWithTypeInfo(info, {
      Field: {
        enter(node) {
          const field = info.getFieldDef();
          if (!field && isRoot(schema, info.getParentType())) {
            throw new Gap(`The emulator has no ${node.name.value}`);
          }
          if (!field) return null;
          const own = readFilter(node, field.args, variables);
          if (!own) return { ...node, arguments: knownArguments(node, field.args, variables) };
          filtered.set(node, own);
          return withLookedAt(node, getNamedType(field.type), own);
        },
        leave(node) {
          if (node.selectionSet?.selections.length !== 0) return undefined;
          return { ...node, selectionSet: { ...node.selectionSet, selections: [TYPENAME] } };
        },
      },
      VariableDefinition: () => false,
      Variable(node) {
        types.set(node.name.value, String(info.getInputType()));
      },
    }),
  );
  return { document: withVariables(document, types), filtered };
}

function isRoot(schema: GraphQLSchema, type: unknown): boolean {
  return type === schema.getQueryType() || type === schema.getMutationType();
}

/** A filter that the emulator does not take as it is. */
function readFilter(
  node: FieldNode,
  known: readonly GraphQLArgument[],
  variables: Variables,
): Filtered | undefined {
  const values = argumentValues(node, variables);
  if (values.filter == null) return undefined;
  const type = known.find(({ name }) => name === "filter")?.type;
  let taken = type !== undefined;
  if (type) coerceInputValue(values.filter, type, () => taken = false);
  if (taken) return undefined;
  const first = typeof values.first === "number" ? values.first : PAGE;
  return { filter: values.filter, first, after: values.after };
}

function withLookedAt(node: FieldNode, type: GraphQLNamedType, { filter }: Filtered): FieldNode {
  const nodes = isObjectType(type) ? type.getFields().nodes : undefined;
  if (!nodes || !node.selectionSet) throw new Gap(`The emulator's ${type.name} is no connection`);
  const fields = filterFields(getNamedType(nodes.type), filter);
  const selections = [
    ...node.selectionSet.selections,
    selection(`${LOOKED_AT}: nodes { ${fields} __typename }`),
  ];
  return { ...node, arguments: [ALL], selectionSet: { ...node.selectionSet, selections } };
}

/** An argument that the emulator lacks may go where it says nothing. */
function knownArguments(
  node: FieldNode,
  known: readonly GraphQLArgument[],
  variables: Variables,
): ArgumentNode[] {
  const values = argumentValues(node, variables);
  return (node.arguments ?? []).filter(({ name: { value: name } }) => {
    if (known.some((argument) => argument.name === name)) return true;
    if (values[name] == null || values[name] === false) return false;
    throw new Gap(`The emulator's ${node.name.value} has no ${name}`);
  });
}

function argumentValues(node: FieldNode, variables: Variables): Variables {
  return Object.fromEntries(
    (node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]),
  );
}

/** Variables that nothing uses any more go, the others get the types of the emulator's schema. */
function withVariables(document: DocumentNode, types: ReadonlyMap<string, string>): DocumentNode {
  return visit(document, {
    VariableDefinition(node) {
      const type = types.get(node.variable.name.value);
      if (type === undefined) return null;
      const isNonNull = node.type.kind === Kind.NON_NULL_TYPE || node.defaultValue !== undefined;
      return { ...node, type: parseType(isNonNull ? `${type.replace(/!$/, "")}!` : type) };
    },
  });
}

function selection(text: string): SelectionNode {
  const [operation] = parse(`{ ${text} }`).definitions;
  const node = operation?.kind === Kind.OPERATION_DEFINITION && operation.selectionSet.selections[0];
  if (!node) throw new TypeError(`Expected a selection, got ${text}`);
  return node;
}

function argument(text: string): ArgumentNode {
  const field = selection(`field(${text})`);
  const [node] = field.kind === Kind.FIELD ? field.arguments ?? [] : [];
  if (!node) throw new TypeError(`Expected an argument, got ${text}`);
  return node;
}
