/** @module */
import { expect, it } from "vitest";
import { type Call, createCallLog } from "../../sandbox/calls.ts";

function createCall(id: string): Call {
  const player = () => Promise.resolve(undefined);
  return { record: { id, function: "probe", requests: [] }, apiUrl: "", example: undefined, player };
}

const CALLS = Array.from({ length: 1_000 }, (_, index) => createCall(String(index)));

it("forgets no call that still runs, however many there are", () => {
  const log = createCallLog();
  for (const call of CALLS) log.begin(call);
  expect(CALLS.filter(({ record }) => log.get(record.id) === undefined)).toEqual([]);
});

it("keeps the 200 calls that ended last", () => {
  const log = createCallLog();
  const [slow, ...others] = CALLS as [Call, ...Call[]];
  for (const call of CALLS) log.begin(call);
  for (const call of [...others, slow]) log.end(call);
  const kept = CALLS.filter(({ record }) => log.get(record.id));
  expect(kept).toEqual([slow, ...CALLS.slice(-199)]);
});
