/**
 * Answers that say success, and cannot be used.
 *
 * Where a request changes something, the job is done then, and a function may say so. What was to be read is
 * not there, and success is none.
 *
 * @module
 */
import type { Exchange } from "../../sandbox/example.ts";
import { DEFAULT_LIMITS, MEGABYTE } from "../../shared/runtime/spec.ts";
import { faultsOf } from "../../tests/functions/faults/providers.ts";
import type { Step } from "../../tests/functions/faults/steps.ts";
import type { Reaction } from "../../tests/support/provider.ts";
import { responseOf } from "../../tests/support/recording.ts";
import { type Case, caseOf } from "./case.ts";
import { isDone, timesOf } from "./repeats.ts";
import type { Side } from "./side.ts";

const PAGE = "<!doctype html><title>Sign in to the network</title>";
/** Blanks, more than ours take; nothing that anybody could read. */
const ENDLESS = new Uint8Array(DEFAULT_LIMITS.response + MEGABYTE).fill(0x20);

export function answerCases(side: Side, step: Step): Case[] {
  const { exchange, route } = step;
  const { response } = exchange;
  if (!response) return [];
  const { status, headers = {}, json } = response;
  const { needsJson = false } = faultsOf(side.spec.service?.connector ?? "", step.presigned);
  const at = (fault: Case["fault"], saysSuccess: boolean, react: () => Reaction, raw?: string): Case => {
    const orDone = isDone(step) || (!step.reads && saysSuccess);
    const demand = { end: "provider", orDone, times: timesOf(side, step), exchange, raw } as const;
    const intercept = (intercepted: Exchange) => intercepted === exchange ? react() : undefined;
    return caseOf(side, fault, demand, () => ({ intercept }), route);
  };
  const json200 = { status: 200, headers: { "content-type": "application/json" } };
  return [
    at("non-JSON", !needsJson, () => new Response(PAGE, { headers: { "content-type": "text/html" } }), PAGE),
    at("empty", !needsJson, () => new Response(null, { status: 200, headers })),
    at("oversized", !needsJson, () => new Response(ENDLESS, json200)),
    ...(json === undefined ? [] : [
      at("stall", !needsJson, () => ({ stall: responseOf(response) })),
      at("truncated", !needsJson, () => new Response(half(json), { status, headers })),
      at("misfit", true, () => Response.json(otherShape(json), { status })),
    ]),
  ];
}

function half(json: unknown): string {
  const text = JSON.stringify(json);
  return text.slice(0, Math.ceil(text.length / 2));
}

/** The same names with other values in them. Booleans stay: they tell success from failure. */
function otherShape(json: unknown): unknown {
  if (typeof json !== "object" || json === null) return [json];
  const entries = Object.entries(json).map(([name, value]) =>
    typeof value === "boolean" ? [name, value] : [name, [null]]
  );
  return Object.fromEntries(entries);
}
