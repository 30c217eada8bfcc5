/**
 * Resident memory.
 *
 * @module
 */
import type { Part } from "../part.ts";
import { type Bench, findCandidate, withHost } from "./bench.ts";
import { VARIANTS } from "./bundles.ts";
import { bundleName, type Candidate } from "./candidates.ts";
import { megabytes, times } from "./figures.ts";
import type { Host } from "./hosts/host.ts";
import { CALLS, measureMemory } from "./measure-memory.ts";

const JOBS = ["slackbot-post", "gmail-send", "notion-query", "hubspot-upsert-contact"];

export async function reportMemory(bench: Bench): Promise<Partial<Part>> {
  const rows: string[][] = [];
  const floors: string[] = [];
  const starts: [string, (bundle: string) => Promise<Host>][] = [
    ["workerd", (bundle) => bench.startWorkerd([bundle])],
    ["Deno", bench.startDeno],
  ];
  for (const [runtime, start] of starts) {
    const empty = bench.parts.find(({ bundle }) => bundle === "nothing") as Candidate;
    const nothing = await withHost(start(empty.bundle), (host) => measureMemory(host, empty));
    floors.push(`${megabytes(nothing)} on ${runtime}`);
    for (const job of bench.jobs.filter(({ name }) => JOBS.includes(name))) {
      const sizes: number[] = [];
      for (const variant of VARIANTS) {
        const candidate = findCandidate(bench, bundleName(variant, job));
        sizes.push(await withHost(start(candidate.bundle), (host) => measureMemory(host, candidate)));
      }
      const [ours = Number.NaN, handwritten = Number.NaN] = sizes;
      rows.push([runtime, job.name, ...sizes.map(megabytes), times(ours / handwritten)]);
    }
  }
  return {
    notes: [
      `Resident memory: of a process with this one function, after its start and ${CALLS} warm calls; ` +
      `once each. With a function that does nothing it is ${floors.join(" and ")}.`,
    ],
    tables: [{
      title: "Resident memory",
      head: ["Runtime", "Job", ...VARIANTS, "ours / handwritten"],
      rows,
    }],
  };
}
