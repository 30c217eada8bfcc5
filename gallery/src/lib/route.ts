/**
 * Where the reader is, kept in the address's fragment, so that the gallery runs in any folder of any host:
 * `#/?q=mail&effect=send` is a search, `#/slackbot-post` a function.
 *
 * @module
 */
import { useMemo, useSyncExternalStore } from "react";

export interface Search {
  q: string;
  /** Base44's type of the connector; empty for all. */
  service: string;
  effect: string;
  access: string;
}

export type Route = { page: "find"; search: Search } | { page: "function"; name: string };

export const NO_SEARCH: Search = { q: "", service: "", effect: "", access: "" };

const CHANGED = "gallery:route";

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => readRoute(hash), [hash]);
}

export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  if (path) return { page: "function", name: decodeURIComponent(path) };
  const values = new URLSearchParams(query);
  const read = (key: keyof Search) => values.get(key) ?? "";
  return {
    page: "find",
    search: { q: read("q"), service: read("service"), effect: read("effect"), access: read("access") },
  };
}

export function functionAddress(name: string): string {
  return `#/${encodeURIComponent(name)}`;
}

export function searchAddress(search: Partial<Search>): string {
  const set = Object.entries(search).filter(([, value]) => value);
  return set.length > 0 ? `#/?${new URLSearchParams(Object.fromEntries(set))}` : "#/";
}

/** Keystrokes make no history, but the way to another page does. */
export function goToSearch(search: Search): void {
  if (readRoute(location.hash).page === "function") location.hash = searchAddress(search);
  else {
    history.replaceState(null, "", searchAddress(search));
    dispatchEvent(new Event(CHANGED));
  }
}

function subscribe(onChange: () => void): () => void {
  addEventListener("hashchange", onChange);
  addEventListener(CHANGED, onChange);
  return () => {
    removeEventListener("hashchange", onChange);
    removeEventListener(CHANGED, onChange);
  };
}
