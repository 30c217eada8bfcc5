/**
 * What is measured: every variant of every job, and the parts that a start is made of.
 *
 * @module
 */
import { type Bundle, bundleFile, bundleVariant, type Variant, VARIANTS } from "./bundles.ts";
import type { Host } from "./hosts/host.ts";
import type { Job } from "./jobs.ts";

export interface Candidate extends Bundle {
  /** The bundle's name. */
  bundle: string;
  /** Candidates of one group take turns. */
  group: string;
  input: unknown;
  /** Stands in the right answer. */
  result: string;
}

export function bundleName(variant: Variant, job: Job): string {
  return `${variant}-${job.name}`;
}

export async function bundleVariants(jobs: readonly Job[]): Promise<Candidate[]> {
  const pairs = jobs.flatMap((job) => VARIANTS.map((variant) => ({ job, variant })));
  return await Promise.all(pairs.map(async ({ job, variant }) => ({
    bundle: bundleName(variant, job),
    ...await bundleVariant(variant, job.name),
    group: job.name,
    input: job.input,
    result: job.result,
  })));
}

export const PARTS = ["nothing", "zod", "mini", "sdk", "runtime"] as const;
export type PartName = typeof PARTS[number];

export async function bundleParts(): Promise<Candidate[]> {
  return await Promise.all(PARTS.map(async (part) => ({
    bundle: part,
    ...await bundleFile(new URL(`parts/${part}.ts`, import.meta.url)),
    group: "parts",
    input: { text: "any" },
    result: "any",
  })));
}

/** Calls a candidate, which has to answer rightly. */
export async function callCandidate(
  host: Host,
  { bundle, input, result }: Candidate,
  isolate: string = bundle,
): Promise<void> {
  const { status, text } = await host.call({ bundle, isolate, input });
  if (status !== 200 || !text.includes(JSON.stringify(result))) {
    throw new Error(`${bundle} answered ${status}: ${text.slice(0, 300)}`);
  }
}
