/**
 * Checks the data of a GraphQL answer against the fields that a document selects: each has to be there with its
 * type, and nothing else.
 *
 * @module
 */
import {
  type DocumentNode,
  getNamedType,
  GraphQLError,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { isObject, type JsonObject, show } from "./json.ts";
import type { Problem } from "./report.ts";

export interface Sent {
  schema: GraphQLSchema;
  document: DocumentNode;
  variables: JsonObject;
}

interface SelectedField {
  name: string;
  key: string;
  selections: SelectionSetNode[];
}

export function checkSelection(sent: Sent, operation: OperationDefinitionNode, data: unknown): Problem[] {
  const root = sent.schema.getRootType(operation.operation);
  return root ? checkObject(sent, root, [operation.selectionSet], data, "/body/data") : [];
}

function checkObject(
  sent: Sent,
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  value: unknown,
  pointer: string,
): Problem[] {
  if (!isObject(value)) return [{ pointer, message: `Expected an object, got ${show(value)}` }];
  const fields = selectedFields(sent, type, selections);
  const unknown = Object.keys(value).filter((key) => !fields.has(key)).map((key) => ({
    pointer: `${pointer}/${key}`,
    message: `Expected a field that the document selects, got ${show(key)}`,
  }));
  const known = [...fields.values()].flatMap((field) => {
    const place = `${pointer}/${field.key}`;
    if (!(field.key in value)) return [{ pointer: place, message: "Expected this field, got none" }];
    const fieldValue = value[field.key];
    if (field.name === "__typename") {
      return fieldValue === type.name ? [] : [{ pointer: place, message: `Expected ${show(type.name)}` }];
    }
    const definition = type.getFields()[field.name];
    return definition ? checkValue(sent, definition.type, field.selections, fieldValue, place) : [];
  });
  return [...unknown, ...known];
}

function checkValue(
  sent: Sent,
  type: GraphQLOutputType,
  selections: readonly SelectionSetNode[],
  value: unknown,
  pointer: string,
): Problem[] {
  if (isNonNullType(type)) {
    if (value === null) return [{ pointer, message: `Expected ${String(type)}, got null` }];
    return checkValue(sent, type.ofType, selections, value, pointer);
  }
  if (value === null) return [];
  if (isListType(type)) {
    if (!Array.isArray(value)) return [{ pointer, message: `Expected ${String(type)}, got ${show(value)}` }];
    return value.flatMap((item: unknown, index) =>
      checkValue(sent, type.ofType, selections, item, `${pointer}/${index}`)
    );
  }
  const named = getNamedType(type);
  if (isLeafType(named)) {
    const message = leafProblem(
      () => named.parseValue(value),
      isEnumType(named) ? undefined : named.name,
      value,
    );
    return message ? [{ pointer, message }] : [];
  }
  return isObjectType(named) ? checkObject(sent, named, selections, value, pointer) : [];
}

function leafProblem(parse: () => unknown, scalar: string | undefined, value: unknown): string | undefined {
  // An ID that came in as a number would be taken, one that goes out is always text.
  if (scalar === "ID" && typeof value !== "string") return `Expected ID text, got ${show(value)}`;
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
}

/** Fields by the key that they have in the answer; fragments and directives are resolved. */
function selectedFields(
  sent: Sent,
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
): Map<string, SelectedField> {
  const fields = new Map<string, SelectedField>();
  for (const selection of selections.flatMap((set) => set.selections)) {
    for (const field of fieldsOf(sent, type, selection)) {
      const known = fields.get(field.key);
      fields.set(
        field.key,
        known ? { ...known, selections: [...known.selections, ...field.selections] } : field,
      );
    }
  }
  return fields;
}

function fieldsOf(sent: Sent, type: GraphQLObjectType, selection: SelectionNode): SelectedField[] {
  if (!isIncluded(selection, sent.variables)) return [];
  if (selection.kind === Kind.FIELD) {
    const name = selection.name.value;
    const selections = selection.selectionSet ? [selection.selectionSet] : [];
    return [{ name, key: selection.alias?.value ?? name, selections }];
  }
  const fragment = selection.kind === Kind.INLINE_FRAGMENT
    ? selection
    : sent.document.definitions.find((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value
    );
  if (!fragment || !("selectionSet" in fragment) || !fragment.selectionSet) return [];
  return [...selectedFields(sent, type, [fragment.selectionSet]).values()];
}

function isIncluded({ directives = [] }: SelectionNode, variables: JsonObject): boolean {
  return directives.every((directive) => {
    const condition = directive.arguments?.[0]?.value;
    const value = condition?.kind === Kind.VARIABLE
      ? variables[condition.name.value] === true
      : condition?.kind === Kind.BOOLEAN && condition.value;
    return directive.name.value === "skip" ? !value : value;
  });
}
