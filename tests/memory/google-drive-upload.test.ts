/**
 * The memory that a large upload takes on real Deno; see google-drive-upload.ts.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const DENO = createRequire(import.meta.url).resolve("deno/bin.cjs");
const SCRIPT = fileURLToPath(new URL("google-drive-upload.ts", import.meta.url));

it("300 MB take less than 64 MiB, a refused chunk is resumed, and no cut source becomes a file", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [DENO, "run", "--quiet", "-A", SCRIPT], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  console.log(stdout.trim());
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const [, growth] = /resident memory grew by ([\d.]+) MiB/.exec(stdout) ?? [];
  expect(Number(growth)).toBeLessThan(64);
}, 60_000);
