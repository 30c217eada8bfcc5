/**
 * What became of the job when a request failed, for every kind of request and failure.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import type { ErrorCode, Outcome } from "../../shared/runtime/errors.ts";
import type { FunctionSpec } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";
import type { Reaction } from "../support/provider.ts";
import { createWorld } from "../support/world.ts";
import { ask, defineSubject, posted, type Run } from "./subject.ts";

/**
 * - `refused`: the provider says no, so nothing happened;
 * - `limited`: the same, but another time may do;
 * - `broken`: nobody knows;
 * - `unreadable`: a 2xx whose body does not arrive; it may do to ask again;
 * - `misfit`: a 2xx that is not what was expected, and would not be a second time.
 */
type Kind = "refused" | "limited" | "broken" | "unreadable" | "misfit";

interface Failure {
  name: string;
  kind: Kind;
  code: ErrorCode;
  react: () => Reaction;
}

const FAILURES: Failure[] = [
  ...statuses("refused", {
    400: "provider_rejected",
    401: "connection_expired",
    402: "provider_rejected",
    403: "provider_denied",
    404: "not_found",
    409: "conflict",
    410: "not_found",
    412: "conflict",
    413: "provider_rejected",
    422: "provider_rejected",
    451: "provider_rejected",
  }),
  ...statuses("limited", { 429: "rate_limited", 529: "rate_limited" }),
  ...statuses("broken", {
    500: "provider_unavailable",
    502: "provider_unavailable",
    503: "provider_unavailable",
    504: "provider_unavailable",
    520: "provider_unavailable",
  }),
  ...faults("refused", 200, [
    "provider_rejected",
    "provider_denied",
    "missing_scope",
    "connection_expired",
    "not_found",
    "conflict",
    "quota_exceeded",
  ]),
  ...faults("limited", 200, ["rate_limited"]),
  ...faults("broken", 200, ["provider_unavailable", "provider_timeout"]),
  ...faults("refused", 500, ["provider_rejected", "not_found"]),
  ...faults("broken", 400, ["provider_unavailable"]),
  { name: "a timeout", kind: "broken", code: "provider_timeout", react: () => "timeout" },
  { name: "a lost connection", kind: "broken", code: "provider_unavailable", react: () => "reset" },
  {
    name: "a 503 that stalls",
    kind: "broken",
    code: "provider_unavailable",
    react: () => ({ stall: new Response("{}", { status: 503 }) }),
  },
  {
    name: "a 403 that stalls",
    kind: "refused",
    code: "provider_denied",
    react: () => ({ stall: new Response("{}", { status: 403 }) }),
  },
  { name: "a 200 that stalls", kind: "unreadable", code: "provider_timeout", react: () => "stall" },
  {
    name: "a 201 that breaks off",
    kind: "unreadable",
    code: "provider_unavailable",
    react: () => new Response(brokenBody(), { status: 201 }),
  },
  {
    name: "a 200 that is too large",
    kind: "misfit",
    code: "provider_invalid_response",
    react: () => new Response("x".repeat(1_001)),
  },
  ...misfits({
    "that is no JSON": "<html>",
    "that is cut short": '{"id": "M',
    "that is empty": "",
    "that does not fit": '{"id": 7}',
    "that is null": "null",
  }),
];

function statuses(kind: Kind, codes: Record<number, ErrorCode>): Failure[] {
  return Object.entries(codes).map(([status, code]) => ({
    name: status,
    kind,
    code,
    react: () => new Response("{}", { status: Number(status) }),
  }));
}

function faults(kind: Kind, status: number, codes: ErrorCode[]): Failure[] {
  return codes.map((code) => ({
    name: `${code} inside a ${status}`,
    kind,
    code,
    react: () => Response.json({ fault: code }, { status }),
  }));
}

function misfits(bodies: Record<string, string>): Failure[] {
  return Object.entries(bodies).map(([name, body]) => ({
    name: `a 200 ${name}`,
    kind: "misfit",
    code: "provider_invalid_response",
    react: () => new Response(body),
  }));
}

function brokenBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"id":')),
    pull: (controller) => controller.error(new TypeError("terminated")),
  }, { highWaterMark: 0 });
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;
const EFFECTS: FunctionSpec["effect"][] = ["read", "write", "send", "delete"];
const PROMISES = { "": {}, ", idempotent": { idempotent: true }, ", only reading": { read: true } };
const RETRYABLE: ErrorCode[] = [
  "rate_limited",
  "provider_unavailable",
  "provider_timeout",
  "platform_unavailable",
];

interface Expected {
  code: ErrorCode;
  outcome: Outcome;
  attempts: number;
}

function expected({ kind, code }: Failure, reads: boolean, repeatable: boolean): Expected {
  switch (kind) {
    case "refused":
      return { code, outcome: "not_done", attempts: 1 };
    case "limited":
      return { code, outcome: "not_done", attempts: 3 };
    case "broken":
      return { code, outcome: reads ? "not_done" : "unknown", attempts: repeatable ? 3 : 1 };
    case "unreadable":
      return reads
        ? { code, outcome: "not_done", attempts: 3 }
        : { code: "provider_invalid_response", outcome: "done", attempts: repeatable ? 3 : 1 };
    case "misfit":
      return { code, outcome: reads ? "not_done" : "done", attempts: 1 };
  }
}

