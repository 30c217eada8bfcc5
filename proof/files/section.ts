/**
 * Large files: memory and throughput of the functions that upload, beside `curl`.
 *
 * @module
 */
import { SMALL, type StandIn, startStandIn, UPLOADS } from "../../tests/memory/harness.ts";
import type { Aim, Part, Table } from "../part.ts";
import { bareDeno, curlPipe, curlPlain } from "./programs.ts";

const BYTES = 1_000_000_000;
const MIB = 1_024 ** 2;
const ROUNDS = 3;
/** No further round begins after this many milliseconds. */
const LAST_START = 55_000;
const TIMEOUT = 120_000;
const GROWTH_AIM = 64;
const RATIO_AIM = 0.7;
const PLAIN = "curl, plain upload";
const PIPE = "curl, download into upload";
const BARE = "bare fetch on Deno";

interface Figures {
  seconds: number[];
  /** By the seconds of `curl` in the same round. */
  toPlain: number[];
  toPipe: number[];
  processor: number[];
  standIn: number[];
  growth: number[];
}

export async function run(): Promise<Part> {
  const standIn = await startStandIn();
  const figures = new Map<string, Figures>();
  const problems: string[] = [];
  const started = performance.now();
  let rounds = 0;
  try {
    do {
      await runRound(standIn, ++rounds, figures, problems);
    } while (rounds < ROUNDS && performance.now() - started < LAST_START && problems.length === 0);
  } finally {
    await standIn.stop();
  }
  return { notes: notes(rounds), tables: [table(figures)], aims: aims(figures), problems };
}

async function runRound(
  standIn: StandIn,
  number: number,
  figures: Map<string, Figures>,
  problems: string[],
): Promise<void> {
  const round: { name: string; seconds: number; processor?: number; growth?: number; standIn: number }[] = [];

  async function time(
    name: string,
    upload: string,
    work: () => Promise<{ seconds: number; processor?: number; growth?: number }>,
  ): Promise<void> {
    const before = await standIn.processorSeconds();
    const measured = await work();
    round.push({ name, ...measured, standIn: await standIn.processorSeconds() - before });
    const { received, sent, differing, wrongDigests, complete } = await standIn.report(upload);
    const isRight = received === BYTES && sent === BYTES && differing === 0 && wrongDigests === 0 && complete;
    if (!isRight) {
      problems.push(
        `${name}: of ${BYTES} bytes, ${received} arrived, ${differing} of them wrong; ${sent} were sent; ` +
          `${wrongDigests} digests are wrong; the upload is ${complete ? "complete" : "not complete"}`,
      );
    }
  }

  const plain = `plain-${number}`;
  await time(PLAIN, plain, async () => ({ seconds: await curlPlain(standIn, plain, BYTES) }));
  await time(
    PIPE,
    "pipe",
    async () => ({ seconds: await curlPipe(standIn, { name: "pipe", bytes: BYTES }) }),
  );
  await time(
    BARE,
    "bare",
    async () => ({ seconds: await bareDeno(standIn, { name: "bare", bytes: BYTES }) }),
  );
  for (const name of UPLOADS) {
    await time(name, name, async () => {
      const [, large] = await standIn.upload(name, [SMALL, { name, bytes: BYTES }], TIMEOUT);
      if (large?.status !== 200) problems.push(`${name} answered ${large?.status}: ${large?.body.error}`);
      const { seconds = NaN, processorSeconds: processor = NaN, growth = NaN } = large ?? {};
      return { seconds, processor, growth };
    });
  }

  const secondsOf = (name: string) => round.find((entry) => entry.name === name)?.seconds ?? NaN;
  for (const { name, seconds, processor, growth, standIn } of round) {
    const all = figures.get(name) ??
      { seconds: [], toPlain: [], toPipe: [], processor: [], standIn: [], growth: [] };
    figures.set(name, all);
    all.seconds.push(seconds);
    all.toPlain.push(secondsOf(PLAIN) / seconds);
    all.toPipe.push(secondsOf(PIPE) / seconds);
    all.standIn.push(standIn);
    if (processor !== undefined) all.processor.push(processor);
    if (growth !== undefined) all.growth.push(growth / MIB);
  }
}

function notes(rounds: number): string[] {
  return [
    "1 GB from Base44's file storage, through each function, to its provider, the storage and the four providers " +
    "being one local server in a process of its own, which speaks their protocols and compares every byte with " +
    "what belongs in its place, and Box's digests of every part and of all afterwards. Anything wrong would " +
    "stand above.",
    `Medians of ${rounds} rounds, in each of which everything runs once, one after the other; ratios are of ` +
    "throughput, within a round. Memory is the most that resident memory was above what it was after an upload of " +
    "20 bytes, sampled every 5 ms, the largest of all rounds.",
    "The aim's ratio is that to a plain upload by `curl`, which only sends: a function downloads the same bytes " +
    "meanwhile, on the same machine and from the same server. The same work is what the second `curl` does, " +
    "which gets the file from the first by a pipe. `Bare fetch on Deno` downloads and sends in chunks of 4 MiB, " +
    "without any checks, digests or failures: what it does not reach is the runtime's. `Server` is the " +
    "processor time that the server spent meanwhile, comparing included.",
    "On top of that, Dropbox needs SHA-256 of each chunk, and Box SHA-1 of each part, both from WebCrypto, and " +
    "Box SHA-1 of all of the content, which WebCrypto does not take in pieces and is thus JavaScript.",
  ];
}

function table(figures: ReadonlyMap<string, Figures>): Table {
  return {
    title: "Uploads of 1 GB",
    head: [
      "What",
      "Bytes",
      "Seconds",
      "Throughput",
      "To plain curl",
      "To piped curl",
      "Processor",
      "Server",
      "Memory growth",
    ],
    rows: [...figures].map(([name, all]) => [
      name,
      BYTES,
      median(all.seconds).toFixed(2),
      `${(BYTES / 1_000_000 / median(all.seconds)).toFixed(0)} MB/s`,
      median(all.toPlain).toFixed(2),
      median(all.toPipe).toFixed(2),
      all.processor.length > 0 ? `${median(all.processor).toFixed(2)} s` : "",
      `${median(all.standIn).toFixed(2)} s`,
      all.growth.length > 0 ? `${Math.max(...all.growth).toFixed(1)} MiB` : "",
    ]),
  };
}

function aims(figures: ReadonlyMap<string, Figures>): Aim[] {
  return UPLOADS.flatMap((name) => {
    const { growth = [], toPlain = [], toPipe = [] } = figures.get(name) ?? {};
    const most = Math.max(...growth);
    const ratio = median(toPlain);
    return [
      {
        what: `${name}: growth of resident memory over 1 GB`,
        aim: `below ${GROWTH_AIM} MiB`,
        measured: `${most.toFixed(1)} MiB`,
        met: most < GROWTH_AIM,
      },
      {
        what: `${name}: throughput by that of curl's plain upload`,
        aim: `at least ${RATIO_AIM}`,
        measured: `${ratio.toFixed(3)}; ${median(toPipe).toFixed(3)} by curl's download into upload`,
        met: ratio >= RATIO_AIM,
      },
    ];
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
