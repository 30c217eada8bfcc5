/**
 * Reads the gallery's data, each file once and only when it is needed.
 *
 * @module
 */
import { use } from "react";
import type { FunctionDetail, GalleryIndex } from "./types.ts";

const loaded = new Map<string, Promise<string>>();
const failed = new Set<string>();

/** Lets the next visit try again what could not be read. */
export function forgetFailures(): void {
  for (const path of failed) loaded.delete(path);
  failed.clear();
}

/** For use below a `Suspense`; an error boundary shows what went wrong. */
export function useIndex(): GalleryIndex {
  return useParsed<GalleryIndex>("gallery/index.json");
}

export function useFunction(name: string): FunctionDetail {
  return useParsed<FunctionDetail>(`gallery/functions/${name}.json`);
}

/** An installed file, byte for byte. */
export function useInstalledFile(path: string): string {
  return use(load(`gallery/files/${path}`));
}

export function useSingleFile(name: string): string {
  return use(load(singleFileAddress(name)));
}

export function singleFileAddress(name: string): string {
  return `gallery/single/${name}.ts`;
}

const parsed = new WeakMap<Promise<string>, unknown>();

function useParsed<Value>(path: string): Value {
  const request = load(path);
  const text = use(request);
  if (!parsed.has(request)) parsed.set(request, JSON.parse(text));
  return parsed.get(request) as Value;
}

function load(path: string): Promise<string> {
  const known = loaded.get(path);
  if (known) return known;
  const request = fetchText(path);
  request.catch(() => failed.add(path));
  loaded.set(path, request);
  return request;
}

async function fetchText(path: string): Promise<string> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`Expected ${path}, got status ${response.status}`);
  return await response.text();
}