for (const effect of EFFECTS) {
  for (const method of METHODS) {
    for (const [promise, options] of Object.entries(PROMISES)) {
      const reads = effect === "read" || method === "get" || "read" in options;
      const repeatable = reads || method === "put" || method === "delete" || "idempotent" in options;
      describe(`${method.toUpperCase()}${promise} in a function of effect ${effect}`, () => {
        it.each(FAILURES)("$name", async (failure) => {
          const world = createWorld({ provider: failure.react });
          const handler = defineSubject({
            effect,
            limits: { response: 1_000 },
            run: ({ http }) => http[method]("items", { ...options, response: z.object({ id: z.string() }) }),
          });
          const { body } = await ask(world, handler);
          const { code, outcome, attempts } = expected(failure, reads, repeatable);
          const retryable = outcome === "not_done" && RETRYABLE.includes(code);
          expect({ ...body, attempts: world.sent.length }).toMatchObject({
            code,
            outcome,
            retryable,
            attempts,
          });
          expect(world.logs).toEqual([expect.objectContaining({ code, outcome, attempts })]);
        });
      });
    }
  }
}

describe("what a later attempt is refused, an earlier one may have done", () => {
  const busy = () => new Response("{}", { status: 429, headers: { "retry-after": "30" } });
  const open = FAILURES.filter(({ kind, react }) =>
    kind === "unreadable" || (kind === "broken" && !(react() instanceof Response))
  );

  it.each(open)("$name, then a rate limit", async ({ react }) => {
    const world = createWorld({ provider: (_, index) => index === 0 ? react() : busy() });
    const { body } = await ask(world, defineSubject({ run: ({ http }) => http.put("items") }));
    expect(world.sent).toHaveLength(2);
    expect(body).toMatchObject({ code: "rate_limited", outcome: "unknown", retryable: false });
  });

  it("but not where each was refused", async () => {
    const refusals = [new Response("{}", { status: 429 }), busy()];
    const world = createWorld({ provider: (_, index) => refusals[index] ?? posted() });
    const { body } = await ask(world, defineSubject({ run: ({ http }) => http.put("items") }));
    expect(world.sent).toHaveLength(2);
    expect(body).toMatchObject({ code: "rate_limited", outcome: "not_done", retryable: true });
  });
});

describe("after a committed step of several `partial`, with what was done in `done`", () => {
  const steps = (fail: Run): Run => async (context) => {
    await context.http.post("first");
    context.commit({ fileId: "F1" });
    return await fail(context);
  };
  const second: Run = ({ http }) => http.post("second", { response: z.object({ id: z.string() }) });
  const failing = (react: () => Reaction) =>
    createWorld({
      provider: ({ url }) => url.pathname.endsWith("first") ? posted() : react(),
    });

  it.each(FAILURES)("$name", async ({ react, kind, code }) => {
    const handler = defineSubject({ run: steps(second), limits: { response: 1_000 } });
    const { body } = await ask(failing(react), handler);
    expect(body).toMatchObject({
      code: kind === "unreadable" ? "provider_invalid_response" : code,
      outcome: "partial",
      retryable: false,
      done: { fileId: "F1" },
    });
  });

  it("a mistake of our own", async () => {
    const handler = defineSubject({ run: steps(() => Promise.reject(new Error("ours"))) });
    expect((await ask(failing(posted), handler)).body).toMatchObject({
      code: "internal_error",
      outcome: "partial",
      done: { fileId: "F1" },
    });
  });

  it("several steps add up, and the last word on one counts", async () => {
    const handler = defineSubject({
      run: steps((context) => {
        context.commit({ fileId: "F2", shared: true });
        return second(context);
      }),
    });
    const { body } = await ask(failing(() => new Response(null, { status: 404 })), handler);
    expect(body.done).toEqual({ fileId: "F2", shared: true });
  });

  it("success says nothing of steps", async () => {
    const { status, body } = await ask(failing(posted), defineSubject({ run: steps(second) }));
    expect([status, body]).toEqual([200, { id: "M1" }]);
  });

  it("a failure before the first step is complete has no `done`", async () => {
    const world = createWorld({ provider: () => new Response(null, { status: 404 }) });
    const { body } = await ask(world, defineSubject({ run: steps(second) }));
    expect(body).toMatchObject({ outcome: "not_done" });
    expect(body).not.toHaveProperty("done");
  });
});

describe("a mistake of our own", () => {
  it("before anything was sent: `not_done`", async () => {
    const handler = defineSubject({ run: () => Promise.reject(new Error("ours")) });
    expect((await ask(createWorld(), handler)).body).toMatchObject({
      code: "internal_error",
      outcome: "not_done",
      retryable: false,
    });
  });

  it("after a write was sent: `unknown`", async () => {
    const handler = defineSubject({
      async run({ http }) {
        await http.post("items");
        throw new Error("ours");
      },
    });
    expect((await ask(createWorld({ provider: posted }), handler)).body).toMatchObject({
      outcome: "unknown",
      retryable: false,
    });
  });

  it("in a function that only reads: `not_done`", async () => {
    const handler = defineSubject({
      effect: "read",
      async run({ http }) {
        await http.get("items");
        throw new Error("ours");
      },
    });
    expect((await ask(createWorld({ provider: posted }), handler)).body).toMatchObject({
      outcome: "not_done",
    });
  });
});
