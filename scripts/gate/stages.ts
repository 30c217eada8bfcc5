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

const SUITES: Readonly<Record<string, string>> = {
  workerd: "tests/runtimes/workerd.test.ts",
  deno: "tests/runtimes/deno.test.ts",
  single: "tests/runtimes/single.test.ts",
  wire: "tests/runtimes/faults.test.ts",
  install: "tests/install/",
  gallery: "tests/gallery/",
  fuzz: "tests/functions/fuzz.test.ts",
  access: "tests/functions/access.test.ts",
  faults: "tests/functions/faults.test.ts",
  replay: "tests/functions/replay.test.ts",
  emulators: "tests/emulators/",
  collection: "tests/collection/",
};

/** Every test that has no stage of its own. */
const UNIT = Object.values(SUITES).map((path) => `--exclude=${path.endsWith("/") ? `${path}**` : path}`);

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
