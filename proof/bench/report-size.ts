/**
 * Bundle bytes.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import type { Part, Table } from "../part.ts";
import { type Bench, findCandidate } from "./bench.ts";
import { bundleVariant, type Variant, VARIANTS } from "./bundles.ts";
import { bundleName } from "./candidates.ts";
import { belowAim, kilobytes, ratioAim, times } from "./figures.ts";
import type { Job } from "./jobs.ts";

interface Size {
  bundled: number;
  minified: number;
  /** Of what is minified. */
  gzipped: number;
}

type Sizes = Record<Variant, Size>;

interface Measured {
  job: Job;
  sizes: Sizes;
}

/** An SDK that adds less than this to the hand-written bundle is tiny. */
const TINY = 100_000;

export async function reportSize(bench: Bench): Promise<Partial<Part>> {
  const measured = await Promise.all(
    bench.jobs.map(async (job) => ({ job, sizes: await measure(bench, job) })),
  );
  const isTiny = ({ sizes }: Measured) => sizes.official.bundled - sizes.handwritten.bundled < TINY;
  const ratios = (some: readonly Measured[], to: Variant) =>
    some.map(({ job, sizes }) => ({ job: job.name, ratio: sizes.ours.bundled / sizes[to].bundled }));
  return {
    tables: [{
      title: "Bundle",
      head: [
        "Job",
        ...VARIANTS.flatMap((variant) => [variant, "minified", "gzip"]),
        "ours / handwritten",
        "ours / official",
      ],
      rows: measured.map(({ job, sizes }) => [
        job.name,
        ...VARIANTS.flatMap((variant) => {
          const { bundled, minified, gzipped } = sizes[variant];
          return [bundled, minified, gzipped].map(kilobytes);
        }),
        times(sizes.ours.bundled / sizes.handwritten.bundled),
        times(sizes.ours.bundled / sizes.official.bundled),
      ]),
    }, contentsTable(bench)],
    aims: [
      ratioAim("Bundle, ours to hand-written", 2, ratios(measured, "handwritten")),
      belowAim(
        `Bundle, ours to an official SDK that is not tiny (adds ${kilobytes(TINY)} or more)`,
        ratios(measured.filter((one) => !isTiny(one)), "official"),
      ),
    ],
  };
}

async function measure(bench: Bench, job: Job): Promise<Sizes> {
  const sizes = await Promise.all(
    VARIANTS.map(async (variant): Promise<[Variant, Size]> => {
      const { text: bundled } = findCandidate(bench, bundleName(variant, job));
      const { text: minified } = await bundleVariant(variant, job.name, true);
      return [variant, {
        bundled: Buffer.byteLength(bundled),
        minified: Buffer.byteLength(minified),
        gzipped: gzipSync(minified).byteLength,
      }];
    }),
  );
  return Object.fromEntries(sizes) as Sizes;
}

/** What a bundle of ours is made of, the first that matches. */
const CONTENTS: readonly [string, RegExp][] = [
  ["Base44 SDK", /node_modules\/(?!zod\/)/],
  ["zod", /node_modules\/zod\//],
  ["shared/runtime", /^shared\/runtime\//],
  ["the job's own", /^(shared|functions)\//],
];

function contentsTable(bench: Bench): Table {
  return {
    title: "What our bundles are made of",
    head: ["Job", ...CONTENTS.map(([name]) => name)],
    rows: bench.jobs.map((job) => {
      const sources = [...findCandidate(bench, bundleName("ours", job)).sources];
      const sums = CONTENTS.map(() => 0);
      for (const [path, bytes] of sources) {
        const index = CONTENTS.findIndex(([, pattern]) => pattern.test(path));
        sums[index] = (sums[index] ?? 0) + bytes;
      }
      return [job.name, ...sums.map(kilobytes)];
    }),
  };
}
