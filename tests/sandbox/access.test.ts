/**
 * Forged headers, envelopes and keys through the sandbox, for a function of each kind. `npm run proof -- access`
 * tries them on every function.
 *
 * @module
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type CollectedFunction, loadCollection } from "../../sandbox/collection.ts";
import { type AccessSandbox, startAccessSandbox } from "./access/run.ts";

const functions = await loadCollection();
let sandbox: AccessSandbox;

beforeAll(async () => {
  sandbox = await startAccessSandbox(functions);
}, 60_000);

afterAll(() => sandbox.close());

/** Functions of one kind are called by the same people, in the same ways. */
function kindOf({ spec }: CollectedFunction): string {
  const bounds = Object.values(spec.bounds ?? {}).map((bound) => typeof bound);
  const isBounded = [...new Set(bounds)].sort();
  return JSON.stringify([spec.access, spec.connection, isBounded, !!spec.adminOnly, !!spec.rawBody]);
}

const kinds = new Map([...functions.values()].map((called) => [kindOf(called), called]));

it("there are several kinds", () => {
  expect(kinds.size).toBeGreaterThan(8);
});

it.each([...kinds.values()])("$name", async (called) => {
  const tried = await sandbox.tryAll(called);
  const problems = tried.flatMap(({ attempt, problems }) =>
    problems.map((line) => `${attempt.row}: ${line}`)
  );
  expect(problems.join("\n")).toBe("");
  expect(tried.length).toBeGreaterThan(20);
  expect(sandbox.hits()).toBe(0);
});
