/**
 * The sandbox under load, in short: proof/load/ has the long form, with memory and Deno.
 *
 * @module
 */
import { expect, it } from "vitest";
import { checkCalls } from "../../proof/load/check.ts";
import { runLoad } from "../../proof/load/load.ts";
import { checkLogs } from "../../proof/load/logs.ts";

const CALLERS = 40;

it("loses and doubles no send, and answers every caller", async () => {
  const load = await runLoad({ runtime: "workerd", callers: CALLERS, seconds: 4, seed: 5 });
  expect(load.results.length).toBeGreaterThanOrEqual(CALLERS);
  expect([...checkCalls(load.results, load.ledger), ...checkLogs(load)]).toEqual([]);
}, 120_000);
