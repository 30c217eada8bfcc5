/**
 * What the figures were measured on.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, availableParallelism, cpus, platform, totalmem } from "node:os";

export interface Machine {
  system: string;
  processor: string;
  memory: string;
  versions: Record<string, string>;
}

const require = createRequire(import.meta.url);

export function describeMachine(): Machine {
  const [processor] = cpus();
  return {
    system: `${platform()} ${arch()}`,
    processor: `${availableParallelism()} cores, ${processor?.model ?? "unknown"}`,
    memory: `${Math.round(totalmem() / 1_024 ** 3)} GiB`,
    versions: {
      "Node.js": process.versions.node,
      Deno: packageVersion("deno"),
      workerd: packageVersion("workerd"),
      "@base44/sdk": packageVersion("@base44/sdk"),
      zod: packageVersion("zod"),
      esbuild: packageVersion("esbuild"),
      curl: curlVersion(),
    },
  };
}

function packageVersion(name: string): string {
  const folders = require.resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      return JSON.parse(readFileSync(`${folder}/${name}/package.json`, "utf8")).version;
    } catch {
      // Not in this one.
    }
  }
  return "not installed";
}

function curlVersion(): string {
  try {
    return execFileSync("curl", ["--version"], { encoding: "utf8" }).split(" ")[1] ?? "unknown";
  } catch {
    return "not installed";
  }
}
