/**
 * What a function of this collection never does, whatever goes wrong around it.
 *
 * @module
 */
import { type Example, exchangesOf } from "../../../sandbox/example.ts";
import { PROVIDER_TOKENS } from "../../support/base44.ts";
import type { Sent } from "../../support/provider.ts";
import { NARROWED } from "../expectations.ts";
import type { Rehearsal } from "./rehearsal.ts";

export function ruleProblems(name: string, example: Example, run: Rehearsal): string[] {
  const changed = exchangesOf(example).filter((exchange) =>
    hasVariants(run.sends(exchange)) && !isNarrowed(name, exchange.route)
  );
  return [
    ...logProblems(run),
    ...changed.map((exchange) => `${run.sends(exchange)[0]?.url.pathname} was sent again with another body`),
  ];
}

function logProblems({ logs, status, input, told }: Rehearsal): string[] {
  const own = logs.filter((line) => !isOfSdk(line));
  const [line] = own;
  if (!line || own.length > 1) return [`expected one line in the log, got ${own.length}`];
  const text = JSON.stringify(logs);
  return [
    ...(line.status === status ? [] : [`expected status ${status} in the log, got ${line.status}`]),
    ...privateTexts(input).filter((value) => text.includes(value)).map((value) =>
      `the log holds the input ${value}`
    ),
    ...told.flatMap(sentences).filter((value) => text.includes(value)).map((value) =>
      `the log holds what the provider said: ${value}`
    ),
    ...("at" in line ? [`the function threw ${line.error} ${line.at}`] : []),
  ];
}

/** The SDK prints each failure of Base44 (@base44/sdk, utils/axios-client.js). */
export function isOfSdk({ level, text }: { level?: unknown; text?: unknown }): boolean {
  return level === "error" && /^(\[Base44 SDK Error\] |Error data: )/.test(String(text));
}

const TELLING_LENGTH = 8;

/** Texts of an input that are long enough to be nothing else. */
function privateTexts(value: unknown): string[] {
  if (typeof value === "string") return value.length >= TELLING_LENGTH ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(privateTexts) : [];
}

/** Texts of more than one word: the codes of a provider may be logged, its messages and contents may not. */
function sentences(json: string): string[] {
  try {
    return textsIn(JSON.parse(json));
  } catch {
    return [];
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  if (typeof value !== "string") return [];
  // The token in it is taken out of every text.
  const [told = ""] = PROVIDER_TOKENS.reduce((text, token) => text.replaceAll(token, "\0"), value).split(
    "\0",
  );
  return told.length >= TELLING_LENGTH && /\S\s+\S/.test(told) ? [told.trim()] : [];
}

/** What is sent again has to be the same: an ID that is chosen anew does the job twice. */
function hasVariants([first, ...others]: Sent[]): boolean {
  return others.some((sent) =>
    !first || sent.url.href !== first.url.href || Buffer.compare(sent.body, first.body) !== 0
  );
}

function isNarrowed(name: string, route: string): boolean {
  return NARROWED.some((entry) => entry.function === name && entry.route === route);
}
