/**
 * The fault matrix of many functions in one runtime.
 *
 * @module
 */
import { bundleFunctions } from "../../sandbox/bundle.ts";
import { DEFAULT_BUDGET } from "../../shared/runtime/spec.ts";
import { type Matrix, runMatrix } from "../functions/faults/matrix.ts";
import { PROVIDER_TOKENS, SERVICE_TOKEN, USER_TOKEN } from "../support/base44.ts";
import { loadFunction } from "../support/functions.ts";
import { isOfSdk } from "../functions/faults/rules.ts";
import type { Planner } from "./fault-plan.ts";
import { parsePrinted } from "./prelude.ts";
import { openStage, type Stage, stagedSubject } from "./stage.ts";

export interface FaultRun {
  /** By function, as they end. */
  matrices: ReadonlyMap<string, Promise<Matrix>>;
  broken: Stage["broken"];
  /** When all have ended: what is wrong with the lines that belong to no call. */
  end(): Promise<string[]>;
}

export async function startFaults(
  create: Parameters<typeof openStage>[0],
  names: readonly string[],
  plan: Planner,
): Promise<FaultRun> {
  const [subjects, bundles] = await Promise.all([
    Promise.all(names.map(loadFunction)),
    bundleFunctions(names),
  ]);
  const stage = await openStage(create, (name) => Promise.resolve(bundles.get(name) ?? ""));
  const matrices = new Map<string, Promise<Matrix>>();
  const entries = [...subjects.entries()];
  // What may take longest begins first.
  entries.sort(([, a], [, b]) => budgetOf(b.handler) - budgetOf(a.handler));
  for (const [nth, subject] of entries) {
    const { faults, complete } = plan(subject, nth);
    const staged = stagedSubject(stage, subject.handler.spec);
    const matrix = runMatrix(staged, subject.examples, faults, { complete });
    matrix.catch(() => {}); // Whoever waits for it learns it.
    matrices.set(subject.name, matrix);
  }
  return {
    matrices,
    broken: stage.broken,
    async end() {
      await Promise.allSettled(matrices.values());
      const strays = stage.strays();
      await stage.dispose();
      // What was asked of Base44 may fail after the caller has been refused.
      const odd = strays.filter((line) => isSecret(line) || !isOfSdk(parsePrinted(line) ?? {}));
      return odd.map((line) =>
        `${isSecret(line) ? "a token is in a" : "a"} line outside of every call: ${line}`
      );
    },
  };
}

function budgetOf({ spec }: { spec: { budget?: number } }): number {
  return spec.budget ?? DEFAULT_BUDGET;
}

function isSecret(line: string): boolean {
  return [...PROVIDER_TOKENS, USER_TOKEN, SERVICE_TOKEN].some((token) => line.includes(token));
}
