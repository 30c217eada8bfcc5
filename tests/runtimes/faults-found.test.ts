/**
 * The matrix on real runtimes finds what it is for: a function that is right but for one thing.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleFunction } from "../../sandbox/bundle.ts";
import { createDenoRuntime } from "../../sandbox/runtimes/deno.ts";
import { createWorkerdRuntime } from "../../sandbox/runtimes/workerd.ts";
import type { FaultName } from "../functions/faults/fault.ts";
import { faultsFor, type Matrix, runMatrix, wireFaultsFor } from "../functions/faults/matrix.ts";
import { loadFunction } from "../support/functions.ts";
import { openStage, type Stage, stagedSubject } from "./stage.ts";

const NAME = "slackbot-post";

/** What stands before the function's code, and changes what it sends: `send` is the real `fetch`. */
const SABOTAGE = {
  none: "",
  repeats:
    "async (url, init) => { try { return await send(url, init) } catch { return await send(url, init) } }",
  asText:
    "async (url, init) => send(url, init?.body instanceof Blob ? { ...init, body: await init.body.text() } : init)",
  follows: `async (url, init) => {
    const response = await send(url, init);
    const location = response.headers.get("location");
    return location ? send(location, init) : response;
  }`,
  tells: `async (url, init) => {
    console.log("sent with", init?.headers?.authorization);
    return send(url, init);
  }`,
  hurries: `async (url, init) => {
    const response = await send(url, init);
    const headers = new Headers(response.headers);
    if (headers.has("retry-after")) headers.set("retry-after", "0");
    return new Response(response.body, { status: response.status, headers });
  }`,
  believes: `async (url, init) => {
    const response = await send(url, init);
    const text = await response.text().catch(() => '{"ok":true,"channel":"C0123456789","ts":"1.2"}');
    return new Response(text, { status: response.status, headers: response.headers });
  }`,
};

describe.each([
  ["workerd", createWorkerdRuntime],
  ["Deno", createDenoRuntime],
])("on %s, the matrix", (runtime, create) => {
  let stages: Map<keyof typeof SABOTAGE, Stage>;

  beforeAll(async () => {
    const bundle = await bundleFunction(NAME);
    const opened = (Object.keys(SABOTAGE) as (keyof typeof SABOTAGE)[]).map(async (name) => {
      const code = SABOTAGE[name] && `const send = globalThis.fetch; globalThis.fetch = ${SABOTAGE[name]};\n`;
      return [name, await openStage(create, () => Promise.resolve(code + bundle))] as const;
    });
    stages = new Map(await Promise.all(opened));
  }, 60_000);

  afterAll(async () => {
    await Promise.all([...stages.values()].map((stage) => stage.dispose()));
  });

  async function run(sabotage: keyof typeof SABOTAGE, names: readonly FaultName[]): Promise<Matrix> {
    const { handler, examples } = await loadFunction(NAME);
    const stage = stages.get(sabotage);
    if (!stage) throw new Error(`Expected a stage for ${sabotage}`);
    const faults = [...faultsFor(handler.spec, examples), ...wireFaultsFor(handler.spec, examples)];
    const chosen = faults.filter(({ name }) => names.includes(name));
    expect(new Set(chosen.map(({ name }) => name)).size).toBe(names.length);
    return await runMatrix(stagedSubject(stage, handler.spec), examples, chosen, { complete: [] });
  }

  it("finds nothing with the function as it is", async () => {
    const { problems } = await run("none", [
      "reset",
      "connection closed",
      "302 to a stranger",
      "429 short",
      "break in the body",
      "503",
    ]);
    expect(problems).toEqual([]);
  });

  it("finds a send that is repeated, and counts it", async () => {
    const { problems, cases } = await run("repeats", ["reset", "connection closed"]);
    expect(problems.join("\n")).toMatch(/connection closed at .*: expected 1 attempts, got 2/);
    expect(problems.join("\n")).toMatch(/the provider got 1 requests again that may have been done/);
    expect(cases.map(({ repeats }) => repeats)).toEqual([1, 1]);
  });

  it.runIf(runtime === "Deno")("finds a send that the runtime repeats by itself", async () => {
    const { cases } = await run("asText", ["reset", "connection closed"]);
    expect(cases.reduce((sum, { repeats }) => sum + repeats, 0)).toBeGreaterThan(0);
  });

  it("finds a redirect that is followed, and the token that went with it", async () => {
    const { problems } = await run("follows", ["302 to a stranger"]);
    expect(problems.join("\n")).toMatch(/followed to https:\/\/stranger\.example\.com\/collect/);
    expect(problems.join("\n")).toMatch(/the provider's token went to stranger\.example\.com/);
  });

  it("finds a token in a line that is no log line", async () => {
    const { problems } = await run("tells", ["503"]);
    expect(problems.join("\n")).toMatch(/a token is in the log/);
    expect(problems.join("\n")).toMatch(/expected one line in the log, got \d/);
  });

  it("finds that a pause is not made", async () => {
    const { problems } = await run("hurries", ["429 short"]);
    expect(problems.join("\n")).toMatch(/expected one pause of 2000 ms, got \d{1,3}$/m);
  });

  it("finds that half an answer is taken for a whole one", async () => {
    const { problems } = await run("believes", [
      "break in the body",
      "break in a chunked body",
      "length too long",
    ]);
    expect(problems.filter((problem) => problem.endsWith("got 200: success"))).toHaveLength(3);
  });
});
