/**
 * Before anything is measured: every variant does its job on both runtimes, with the requests that it should
 * make.
 *
 * @module
 */
import type { Table } from "../part.ts";
import { type Bench, withHost } from "./bench.ts";
import { VARIANTS } from "./bundles.ts";
import { bundleName, callCandidate, type Candidate } from "./candidates.ts";
import type { Host } from "./hosts/host.ts";

/** Requests of one call, as `2 + 1`: to Base44 and to the provider. */
type Counts = Map<string, string>;

const FAIR = "2 + 1";

export async function checkCalls(bench: Bench): Promise<{ table: Table; problems: string[] }> {
  const problems: string[] = [];
  const onWorkerd: Counts = new Map();
  const onDeno: Counts = new Map();
  await withHost(
    bench.startWorkerd(bench.variants.map(({ bundle }) => bundle)),
    async (host) => {
      for (const candidate of bench.variants) {
        await check(bench, host, candidate, onWorkerd, problems);
      }
    },
  );
  for (const candidate of bench.variants) {
    await withHost(
      bench.startDeno(candidate.bundle),
      (host) => check(bench, host, candidate, onDeno, problems),
    ).catch((error) => problems.push(`${candidate.bundle} does not start on Deno: ${error}`));
  }
  for (const { bundle } of bench.variants) {
    const [workerd, deno] = [onWorkerd.get(bundle), onDeno.get(bundle)];
    if (workerd !== deno) {
      problems.push(`${bundle} makes ${workerd} requests on workerd and ${deno} on Deno`);
    }
    const mayMakeMore = bundle.startsWith("official-");
    if (workerd !== FAIR && !mayMakeMore) {
      problems.push(`${bundle} makes ${workerd} requests instead of ${FAIR}`);
    }
  }
  return {
    table: {
      title: "Requests of a call, to Base44 and to the provider",
      head: ["Job", ...VARIANTS],
      rows: bench.jobs.map((job) => [
        job.name,
        ...VARIANTS.map((variant) => onWorkerd.get(bundleName(variant, job)) ?? "none"),
      ]),
    },
    problems,
  };
}

async function check(
  { upstream }: Bench,
  host: Host,
  candidate: Candidate,
  counts: Counts,
  problems: string[],
): Promise<void> {
  upstream.takeCounts();
  try {
    await callCandidate(host, candidate);
  } catch (error) {
    problems.push(String(error));
  }
  const { base44, provider } = upstream.takeCounts();
  counts.set(candidate.bundle, `${base44} + ${provider}`);
}
