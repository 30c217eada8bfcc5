/**
 * Turns ajv's errors into few findings that a person can act on. Where none of several alternatives fits, the
 * findings of the closest one are told.
 *
 * @module
 */
import type { Ajv2020, ErrorObject } from "ajv/dist/2020.js";
import { isObject, pointerSegment, show, textsOf } from "./json.ts";
import { KNOWN_MEMBERS } from "./variants.ts";

export interface Finding {
  /** Where in the value. */
  pointer: string;
  message: string;
  keyword: string;
  /** Types, where the value's type is wrong. */
  types?: string[];
  /** The known name that an unknown one resembles. */
  suggestion?: string;
}

const UNKNOWN_MEMBER = new Set(["additionalProperties", "unevaluatedProperties"]);
const SHOWN_VALUES = 12;
/** A wrong type or a wrong tag says that an alternative was not meant at all. */
const NOT_MEANT = 1000;

export function isUnknownMember(finding: Finding): boolean {
  return UNKNOWN_MEMBER.has(finding.keyword);
}

export function explain(ajv: Ajv2020, errors: readonly ErrorObject[], base = ""): Finding[] {
  const unions = outermost(errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf"));
  const others = errors.filter((error) =>
    !unions.some((union) => isWithin(error, union)) && error.keyword !== "if"
  );
  const findings = [
    ...others.map((error) => finding(error, base)),
    ...unions.flatMap((union) => explainUnion(ajv, union, base)),
  ];
  return [...new Map(findings.map((item) => [`${item.pointer} ${item.message}`, item])).values()];
}

function explainUnion(ajv: Ajv2020, union: ErrorObject, base: string): Finding[] {
  const pointer = base + union.instancePath;
  const alternatives = alternativesOf(union).map((schema) => {
    const validate = ajv.compile(schema);
    return validate(union.data) ? [] : explain(ajv, validate.errors ?? [], pointer);
  });
  if (alternatives.some((findings) => findings.length === 0)) {
    return [{
      pointer,
      keyword: "oneOf",
      message: `Expected exactly one alternative to fit ${show(union.data)}`,
    }];
  }
  const types = alternatives.flatMap((findings) => rootTypes(findings, pointer));
  const [closest = []] = alternatives.toSorted((a, b) => distance(a, pointer) - distance(b, pointer));
  return rootTypes(closest, pointer).length > 0
    ? [wrongType(pointer, [...new Set(types)], union.data)]
    : closest;
}

function distance(findings: readonly Finding[], pointer: string): number {
  const weights = findings.map((item) => {
    const depth = item.pointer.slice(pointer.length).split("/").length - 1;
    if (item.types && depth === 0) return NOT_MEANT * 2;
    if (item.keyword === "const" && depth <= 1) return NOT_MEANT;
    return isUnknownMember(item) ? 1 : 2;
  });
  return weights.reduce((sum, weight) => sum + weight, 0);
}

function rootTypes(findings: readonly Finding[], pointer: string): string[] {
  return findings.flatMap((item) => item.pointer === pointer ? item.types ?? [] : []);
}

/** Of errors about nested values, those about the outer ones; of the same value, the last and widest. */
function outermost(unions: readonly ErrorObject[]): ErrorObject[] {
  return unions.filter((union, index) =>
    !unions.some((other, otherIndex) =>
      other.instancePath === union.instancePath
        ? otherIndex > index
        : union.instancePath.startsWith(`${other.instancePath}/`)
    )
  );
}

function isWithin(error: ErrorObject, union: ErrorObject): boolean {
  return error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`);
}

function finding(error: ErrorObject, base: string): Finding {
  const pointer = base + error.instancePath;
  const { keyword, data } = error;
  if (keyword === "required") {
    const name = String(error.params.missingProperty);
    return {
      pointer: `${pointer}/${pointerSegment(name)}`,
      keyword,
      message: "Expected this member, got none",
    };
  }
  if (UNKNOWN_MEMBER.has(keyword)) {
    const name = String(error.params.additionalProperty ?? error.params.unevaluatedProperty);
    const present = Object.keys(isObject(data) ? data : {});
    const known = textsOf(error.parentSchema?.[KNOWN_MEMBERS]).filter((member) => !present.includes(member));
    const suggestion = resembling(name, known);
    const message = suggestion
      ? `Expected a known member such as ${show(suggestion)}, got ${show(name)}`
      : `Expected a known member, got ${show(name)}`;
    return {
      pointer: `${pointer}/${pointerSegment(name)}`,
      keyword,
      message,
      ...(suggestion && { suggestion }),
    };
  }
  if (keyword === "type") return wrongType(pointer, [error.params.type].flat().map(String), data);
  return { pointer, keyword, message: `${expectation(error)}, got ${show(data)}` };
}

function expectation({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case "enum": {
      const values: unknown[] = params.allowedValues;
      const shown = values.slice(0, SHOWN_VALUES).map(show).join(", ");
      return `Expected one of ${shown}${values.length > SHOWN_VALUES ? ", ..." : ""}`;
    }
    case "const":
      return `Expected ${show(params.allowedValue)}`;
    case "pattern":
      return `Expected text that matches ${String(params.pattern)}`;
    case "format":
      return `Expected the format ${String(params.format)}`;
    case "false schema":
      return "Expected nothing";
    default:
      return `Expected a value that ${message ?? `fits ${keyword}`}`;
  }
}

function wrongType(pointer: string, types: string[], data: unknown): Finding {
  return { pointer, keyword: "type", types, message: `Expected ${types.join(" or ")}, got ${show(data)}` };
}

/** The known name that differs only in case, separators or a letter or two. */
export function resembling(name: string, known: readonly string[]): string | undefined {
  const plain = plainName(name);
  return known.find((candidate) => plainName(candidate) === plain) ??
    known.find((candidate) => {
      const other = plainName(candidate);
      const tolerated = Math.min(plain.length, other.length) > 7 ? 2 : 1;
      return Math.min(plain.length, other.length) > 3 && editDistance(plain, other) <= tolerated;
    });
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? Infinity;
}

function alternativesOf(union: ErrorObject): Record<string, unknown>[] {
  const schemas: unknown[] = Array.isArray(union.schema) ? union.schema : [];
  return schemas.filter(isObject);
}
