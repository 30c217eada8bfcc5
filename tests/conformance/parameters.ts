/**
 * Checks the query and the headers of a request.
 *
 * @module
 */
import type { Contract, Match, Parameter } from "./contract.ts";
import { resembling } from "./explain.ts";
import { type JsonObject, listOf, objectOf, show } from "./json.ts";
import { jsonReading, listReadings, readingsOf } from "./readings.ts";
import type { Problem } from "./report.ts";

/** Not parameters, whatever a contract says: https://spec.openapis.org/oas/v3.1.1.html#common-fixed-fields */
const NOT_PARAMETERS = new Set(["accept", "content-type", "authorization"]);

export function checkQuery(contract: Contract, { operation }: Match, url: URL): Problem[] {
  const declared = operation.parameters.filter((parameter) => parameter.in === "query");
  const names = declared.map((parameter) => parameter.name);
  const unknown = operation.isOpaque
    ? []
    : [...new Set(url.searchParams.keys())].filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => {
      const suggestion = resembling(name, names);
      const hint = suggestion ? ` such as ${show(suggestion)}` : "";
      return {
        pointer: `/query/${name}`,
        message: `Expected a declared query name${hint}, got ${show(name)}`,
      };
    }),
    ...declared.flatMap((parameter) =>
      checkParameter(contract, parameter, url.searchParams.getAll(parameter.name), `/query/${parameter.name}`)
    ),
  ];
}

/** `isComplete` says whether `headers` are all that the request carries: only then may one be missing. */
export function checkHeaders(
  contract: Contract,
  { operation }: Match,
  headers: Headers,
  isComplete: boolean,
): Problem[] {
  return operation.parameters
    .filter((parameter) => parameter.in === "header" && !NOT_PARAMETERS.has(parameter.name.toLowerCase()))
    .flatMap((parameter) => {
      const value = headers.get(parameter.name);
      if (value === null && !isComplete) return [];
      const values = value === null ? [] : [value];
      return checkParameter(contract, parameter, values, `/headers/${parameter.name}`);
    });
}

function checkParameter(
  contract: Contract,
  parameter: Parameter,
  values: string[],
  pointer: string,
): Problem[] {
  if (values.length === 0) {
    return parameter.isRequired ? [{ pointer, message: "Expected a value, got none" }] : [];
  }
  if (!parameter.schema) return [];
  const readings = parameter.isJson ? values.flatMap(jsonReading) : textReadings(contract, parameter, values);
  if (readings.length === 0) {
    const expected = parameter.isJson ? "JSON text" : "one value";
    return [{
      pointer,
      message: `Expected ${expected}, got ${show(values.length > 1 ? values : values[0])}`,
    }];
  }
  return contract.schemas.checkReadings(parameter.schema.pointer, "closed", readings)
    .map((finding) => ({ pointer: pointer + finding.pointer, message: finding.message }));
}

function textReadings(contract: Contract, parameter: Parameter, values: string[]): unknown[] {
  const types = typesOf(contract, parameter.schema?.value);
  const single = values.length === 1 && values[0] !== undefined ? readingsOf(values[0]) : [];
  if (!types.has("array")) return single;
  const items = parameter.explodes ? values : values.flatMap((value) => value.split(","));
  return [...(types.size > 1 ? single : []), ...listReadings(items)];
}

function typesOf(contract: Contract, value: unknown): Set<string> {
  const schema: JsonObject = objectOf(value);
  const types = [schema.type].flat().filter((type) => typeof type === "string");
  const alternatives = [...listOf(schema.anyOf), ...listOf(schema.oneOf)];
  const nested = alternatives.flatMap((alternative) => {
    const reference = objectOf(alternative).$ref;
    const target = typeof reference === "string"
      ? contract.document.fromRoot(...reference.slice("#/".length).split("/"))?.value
      : alternative;
    return [...typesOf(contract, target)];
  });
  return new Set([...types, ...nested]);
}
