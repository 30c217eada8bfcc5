/**
 * What a caller sends is theirs: no log line holds it, and an error names fields, never their values.
 *
 * @module
 */
import { strangersTexts } from "./request.ts";
import type { Run } from "./run.ts";
import type { Subject } from "./subject.ts";
import { HARMLESS } from "./valid.ts";
import { RawJson } from "./json.ts";

/** Fields of an input whose values are names of fields: messages say which one lacks something. */
const NAMING_FIELDS = new Set(["mergeOn", "merge_on"]);

/** Shorter texts may be there by chance. */
const TELLING_LENGTH = 8;
/** As much of a longer text tells it. */
const TELLING_START = 48;

export function privacyProblems(
  { published, declared, words }: Subject,
  { call, response, body, world }: Run,
): string[] {
  const names = namesIn(call.input);
  const isTelling = (text: string) => {
    const start = clean(text.slice(0, TELLING_START));
    return text.length >= TELLING_LENGTH && /\S{4}/.test(start) &&
      !HARMLESS.some((harmless) => harmless.includes(start)) &&
      !names.has(text) &&
      !declared.has(start) && !words.includes(start) && !published.includes(inJson(start));
  };
  const texts = [...new Set([...valuesIn(call.input), ...strangersTexts])].filter(isTelling);
  const told = response.ok ? "" : withoutPaths(allTexts(body), body);
  const logged = allTexts(world.logs);
  return texts.flatMap((text) => [
    ...(holds(told, text) ? [`the error holds the input ${JSON.stringify(text.slice(0, 40))}`] : []),
    ...(holds(logged, text) ? [`the log holds the input ${JSON.stringify(text.slice(0, 40))}`] : []),
  ]);
}

/** Where a caller's names are part of a path, they name a field. */
function withoutPaths(told: string, body: unknown): string {
  const issues = typeof body === "object" && body !== null && "issues" in body ? body.issues : [];
  const paths = (issues as { path: string }[]).map(({ path }) => path).filter((path) => path !== "");
  return paths.reduce((text, path) => text.replaceAll(path, ""), told);
}

function holds(content: string, text: string): boolean {
  const start = text.slice(0, TELLING_START);
  return content.includes(start) || (clean(start).length >= TELLING_LENGTH && content.includes(clean(start)));
}

/** As texts are cleaned before they are shown. */
function clean(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").trim();
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function valuesIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || value instanceof Blob || value instanceof RawJson) {
    return [];
  }
  return Object.values(value).flatMap(valuesIn);
}

function namesIn(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null || value instanceof Blob) return names;
  for (const [name, item] of Object.entries(value)) {
    names.add(name);
    if (NAMING_FIELDS.has(name)) valuesIn(item).forEach((text) => names.add(text));
    namesIn(item, names);
  }
  return names;
}

function allTexts(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  return Object.values(value).map(allTexts).join("\n");
}
