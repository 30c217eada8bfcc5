/**
 * Warm calls per second.
 *
 * @module
 */
import type { Part, Table } from "../part.ts";
import { type Bench, findCandidate, withHosts } from "./bench.ts";
import { VARIANTS } from "./bundles.ts";
import { bundleName, callCandidate, type Candidate } from "./candidates.ts";
import { milliseconds, times } from "./figures.ts";
import type { Host } from "./hosts/host.ts";
import { measureWarm, type Warm } from "./measure-warm.ts";
import { median } from "./statistics.ts";

const JOBS = ["slackbot-post", "notion-query"];
const CONCURRENCY = [1, 10, 50];
const TURNS = 3;
/** Of one turn. */
const SECONDS = 0.3;
const WARM_UP_CALLS = 100;

export async function reportWarm(bench: Bench): Promise<Partial<Part>> {
  const tables: Table[] = [];
  for (const job of bench.jobs.filter(({ name }) => JOBS.includes(name))) {
    const candidates = VARIANTS.map((variant) => findCandidate(bench, bundleName(variant, job)));
    const workerd = candidates.map(({ bundle }) => bench.startWorkerd([bundle]));
    const onWorkerd = await withHosts(workerd, (hosts) => measure(hosts, candidates));
    const deno = candidates.map(({ bundle }) => bench.startDeno(bundle));
    const onDeno = await withHosts(deno, (hosts) => measure(hosts, candidates));
    tables.push({
      title: `Warm calls per second, ${job.name}`,
      head: [
        "Runtime",
        "Concurrent calls",
        ...VARIANTS,
        "ours / handwritten",
        ...VARIANTS.map((variant) => `processor, ${variant}`),
      ],
      rows: [...onWorkerd.map(row("workerd")), ...onDeno.map(row("Deno"))],
    });
  }
  return {
    notes: [
      `Warm calls per second: medians of ${TURNS} turns of ${SECONDS} s, without delays. The callers and ` +
      "the server that answers for Base44 and the provider run on the same machine and take their share " +
      "of it; the processor time per call is the runtime's own.",
    ],
    tables,
  };
}

interface Measured {
  concurrency: number;
  /** In the order of the candidates. */
  turns: Warm[][];
}

async function measure(hosts: readonly Host[], candidates: readonly Candidate[]): Promise<Measured[]> {
  const targets = candidates.flatMap((candidate, index) => {
    const host = hosts[index];
    return host ? [{ host, candidate }] : [];
  });
  for (const { host, candidate } of targets) {
    for (let call = 0; call < WARM_UP_CALLS; call++) {
      await callCandidate(host, candidate);
    }
  }
  const measured: Measured[] = [];
  for (const concurrency of CONCURRENCY) {
    const turns: Warm[][] = targets.map(() => []);
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [index, { host, candidate }] of targets.entries()) {
        turns[index]?.push(await measureWarm(host, candidate, concurrency, SECONDS));
      }
    }
    measured.push({ concurrency, turns });
  }
  return measured;
}

function row(runtime: string): (measured: Measured) => (string | number)[] {
  return ({ concurrency, turns }) => {
    const speeds = turns.map((one) => median(one.map(({ callsPerSecond }) => callsPerSecond)));
    const costs = turns.map((one) => median(one.map(({ processorTime }) => processorTime)));
    const [ours = Number.NaN, handwritten = Number.NaN] = speeds;
    return [
      runtime,
      concurrency,
      ...speeds.map((speed) => `${speed.toFixed(0)} /s`),
      times(ours / handwritten),
      ...costs.map((cost) => milliseconds(cost, 2)),
    ];
  };
}
