/**
 * Sandbox, local provider and callers together for a while.
 *
 * @module
 */
import type { RuntimeName } from "../../sandbox/sandbox.ts";
import { type CallResult, keepCalling } from "./callers.ts";
import { JOBS } from "./jobs.ts";
import type { Ledger } from "./ledger.ts";
import { type Sample, watchMemory } from "./memory.ts";
import { startProvider } from "./provider.ts";
import { startSandboxProcess } from "./sandbox.ts";

export interface LoadOptions {
  runtime: RuntimeName;
  callers: number;
  seconds: number;
  seed: number;
}

export interface Load extends LoadOptions {
  results: CallResult[];
  ledger: Ledger;
  samples: Sample[];
  /** What the sandbox printed. */
  lines: string[];
}

export async function runLoad(options: LoadOptions): Promise<Load> {
  const provider = await startProvider(options.seed);
  try {
    const providers = Object.fromEntries(JOBS.map(({ connector }) => [connector, provider.origin]));
    const { url, pid, lines, stop } = await startSandboxProcess(options.runtime, providers);
    let results: CallResult[];
    let samples: Sample[];
    try {
      const stopWatching = await watchMemory(pid, options.runtime);
      results = await keepCalling({ url, ...options });
      samples = await stopWatching();
    } finally {
      await stop();
    }
    return { ...options, results, samples, ledger: provider.ledger, lines };
  } finally {
    provider.close();
  }
}
