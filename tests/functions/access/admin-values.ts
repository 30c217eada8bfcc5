/**
 * Values for fields that only admins may set, where no example has one.
 *
 * @module
 */
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";

const FILE = "https://base44.app/files/admin-value.png";

const VALUES: readonly unknown[] = [
  true,
  "admin-value",
  ":admin-value:",
  FILE,
  ["admin-value"],
  [7],
  [{}],
  [{ userId: "aea0ba47-35e8-4a85-92bb-03ea32f9d3f6", name: "Admin" }],
  { name: "admin-value" },
];

/** Where other fields have to change along: `undefined` takes one out. */
const ALONG: Readonly<Record<string, Record<string, unknown>>> = {
  "attachments.fileUrl": { attachments: [{ name: "a.png", fileUrl: FILE }] },
  "markdown": { text: undefined, markdown: "**admin-value**" },
  "filter": { where: undefined, filter: { name: "admin-value" } },
  "shares.email": {
    cost: "10.00",
    splitWith: undefined,
    splitEqually: undefined,
    shares: [{ userId: 1, paid: "10.00", owed: "5.00" }, {
      email: "new@example.com",
      firstName: "New",
      owed: "5.00",
    }],
  },
};

/** What may be set in an input for it to hold a value at `path`. */
export function adminValues(spec: FunctionSpec, path: string): Record<string, unknown>[] {
  const along = ALONG[path];
  const values = [...listedValues(spec, path), ...VALUES].map((value) => ({ [path]: value }));
  return along ? [along, ...values] : values;
}

/** The values that a field's schema lists. */
function listedValues(spec: FunctionSpec, name: string): readonly unknown[] {
  type Schema = { options?: readonly unknown[]; unwrap?: () => Schema };
  for (let schema = spec.input.shape[name] as Schema | undefined; schema; schema = schema.unwrap?.()) {
    if (schema.options) return schema.options.filter((option) => typeof option === "string");
  }
  return [];
}
