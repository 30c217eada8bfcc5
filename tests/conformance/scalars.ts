/**
 * Gives the scalars of Linear's schema, which the schema only names, the values that they take.
 *
 * @module
 */
import { GraphQLError, GraphQLScalarType, type GraphQLSchema } from "graphql";
import { isObject, show } from "./json.ts";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
/** ISO 8601, as in `-P2W`: https://linear.app/developers/filtering#relative-time */
const DURATION = /^-?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/;

const SCALARS: Record<string, (value: unknown) => boolean> = {
  DateTime: (value) => isDate(value, DATE_TIME) || isDate(value, DATE),
  DateTimeOrDuration: (value) => isDate(value, DATE_TIME) || isDate(value, DATE) || matches(value, DURATION),
  TimelessDate: (value) => isDate(value, DATE),
  TimelessDateOrDuration: (value) => isDate(value, DATE) || matches(value, DURATION),
  JSONObject: isObject,
};

/** Changes the schema in place. */
export function defineScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, accepts] of Object.entries(SCALARS)) {
    const type = schema.getType(name);
    if (!(type instanceof GraphQLScalarType)) continue;
    type.parseValue = (value) => {
      if (accepts(value)) return value;
      throw new GraphQLError(`Expected a ${name}, got ${show(value)}`);
    };
  }
  return schema;
}

function isDate(value: unknown, pattern: RegExp): boolean {
  return matches(value, pattern) && !Number.isNaN(Date.parse(String(value)));
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === "string" && pattern.test(value);
}
