/**
 * Turns BigQuery's rows, text in the order of the columns, into objects with values of the columns' types.
 *
 * @see https://cloud.google.com/bigquery/docs/reference/rest/v2/tabledata/list
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import * as z from "../runtime/zod.ts";

export const BigqueryField = z.object({
  name: z.string(),
  type: z.string(),
  mode: z.string().nullish(),
  rangeElementType: z.object({ type: z.string() }).nullish(),
  get fields() {
    return z.array(BigqueryField).nullish();
  },
});
export type BigqueryField = z.output<typeof BigqueryField>;

/** An absent value is null. */
const Cell = z.object({ v: z.unknown() });
const Cells = z.array(Cell);
export const BigqueryRow = z.object({ f: Cells });
export type BigqueryRow = z.output<typeof BigqueryRow>;

export const Column = z.object({
  name: z.string().describe("Name of the column"),
  type: z.string().describe("GoogleSQL type, such as INT64, TIMESTAMP or STRUCT"),
  isList: z.boolean().describe("Whether each value is a list"),
  get columns() {
    return z.array(Column).optional().describe("Columns within a STRUCT");
  },
});
export type Column = z.output<typeof Column>;

/** Older names that BigQuery uses in schemas, for the types that SQL names. */
const SQL_NAMES = new Map([
  ["INTEGER", "INT64"],
  ["FLOAT", "FLOAT64"],
  ["BOOLEAN", "BOOL"],
  ["RECORD", "STRUCT"],
]);

function sqlType(type: string): string {
  return SQL_NAMES.get(type) ?? type;
}

export function toColumn({ name, type, mode, fields }: BigqueryField): Column {
  return {
    name,
    type: sqlType(type),
    isList: mode === "REPEATED",
    ...(fields && { columns: fields.map(toColumn) }),
  };
}

/** Column names are data: even `__proto__` becomes a plain property. */
export function decodeRow(
  fields: readonly BigqueryField[],
  { f: cells }: BigqueryRow,
): Record<string, unknown> {
  if (cells.length !== fields.length) throw misfit();
  return Object.fromEntries(fields.map((field, index) => [field.name, decode(field, cells[index]?.v)]));
}

function decode(field: BigqueryField, value: unknown): unknown {
  if (field.mode !== "REPEATED") return decodeOne(field, value);
  const { data: items } = Cells.safeParse(value ?? []);
  if (!items) throw misfit();
  return items.map((item) => decodeOne(field, item.v));
}

function decodeOne(field: BigqueryField, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (sqlType(field.type) === "STRUCT") {
    const { data: row } = BigqueryRow.safeParse(value);
    if (!row) throw misfit();
    return decodeRow(field.fields ?? [], row);
  }
  if (typeof value !== "string") throw misfit();
  return field.type === "RANGE"
    ? decodeRange(field.rangeElementType?.type ?? "STRING", value)
    : decodeText(sqlType(field.type), value);
}

function misfit(): FunctionError {
  return new FunctionError(
    "provider_invalid_response",
    "Google BigQuery sent rows that do not fit their columns",
  );
}

/** Types that are not here are text on both sides: what a JSON number could not hold exactly stays text. */
function decodeText(type: string, text: string): unknown {
  switch (type) {
    case "BOOL":
      return text === "true";
    case "INT64":
      return Number.isSafeInteger(Number(text)) ? Number(text) : text;
    case "FLOAT64":
      return Number.isFinite(Number(text)) ? Number(text) : text;
    case "TIMESTAMP":
      return /^-?\d{1,18}$/.test(text) ? microsecondsToIso(BigInt(text)) : text;
    case "JSON":
      return parsedJson(text);
    default:
      return text;
  }
}

const MICROSECONDS = 1_000_000n;

/** Microseconds since 1970, also before it, with as many digits as they need. */
function microsecondsToIso(total: bigint): string {
  const fraction = ((total % MICROSECONDS) + MICROSECONDS) % MICROSECONDS;
  const seconds = new Date(Number((total - fraction) / MICROSECONDS) * 1_000).toISOString().slice(0, -5);
  const digits = String(fraction).padStart(6, "0").replace(/0{3}$/, "");
  return fraction === 0n ? `${seconds}Z` : `${seconds}.${digits}Z`;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `[2026-01-01, UNBOUNDED)`, where an open end is null. */
function decodeRange(type: string, text: string): unknown {
  const [, start, end] = /^\[([^,]+), ([^)]+)\)$/.exec(text) ?? [];
  if (start === undefined || end === undefined) return text;
  const bound = (value: string) => value === "UNBOUNDED" ? null : decodeText(type, value);
  return { start: bound(start), end: bound(end) };
}
