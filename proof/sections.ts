/**
 * The sections of the proof in the order of its page. Each runs in a process of its own, so that none disturbs
 * another's figures.
 *
 * @module
 */
import type { Part } from "./part.ts";

export interface Section {
  name: string;
  title: string;
  load(): Promise<{ run(): Promise<Part> }>;
}

export const SECTIONS: readonly Section[] = [
  {
    name: "faults",
    title: "Faults on real runtimes",
    load: () => import("./faults/section.ts"),
  },
  {
    name: "fuzz",
    title: "Hostile input",
    load: () => import("./fuzz/section.ts"),
  },
  {
    name: "access",
    title: "Access",
    load: () => import("./access/section.ts"),
  },
  {
    name: "load",
    title: "Load",
    load: () => import("./load/section.ts"),
  },
  {
    name: "handwritten",
    title: "What builders have today",
    load: () => import("./handwritten/section.ts"),
  },
  {
    name: "bench",
    title: "Speed and size",
    load: () => import("./bench/section.ts"),
  },
  {
    name: "files",
    title: "Large files",
    load: () => import("./files/section.ts"),
  },
  {
    name: "growth",
    title: "How cost grows",
    load: () => import("./growth/section.ts"),
  },
];
