/**
 * Looks for what must be nowhere: tokens, keys, what strangers wrote.
 *
 * @module
 */
import { PROVIDER_TOKENS, SERVICE_TOKEN, USER_TOKEN } from "../../support/base44.ts";
import { tokenOf } from "../../support/replay.ts";
import type { World } from "../../support/world.ts";
import type { AccessCase } from "./case.ts";
import { STRANGERS_TEXT } from "./envelope-cases.ts";
import { KEYS } from "./key-cases.ts";

export interface Found {
  /** A line each. */
  problems: string[];
  /** Answers, headers, log lines and parts of provider requests that were looked through. */
  places: number;
  characters: number;
}

/** What it is, what it says, and what it may not say. */
type Place = [name: string, content: string, hidden: readonly string[]];

export function searchFor(
  { visit }: AccessCase,
  world: World,
  { headers, text }: { headers: Headers; text: string },
): Found {
  const secrets = [...KEYS, USER_TOKEN, SERVICE_TOKEN, "token-of-somebody", "admin-token", STRANGERS_TEXT];
  const all = [...secrets, ...PROVIDER_TOKENS, tokenOf(visit.ask.example)];
  const places: Place[] = [
    ["the answer", text, all],
    ["the answer's headers", JSON.stringify([...headers]), all],
    ...world.logs.map((line): Place => ["the log", JSON.stringify(line), all]),
    ...world.sent.flatMap(({ url, headers, body }): Place[] => [
      ["a provider request's address", url.href, all],
      ["a provider request's headers", JSON.stringify([...headers]), secrets],
      ["a provider request's body", Buffer.from(body).toString("latin1"), all],
    ]),
  ];
  return {
    problems: places.flatMap(([place, content, hidden]) =>
      hidden.filter((text) => content.includes(text)).map((text) => `${text} is in ${place}`)
    ),
    places: places.length,
    characters: places.reduce((sum, [, content]) => sum + content.length, 0),
  };
}
