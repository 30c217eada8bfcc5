/**
 * Builds provider addresses from templates, and tells which hosts may be asked.
 *
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "./errors.ts";

export type PathValue = string | number;
export type QueryValue = string | number | boolean | undefined | readonly (string | number | boolean)[];

/**
 * Fills `{name}` with one encoded segment and `{+name}` with an encoded path that keeps its slashes. Values
 * that are empty, or that a URL parser would read as `.` or `..`, are refused as input.
 */
export function expandPath(template: string, values: Record<string, PathValue> = {}): string {
  const path = template.replace(/\{(\+?)(\w+)\}/g, (_, keepsSlashes: string, name: string) => {
    const value = Object.hasOwn(values, name) ? String(values[name]) : undefined;
    if (value === undefined) throw new TypeError(`Cannot fill ${template}: no value for ${name}`);
    const segments = keepsSlashes ? value.split("/") : [value];
    if (segments.some((segment) => /^\.{0,2}$/.test(segment))) throw invalidSegment(name);
    return segments.map((segment) => encodeSegment(segment, name)).join("/");
  });
  if (/(^|\/)\.\.?(\/|$)/.test(path)) throw invalidSegment("path");
  // A value that comes first and has a colon behind it would be read as a scheme.
  return template.startsWith("{") ? `./${path}` : path;
}

function encodeSegment(segment: string, name: string): string {
  try {
    return encodeURIComponent(segment);
  } catch {
    throw invalidSegment(name); // A lone surrogate has no UTF-8 form.
  }
}

function invalidSegment(name: string): FunctionError {
  const message = `Expected a value that can stand in an address`;
  return new FunctionError("invalid_input", `${name}: ${message}`, { issues: [{ path: name, message }] });
}

/** `undefined` values are left out, arrays repeat their name. */
export function searchParams(query: Record<string, QueryValue>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) params.append(name, String(item));
    }
  }
  return params;
}

/**
 * A template that starts with `https://` is an address of its own, one that starts with `/` stands under the
 * base's host, any other under the base.
 */
export function resolveUrl(base: string, path: string, query: Record<string, QueryValue> = {}): URL {
  const url = new URL(path, base);
  for (const [name, value] of searchParams(query)) url.searchParams.append(name, value);
  return url;
}

/** Whether `host` is on the list, where `*.example.com` stands for any labels before `.example.com`. */
export function hostMatches(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith("*.")
      ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
      : host === pattern
  );
}

/** Plain https on the default port without credentials: the only kind of foreign address that is asked. */
export function isPlainHttps(url: URL): boolean {
  return url.protocol === "https:" && url.port === "" && url.username === "" && url.password === "";
}
