/**
 * The stages of `npm test`, longest first.
 *
 * @module
 */

export interface Stage {
  name: string;
  /** Arguments for Node, one list per command. */
  commands?: readonly (readonly string[])[];
  /** Arguments for vitest. */
  vitest?: readonly string[];
}

const DENO = "node_modules/deno/bin.cjs";
const TSC = "node_modules/typescript/bin/tsc";

/** What the files' paths begin with. */
const SUITES: Readonly<Record<string, string>> = {
  workerd: "tests/runtimes/workerd.test.ts",
  deno: "tests/runtimes/deno.test.ts",
  single: "tests/runtimes/single.test.ts",
  wire: "tests/runtimes/faults",
  fuzz: "tests/functions/fuzz",
  access: "tests/functions/access",
  sandbox: "tests/sandbox/",
  install: "tests/install/",
  gallery: "tests/gallery/",
  faults: "tests/functions/faults",
  replay: "tests/functions/replay.test.ts",
  emulators: "tests/emulators/",
  collection: "tests/collection/",
};

/** Every test that has no stage of its own. */
const UNIT = Object.values(SUITES).flatMap((path) => [`--exclude=${path}*`, `--exclude=${path}*/**`]);

export const STAGES: readonly Stage[] = [
  {
    name: "types",
    commands: [[DENO, "check", "functions", "shared"], [TSC, "-p", "tsconfig.functions.json"], [TSC], [
      TSC,
      "-p",
      "gallery",
    ]],
  },
  { name: "unit", vitest: UNIT },
  ...Object.entries(SUITES).map(([name, path]) => ({ name, vitest: [path] })),
  { name: "format", commands: [[DENO, "fmt", "--check"]] },
  { name: "lint", commands: [[DENO, "lint"]] },
];
