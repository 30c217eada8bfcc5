/**
 * Values for the parameters of a query: they travel beside its text, so that none of them is ever read as SQL.
 *
 * @see https://cloud.google.com/bigquery/docs/parameterized-queries
 * @module
 * @version 0.1.0
 */
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";

const TYPES = [
  ...["STRING", "INT64", "FLOAT64", "NUMERIC", "BIGNUMERIC", "BOOL"] as const,
  ...["DATE", "DATETIME", "TIME", "TIMESTAMP", "BYTES", "JSON"] as const,
] as const;
type ScalarType = typeof TYPES[number];

const MAX_ITEMS = 10_000;

const Scalar = z.union([z.string().max(1_000_000), z.number(), z.boolean()]);
type Scalar = z.output<typeof Scalar>;

const Typed = z.strictObject({
  type: z.enum(TYPES).describe("Type of the value, or of each item of a list"),
  value: z.union([Scalar, z.array(Scalar).max(MAX_ITEMS), z.null()]).describe(
    "Value, list or null; dates and times as ISO 8601 text, BYTES as base64, JSON as JSON text",
  ),
});

const Param = z.union([Scalar, z.array(Scalar).min(1).max(MAX_ITEMS), Typed]);

export const QueryParams = z.union([
  z.record(z.string().regex(/^[A-Za-z_]\w{0,127}$/, "expected a parameter's name, without @"), Param),
  z.array(Param).max(1_000),
]);
export type QueryParams = z.output<typeof QueryParams>;

interface QueryParameter {
  name?: string;
  parameterType: { type: string; arrayType?: { type: ScalarType } };
  parameterValue: { value?: string; arrayValues?: { value: string }[] };
}

/** The members of a query request that carry the parameters; none where there are no parameters. */
export function queryParameters(
  params: QueryParams | undefined,
): { parameterMode?: "NAMED" | "POSITIONAL"; queryParameters?: QueryParameter[] } {
  if (params === undefined || Object.keys(params).length === 0) return {};
  if (Array.isArray(params)) {
    return {
      parameterMode: "POSITIONAL",
      queryParameters: params.map((param, index) => parameter(param, `params[${index}]`)),
    };
  }
  return {
    parameterMode: "NAMED",
    queryParameters: Object.entries(params).map(([name, param]) => ({
      name,
      ...parameter(param, `params.${name}`),
    })),
  };
}

function parameter(param: z.output<typeof Param>, path: string): QueryParameter {
  if (typeof param === "object" && "type" in param) return typed(param.type, param.value);
  return typed(Array.isArray(param) ? itemType(param, path) : scalarType(param), param);
}

function typed(type: ScalarType, value: Scalar | readonly Scalar[] | null): QueryParameter {
  if (value === null) return { parameterType: { type }, parameterValue: {} };
  if (typeof value !== "object") return { parameterType: { type }, parameterValue: { value: String(value) } };
  return {
    parameterType: { type: "ARRAY", arrayType: { type } },
    parameterValue: { arrayValues: value.map((item) => ({ value: String(item) })) },
  };
}

function scalarType(value: Scalar): ScalarType {
  if (typeof value === "string") return "STRING";
  if (typeof value === "boolean") return "BOOL";
  return Number.isSafeInteger(value) ? "INT64" : "FLOAT64";
}

/** A list has one type: with a fraction among whole numbers, all of them are FLOAT64. */
function itemType(items: readonly Scalar[], path: string): ScalarType {
  const types = new Set(items.map(scalarType));
  const [first = "STRING", ...others] = types;
  if (others.length === 0) return first;
  if (types.size === 2 && types.has("INT64") && types.has("FLOAT64")) return "FLOAT64";
  throw inputError([{ path, message: "expected items of one type" }]);
}
