/**
 * The words of inputs and outputs: the same everywhere, and none that Base44 uses for itself.
 *
 * @module
 */
import { ENVELOPE_NAMES, KEY_NAME } from "../../shared/runtime/envelope.ts";
import type { FunctionSpec } from "../../shared/runtime/spec.ts";
import { jsonSchema } from "../docs/fields.ts";
import type { Check } from "./collection.ts";

/** By what is said here. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  limit: ["max", "maxResults", "maxRecords", "pageSize", "perPage", "count", "top", "first"],
  cursor: ["pageToken", "offset", "startCursor", "skipToken"],
  nextCursor: ["nextPageToken", "nextOffset", "endCursor", "hasMore", "nextLink"],
  query: ["q", "search", "searchText", "soql", "sql"],
  name: ["fileName", "filename"],
  text: ["body", "message", "content", "markdownBody"],
  html: ["htmlBody", "bodyHtml"],
  to: ["recipient", "recipients", "emails"],
  start: ["startDateTime", "startTime", "startDate"],
  end: ["endDateTime", "endTime", "endDate"],
  createdAt: ["created", "createdTime", "createdDateTime", "dateCreated"],
  updatedAt: ["updated", "modifiedTime", "updatedTime", "lastModifiedDateTime", "dateUpdated"],
  url: ["link", "htmlUrl", "webUrl", "webViewLink", "permalink"],
};
const CAMEL_CASE = /^[a-z][a-zA-Z0-9]*$/;

export const reservedNames: Check = ({ functions }) =>
  functions.flatMap(({ name, spec }) =>
    [...ENVELOPE_NAMES, KEY_NAME].filter((reserved) => reserved in spec.input.shape).map((reserved) =>
      `${name}: ${reserved} is a name of Base44's own requests`
    )
  );

export const words: Check = ({ functions }) =>
  functions.flatMap(({ name, spec }) =>
    fieldsOf(spec).flatMap(({ path, name: field, schema }) => {
      const [better] = Object.entries(OTHER_WORDS).find(([, others]) => others.includes(field)) ?? [];
      // `created: true` tells whether, not when.
      if (better !== undefined && schema.type !== "boolean") {
        return [`${name}: ${path} is called ${better} here`];
      }
      return CAMEL_CASE.test(field) ? [] : [`${name}: expected camelCase, got ${path}`];
    })
  );

/** Within an object, where its own description tells what they are. */
const SELF_EXPLAINING = ["email", "id", "name", "value"];

export const descriptions: Check = ({ functions }) =>
  functions.flatMap(({ name, spec }) =>
    fieldsOf(spec)
      .filter((field) =>
        !field.schema.description && !(field.depth > 0 && SELF_EXPLAINING.includes(field.name))
      )
      .map(({ path }) => `${name}: ${path} has no description`)
  );

/** Their pages have one size. */
const FIXED_PAGES = ["clickup-list-tasks"];

export const paging: Check = ({ functions }) =>
  functions.flatMap(({ name, spec }) => {
    const paths = fieldsOf(spec).map(({ path }) => path);
    const [cursor, limit, next] = ["input.cursor", "input.limit", "output.nextCursor"].map((path) =>
      paths.includes(path)
    );
    return [
      ...(cursor && !next ? [`${name}: takes cursor, gives no nextCursor`] : []),
      ...(next && !cursor ? [`${name}: gives nextCursor, takes no cursor`] : []),
      ...(cursor && !limit && !FIXED_PAGES.includes(name) ? [`${name}: takes cursor, but no limit`] : []),
    ];
  });

/** Unknown names are refused: they are mistakes. */
export const strictInputs: Check = ({ functions }) =>
  functions.filter(({ spec }) => spec.input._zod.def.catchall?._zod.def.type !== "never").map(({ name }) =>
    `${name}: expected z.strictObject as input`
  );

/** Nobody needs more words than there are, and a body has room for many thousands. */
export const wordLists: Check = ({ functions }) =>
  functions.flatMap(({ name, spec }) =>
    fieldsOf(spec).filter(({ path, schema }) =>
      path.startsWith("input.") && schema.items?.enum && schema.maxItems === undefined
    ).map(({ path }) => `${name}: expected a maximum of items in ${path}`)
  );

type Json = ReturnType<typeof jsonSchema>;

interface Field {
  name: string;
  /** Such as `output.files[].name`. */
  path: string;
  schema: Json;
  /** How many objects it is within. */
  depth: number;
}

function fieldsOf({ input, output }: FunctionSpec): Field[] {
  return [
    ...innerFields(jsonSchema(input, "input"), "input", 0),
    ...innerFields(jsonSchema(output, "output"), "output", 0),
  ];
}

function innerFields(schema: Json, path: string, depth: number): Field[] {
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
      { name, path: `${path}.${name}`, schema: inner, depth },
      ...innerFields(inner, `${path}.${name}`, depth + 1),
    ]),
    ...(schema.items ? innerFields(schema.items, `${path}[]`, depth) : []),
    ...(schema.anyOf ?? []).flatMap((option) => innerFields(option, path, depth)),
  ];
}
