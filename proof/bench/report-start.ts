/**
 * From nothing to the first answer.
 *
 * @module
 */
import type { Aim, Part, Table } from "../part.ts";
import type { Bench } from "./bench.ts";
import { VARIANTS } from "./bundles.ts";
import { bundleName, type Candidate, type PartName, PARTS } from "./candidates.ts";
import { belowAim, milliseconds, ratioAim, type Ratios, times } from "./figures.ts";
import type { Job } from "./jobs.ts";
import { measureDenoStart, measureWorkerdStart, type Rounds, type Starts } from "./measure-start.ts";
import { median, pairedRatio } from "./statistics.ts";

const ROUNDS = 15;
/** Some of the official SDKs take longer than all others together, so they have every third round. */
const OFFICIAL_EVERY = 3;

export async function reportStart(bench: Bench): Promise<Partial<Part>> {
  const candidates = [...bench.parts, ...bench.variants];
  const workerd = await measureWorkerdStart(bench, candidates, ROUNDS, takesPart);
  const deno = await measureDenoStart(bench, candidates, ROUNDS, takesPart);
  return {
    notes: [
      `Start to first answer: medians of ${ROUNDS} rounds in which all variants take turns, ` +
      `${
        Math.ceil(ROUNDS / OFFICIAL_EVERY)
      } rounds for the official SDKs; ratios to the hand-written variant are the ` +
      "medians of the rounds' own. workerd: a fresh isolate in a running process, from the call to the " +
      "answer. Deno: a fresh process, from its start to the answer. Processor time is that of the " +
      "runtime's process.",
      `What the difference is, in processor time: ${explain("workerd", bench, workerd.processorTimes)} ` +
      explain("Deno", bench, deno.processorTimes),
      "What was tried and is not done: with `zod/mini` every field of every entry would read " +
      "`z.optional(z.string().check(z.minLength(1)))`, and the aim would still be missed; `jitless`, and " +
      "descriptions without a copy of their schema, change nothing that can be measured; most of a schema's cost " +
      "is the first use of each of zod's classes. Most of every start is the Base44 SDK, whose socket and HTTP " +
      "clients cannot be left out of it.",
    ],
    tables: [
      variantsTable("Start to first answer on workerd", bench, workerd),
      variantsTable("Start to first answer on Deno", bench, deno),
      partsTable(workerd, deno),
    ],
    aims: [...aims("workerd", bench, workerd.times), ...aims("Deno", bench, deno.times)],
  };
}

function takesPart({ bundle }: Candidate, round: number): boolean {
  return !bundle.startsWith("official-") || round % OFFICIAL_EVERY === 0;
}

function of(rounds: Rounds, bundle: string): number[] {
  return rounds.get(bundle) ?? [];
}

/** In the order of VARIANTS. */
function ofJob(rounds: Rounds, job: Job): [ours: number[], handwritten: number[], official: number[]] {
  return [
    of(rounds, bundleName("ours", job)),
    of(rounds, bundleName("handwritten", job)),
    of(rounds, bundleName("official", job)),
  ];
}

function toHandwritten(rounds: Rounds, job: Job): number {
  const [ours, handwritten] = ofJob(rounds, job);
  return pairedRatio(ours, handwritten);
}

function toOfficial(rounds: Rounds, job: Job): number {
  const [ours, , official] = ofJob(rounds, job);
  return median(ours) / median(official);
}

function variantsTable(title: string, { jobs }: Bench, { times: rounds, processorTimes }: Starts): Table {
  return {
    title,
    head: [
      "Job",
      ...VARIANTS,
      "ours / handwritten",
      "ours / official",
      ...VARIANTS.map((variant) => `processor, ${variant}`),
    ],
    rows: jobs.map((job) => [
      job.name,
      ...ofJob(rounds, job).map((values) => milliseconds(median(values))),
      times(toHandwritten(rounds, job)),
      times(toOfficial(rounds, job)),
      ...ofJob(processorTimes, job).map((values) => milliseconds(median(values))),
    ]),
  };
}

function aims(runtime: string, { jobs }: Bench, rounds: Rounds): Aim[] {
  const ratios = (ratio: (rounds: Rounds, job: Job) => number): Ratios =>
    jobs.map((job) => ({ job: job.name, ratio: ratio(rounds, job) }));
  return [
    ratioAim(`Start on ${runtime}, ours to hand-written`, 1.2, ratios(toHandwritten)),
    belowAim(`Start on ${runtime}, ours to official SDK`, ratios(toOfficial)),
  ];
}

const DESCRIPTIONS: Record<PartName, string> = {
  nothing: "a function that does nothing",
  zod: "the same, and checks one text with zod",
  mini: "the same with zod/mini",
  sdk: "a function that asks Base44 who calls, with its SDK",
  runtime: "the same within our runtime, which checks one text with zod",
};

function partsTable(workerd: Starts, deno: Starts): Table {
  const kinds = [workerd.times, workerd.processorTimes, deno.times, deno.processorTimes];
  return {
    title: "What a start is made of",
    head: ["Bundle", "workerd", "processor", "Deno", "processor"],
    rows: PARTS.map((part) => [
      DESCRIPTIONS[part],
      ...kinds.map((rounds) => milliseconds(median(of(rounds, part)), 1)),
    ]),
  };
}

function explain(runtime: string, { jobs }: Bench, rounds: Rounds): string {
  const part = (name: PartName) => median(of(rounds, name));
  const [nothing, zod, sdk, whole] = [part("nothing"), part("zod"), part("sdk"), part("runtime")];
  const own = jobs.map((job) => median(ofJob(rounds, job)[0]) - whole);
  const requests = median(jobs.map((job) => median(ofJob(rounds, job)[1]))) - sdk;
  const text = (value: number) => milliseconds(value, 1);
  return `on ${runtime} zod costs ${text(zod - nothing)}, the rest of our runtime ` +
    `${text(whole - sdk - (zod - nothing))}, and what a function brings of its own (schemas, service, both ` +
    `requests) ${text(Math.min(...own))} to ${
      text(Math.max(...own))
    }; the hand-written variants' two requests ` +
    `cost ${text(requests)} beyond the SDK's first. zod/mini would save ${
      text(zod - part("mini"))
    } of zod's.`;
}
