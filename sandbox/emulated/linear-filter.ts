/**
 * Linear's filters over what the emulator answers, which knows few of them.
 *
 * @see https://linear.app/developers/filtering
 * @module
 */
import { getNamedType, type GraphQLNamedType, isCompositeType, isObjectType } from "graphql";

/** Something that neither the emulator nor its adapter knows. */
export class Gap extends Error {}

type Node = Readonly<Record<string, unknown>>;

const COMPARATORS: Readonly<Record<string, (value: unknown, expected: unknown) => boolean>> = {
  null: (value, expected) => (value == null) === expected,
  eq: (value, expected) => value === expected,
  neq: (value, expected) => value !== expected,
  in: (value, expected) => Array.isArray(expected) && expected.includes(value),
  nin: (value, expected) => Array.isArray(expected) && !expected.includes(value),
  eqIgnoreCase: (value, expected) => lower(value) === lower(expected),
  neqIgnoreCase: (value, expected) => lower(value) !== lower(expected),
  contains: (value, expected) => String(value ?? "").includes(String(expected)),
  containsIgnoreCase: (value, expected) => lower(value).includes(lower(expected)),
  startsWith: (value, expected) => String(value ?? "").startsWith(String(expected)),
  endsWith: (value, expected) => String(value ?? "").endsWith(String(expected)),
  lt: (value, expected) => value != null && rank(value) < rank(expected),
  lte: (value, expected) => value != null && rank(value) <= rank(expected),
  gt: (value, expected) => value != null && rank(value) > rank(expected),
  gte: (value, expected) => value != null && rank(value) >= rank(expected),
};

/** The fields that a filter looks at, as a selection of GraphQL. Throws `Gap` where the type lacks one. */
export function filterFields(type: GraphQLNamedType, filter: unknown): string {
  return entries(filter).map(([key, expected]) => {
    if (key === "and" || key === "or") {
      return list(expected).map((part) => filterFields(type, part)).join(" ");
    }
    if (Object.hasOwn(COMPARATORS, key)) return "";
    if (key === "some" || key === "every") return connectionFields(type, expected);
    const field = isObjectType(type) ? type.getFields()[key] : undefined;
    if (!field) throw new Gap(`The emulator's ${type.name} has no ${key}`);
    const fieldType = getNamedType(field.type);
    if (!isCompositeType(fieldType)) return compared(key, expected);
    return `${key} { ${filterFields(fieldType, expected)} __typename }`;
  }).join(" ");
}

function compared(key: string, filter: unknown): string {
  const unknown = entries(filter).find(([comparator]) => !Object.hasOwn(COMPARATORS, comparator));
  if (unknown) throw new Gap(`The sandbox cannot compare ${key} by ${unknown[0]}`);
  return key;
}

function connectionFields(type: GraphQLNamedType, filter: unknown): string {
  const nodes = isObjectType(type) ? type.getFields().nodes : undefined;
  if (!nodes) throw new Gap(`The emulator's ${type.name} is no connection`);
  return `nodes { ${filterFields(getNamedType(nodes.type), filter)} __typename }`;
}

/** `value` has the fields of `filterFields`. */
export function matchesFilter(value: unknown, filter: unknown): boolean {
  return entries(filter).every(([key, expected]) => {
    if (key === "and") return list(expected).every((part) => matchesFilter(value, part));
    if (key === "or") return list(expected).some((part) => matchesFilter(value, part));
    const compare = Object.hasOwn(COMPARATORS, key) ? COMPARATORS[key] : undefined;
    if (compare) return compare(value, expected);
    const node = isNode(value) ? value : {};
    if (key === "some") return list(node.nodes).some((item) => matchesFilter(item, expected));
    if (key === "every") return list(node.nodes).every((item) => matchesFilter(item, expected));
    return matchesFilter(node[key], expected);
  });
}

function entries(filter: unknown): [string, unknown][] {
  return isNode(filter) ? Object.entries(filter).filter(([, expected]) => expected !== undefined) : [];
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lower(value: unknown): string {
  return String(value ?? "").toLowerCase();
}

/** Numbers, and times as text; durations such as `-P7D` are not known. */
function rank(value: unknown): number {
  const number = typeof value === "number" ? value : Date.parse(String(value));
  if (Number.isNaN(number)) throw new Gap(`Expected a number or a time, got ${value}`);
  return number;
}
