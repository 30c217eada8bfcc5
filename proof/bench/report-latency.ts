/**
 * Latency with slow neighbours.
 *
 * @module
 */
import type { Aim, Part, Table } from "../part.ts";
import { type Bench, findCandidate, withHost, withHosts } from "./bench.ts";
import { VARIANTS } from "./bundles.ts";
import { bundleName } from "./candidates.ts";
import { milliseconds, ratioAim, times } from "./figures.ts";
import type { Job } from "./jobs.ts";
import { DELAY, measureLatency } from "./measure-latency.ts";
import type { Rounds } from "./measure-start.ts";
import { median, pairedRatio } from "./statistics.ts";

const ROUNDS = 15;
/** In Deno, where each variant takes a process. */
const DENO_JOBS = ["slackbot-post", "notion-query"];

export async function reportLatency(bench: Bench): Promise<Partial<Part>> {
  const candidatesOf = (job: Job) =>
    VARIANTS.map((variant) => findCandidate(bench, bundleName(variant, job)));
  const bundles = bench.variants.map(({ bundle }) => bundle);
  const workerd = await withHost(
    bench.startWorkerd(bundles),
    (host) =>
      measureLatency(
        bench.jobs.map((job) => candidatesOf(job).map((candidate) => ({ host, candidate }))),
        bench.upstream,
        ROUNDS,
      ),
  );
  const denoJobs = bench.jobs.filter(({ name }) => DENO_JOBS.includes(name));
  const candidates = denoJobs.map(candidatesOf);
  const deno = await withHosts(
    candidates.flat().map(({ bundle }) => bench.startDeno(bundle)),
    (hosts) => {
      const left = [...hosts];
      const targets = candidates.map((some) =>
        some.flatMap((candidate) => {
          const host = left.shift();
          return host ? [{ host, candidate }] : [];
        })
      );
      return measureLatency(targets, bench.upstream, ROUNDS);
    },
  );
  const floor = (DELAY.base44 + DELAY.provider) /
    (2 * DELAY.base44 + DELAY.provider);
  return {
    notes: [
      `Latency: medians of ${ROUNDS} warm calls by turns, with ${DELAY.base44} ms before each answer of ` +
      `Base44 and ${DELAY.provider} ms before each of the provider. Asking who calls and for the token ` +
      `at the same time can bring it down to ${floor.toFixed(2)} of asking one after the other.`,
    ],
    tables: [table("workerd", bench.jobs, workerd), table("Deno", denoJobs, deno)],
    aims: [aim("workerd", bench.jobs, workerd), aim("Deno", denoJobs, deno)],
  };
}

function of(rounds: Rounds, job: Job): number[][] {
  return VARIANTS.map((variant) => rounds.get(bundleName(variant, job)) ?? []);
}

function ratio(rounds: Rounds, job: Job): number {
  const [ours = [], handwritten = []] = of(rounds, job);
  return pairedRatio(ours, handwritten);
}

function table(runtime: string, jobs: readonly Job[], rounds: Rounds): Table {
  return {
    title: `Latency of a warm call with delays on ${runtime}`,
    head: ["Job", ...VARIANTS, "ours / handwritten"],
    rows: jobs.map((job) => [
      job.name,
      ...of(rounds, job).map((values) => milliseconds(median(values))),
      times(ratio(rounds, job)),
    ]),
  };
}

function aim(runtime: string, jobs: readonly Job[], rounds: Rounds): Aim {
  const ratios = jobs.map((job) => ({ job: job.name, ratio: ratio(rounds, job) }));
  return ratioAim(`Warm latency with delays on ${runtime}, ours to hand-written`, 0.8, ratios);
}
