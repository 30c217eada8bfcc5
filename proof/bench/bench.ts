/**
 * What all measurements share: the jobs, the bundles, and the server that stands for Base44 and the providers.
 *
 * @module
 */
import { bundleFile } from "./bundles.ts";
import { bundleParts, bundleVariants, type Candidate } from "./candidates.ts";
import { fillFolder } from "./folder.ts";
import { startDeno } from "./hosts/deno.ts";
import type { Host } from "./hosts/host.ts";
import { startWorkerd } from "./hosts/workerd.ts";
import { type Job, loadJobs } from "./jobs.ts";
import { installSdks } from "./sdks.ts";
import { openUpstream, type Upstream } from "./upstream.ts";

export interface Bench {
  jobs: readonly Job[];
  variants: readonly Candidate[];
  parts: readonly Candidate[];
  upstream: Upstream;
  /** The folder that holds the bundles. */
  folder: string;
  /** A process of workerd with these bundles; each gets an isolate by its first call. */
  startWorkerd(bundles: readonly string[]): Promise<Host>;
  /** A process of Deno with this bundle. */
  startDeno(bundle: string): Promise<Host>;
  close(): Promise<void>;
}

export function findCandidate({ variants }: Bench, name: string): Candidate {
  const found = variants.find(({ bundle }) => bundle === name);
  if (!found) throw new Error(`There is no bundle ${name}`);
  return found;
}

/** The bundle that holds both our function and a bare `fetch`. */
export const OVERHEAD = "overhead";

export async function openBench(): Promise<Bench> {
  await installSdks();
  const jobs = await loadJobs();
  const [variants, parts, overhead] = await Promise.all([
    bundleVariants(jobs),
    bundleParts(),
    bundleFile(new URL("overhead/entry.ts", import.meta.url)),
  ]);
  const folder = await fillFolder([...variants, ...parts, { bundle: OVERHEAD, ...overhead }]);
  const upstream = await openUpstream(jobs.flatMap(({ answers }) => answers));
  return {
    jobs,
    variants,
    parts,
    upstream,
    folder: folder.path,
    startWorkerd: (bundles) => startWorkerd(folder.path, bundles, upstream.address),
    startDeno: (bundle) => startDeno(folder.path, bundle, upstream.address),
    async close() {
      upstream.close();
      await folder.remove();
    },
  };
}

/** Runs something with a process, and ends it. */
export async function withHost<T>(start: Promise<Host>, act: (host: Host) => Promise<T>): Promise<T> {
  return await withHosts([start], ([host]) => act(host as Host));
}

/** The same with several. */
export async function withHosts<T>(
  start: readonly Promise<Host>[],
  act: (hosts: readonly Host[]) => Promise<T>,
): Promise<T> {
  const started = await Promise.allSettled(start);
  const hosts = started.flatMap((one) => one.status === "fulfilled" ? [one.value] : []);
  try {
    await Promise.all(start);
    return await act(hosts);
  } finally {
    await Promise.all(hosts.map((host) => host.close()));
  }
}
