/**
 * Turns a schema's complaints into a few sentences that a person can act on.
 *
 * @module
 * @version 0.1.0
 */
import { cleanText } from "./bytes.ts";
import { FunctionError, type Issue } from "./errors.ts";
import type * as z from "./zod.ts";

const MAX_ISSUES = 10;
/** There can be as many as a list has items. */
const MAX_LOOKED_AT = 1_000;

/** Names that builders use for the collection's own. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  text: ["body", "message", "content", "msg", "markdown"],
  html: ["html_body", "body", "bodyHtml"],
  to: ["recipient", "recipients", "email"],
  subject: ["title"],
  title: ["summary", "name", "subject"],
  name: ["fileName", "filename", "title"],
  start: ["startDateTime", "startDate", "startTime", "from"],
  end: ["endDateTime", "endDate", "endTime", "until"],
  query: ["q", "search", "soql", "sql"],
  limit: ["maxResults", "max", "pageSize", "count", "per_page"],
  cursor: ["pageToken", "nextCursor", "offset", "page"],
  channel: ["channelId", "channel_id"],
  fileUrl: ["url", "file_url"],
};

export function inputError(issues: Issue[]): FunctionError {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  const message = first ? `${first.path || "The input"}: ${first.message}${more}` : "The input is not valid";
  return new FunctionError("invalid_input", message, { issues: issues.slice(0, MAX_ISSUES) });
}

/** Unknown names come first: a misspelt name explains the missing one. */
export function describeIssues(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  knownNames: readonly string[],
): Issue[] {
  const described = issues.slice(0, MAX_LOOKED_AT).flatMap((issue) => describe(issue, [], input, knownNames));
  const isUnknown = (issue: Issue) => issue.message.startsWith("is not known");
  return [...described.filter(isUnknown), ...described.filter((issue) => !isUnknown(issue))];
}

function describe(
  issue: z.core.$ZodIssue,
  parents: readonly PropertyKey[],
  input: unknown,
  knownNames: readonly string[],
): Issue[] {
  const path = [...parents, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: formatPath([...path, key]),
      message: "is not known" + (path.length === 0 ? didYouMean(key, knownNames) : ""),
    }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    return closest(issue.errors.map((errors) => errors.slice(0, MAX_LOOKED_AT))).flatMap((inner) =>
      describe(inner, path, input, knownNames)
    );
  }
  const missing = issue.code.startsWith("invalid_") && valueAt(input, path) === undefined;
  return [{ path: formatPath(path), message: missing ? "is required" : lowerFirst(issue.message) }];
}

/** Of a union's options the one that the value came closest to: it failed deepest, then at the fewest places. */
function closest(options: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const depth = (issues: readonly z.core.$ZodIssue[]) =>
    Math.max(0, ...issues.map((issue) => issue.path.length));
  const atRoot = options.every((issues) =>
    depth(issues) === 0 && issues.every((issue) => issue.code === "invalid_type")
  );
  if (atRoot) {
    const [first] = options.flat();
    const expected = options.flat().map((issue) => (issue as z.core.$ZodIssueInvalidType).expected);
    return first ? [{ ...first, message: `expected ${[...new Set(expected)].join(" or ")}` }] : [];
  }
  return options.reduce((best, issues) =>
    depth(issues) > depth(best) || (depth(issues) === depth(best) && issues.length < best.length)
      ? issues
      : best
  );
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** `attachments[0].name` */
export function formatPath(path: readonly PropertyKey[]): string {
  return cleanText(
    path.map((key, index) => typeof key === "number" ? `[${key}]` : `${index ? "." : ""}${String(key)}`)
      .join(""),
    200,
  );
}

function didYouMean(name: string, knownNames: readonly string[]): string {
  const wanted = name.toLowerCase().replaceAll("_", "");
  const near =
    knownNames.find((known) => editDistance(known.toLowerCase(), wanted) <= (wanted.length > 4 ? 2 : 1)) ??
      knownNames.find((known) =>
        SYNONYMS[known]?.some((synonym) => synonym.toLowerCase() === name.toLowerCase())
      );
  return near ? `: use ${near}` : `: use ${knownNames.join(", ") || "no input"}`;
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? Infinity;
}

function lowerFirst(text: string): string {
  return text.replace(/^(Invalid input: |Invalid )/, "").replace(/^./, (letter) => letter.toLowerCase());
}
