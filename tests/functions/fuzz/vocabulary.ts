/**
 * The names that a function ordinarily uses in its requests, by where they go. Input decides about values, never
 * about names: another name would be another request.
 *
 * @module
 */
import type { Exchange } from "../../../sandbox/example.ts";
import type { Sent } from "../../support/provider.ts";
import { bodyNames } from "./body.ts";
import { isStoredFile, type StandIn } from "./stand-in.ts";

/** Headers whose value depends on the input, with all that it may be. */
const VALUES: ReadonlyMap<string, RegExp> = new Map([
  ["content-type", /^[\w.+-]{1,127}\/[\w.+-]{1,127}(?:; ?(?:charset=utf-8|boundary="?[\w.-]+"?))*$/i],
  ["x-upload-content-type", /^[\w.+-]{1,127}\/[\w.+-]{1,127}$/],
  ["x-upload-content-length", /^\d+$/],
  ["content-length", /^\d+$/],
  ["content-range", /^bytes (?:\d+-\d+|\*)\/(?:\d+|\*)$/],
  ["content-md5", /^[\da-f]{40}$/],
  ["digest", /^sha=[\w+/]+=*$/],
  ["dropbox-api-arg", /^[\x20-\x7e]+$/],
  ["sforce-query-options", /^batchSize=\d+$/],
  ["range", /^bytes=\d*-\d*$/],
  ["if-match", /^[\w"-]+$/],
]);

export class Vocabulary {
  #names = new Map<string, Set<string>>();
  #standIn: StandIn;

  /** Starts with the bodies that the examples record. */
  constructor(standIn: StandIn, own: ReadonlySet<string>) {
    this.#standIn = standIn;
    for (const route of standIn.routes()) {
      const names = standIn.recorded(route).flatMap((request) => recordedNames(request, own)).flat();
      this.#names.set(route, new Set(names));
    }
  }

  /** From an ordinary call. */
  learn(sent: readonly Sent[], own: ReadonlySet<string>): void {
    for (const request of sent) {
      const route = this.#standIn.routeOf(request);
      if (route === undefined) continue;
      const known = this.#names.get(route) ?? new Set();
      for (const name of namesOf(request, own).flat()) known.add(name);
      this.#names.set(route, known);
    }
  }

  /** The names that no ordinary call has used. */
  strange(sent: readonly Sent[], own: ReadonlySet<string>): string[] {
    // Which file of Base44's storage is read is for callers to say.
    return sent.filter(({ url }) => !isStoredFile(url)).flatMap((request) => {
      const route = this.#standIn.routeOf(request);
      if (route === undefined) return [];
      const known = this.#names.get(route);
      const strange = namesOf(request, own).filter((spellings) =>
        !spellings.some((name) => known?.has(name))
      );
      return strange.map(([name]) => `${route} has ${name}`);
    });
  }
}

function recordedNames({ url, json }: Exchange["request"], own: ReadonlySet<string>): string[][] {
  const body = new TextEncoder().encode(JSON.stringify(json));
  const headers = new Headers({ "content-type": "application/json" });
  const names = json === undefined ? [] : bodyNames({ url: new URL(url), headers, body }, own);
  return [...parameters(new URL(url)), ...names];
}

function namesOf(sent: Sent, own: ReadonlySet<string>): string[][] {
  const headers = [...sent.headers].map(([name, value]) =>
    VALUES.get(name)?.test(value) ? `the header ${name}` : `the header ${name}: ${value}`
  );
  return [...parameters(sent.url), ...headers.map((name) => [name]), ...bodyNames(sent, own)];
}

function parameters(url: URL): string[][] {
  return [...url.searchParams.keys()].map((name) => [`the parameter ${name}`]);
}
