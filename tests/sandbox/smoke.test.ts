/** @module */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CollectedFunction } from "../../sandbox/collection.ts";
import { loadCollection } from "../../sandbox/collection.ts";
import { createConnections } from "../../sandbox/connections.ts";
import { EMULATED } from "../../sandbox/emulated.ts";
import type { Emulators } from "../../sandbox/emulators.ts";
import { formatTable, functionRows, realNotes } from "../../sandbox/print.ts";
import { chooseSmokeCalls, exampleInput, runSmokeCall } from "../../sandbox/smoke.ts";
import { FIXTURE, type Probe, startProbe } from "./fixture.ts";

/** Emulates everything on the given hosts. */
function emulate(...hosts: string[]): Emulators {
  return {
    find: (_, url) => hosts.includes(url.host) ? "Test emulator" : undefined,
    answer: () => Promise.resolve(undefined),
    connector: () => undefined,
    close: () => Promise.resolve(),
  };
}

const NONE = emulate();
const ALL = emulate("provider.invalid");

let probe: Probe;
let functions: Map<string, CollectedFunction>;

beforeAll(async () => {
  [probe, functions] = await Promise.all([startProbe(), loadCollection(FIXTURE)]);
});
afterAll(() => probe.close());

function choose(emulators: Emulators, environment = {}): string[] {
  const connections = createConnections(functions, emulators, environment);
  return chooseSmokeCalls(functions.values(), emulators, connections).map((call) => call.function);
}

describe("chooseSmokeCalls()", () => {
  it("takes functions whose success is emulated whole, and never a real account", () => {
    expect(choose(ALL)).toEqual(["probe"]);
    expect(choose(NONE)).toEqual([]);
    expect(choose(ALL, { PROBE_TOKEN: "real" })).toEqual([]);
  });

  it("prefers a connector's flagship, even where the emulator lacks a route of its example", () => {
    const connections = createConnections(functions, NONE, {});
    const emulators = { ...NONE, connector: () => ({ token: "token", flagship: "probe" }) };
    const calls = chooseSmokeCalls(functions.values(), emulators, connections);
    expect(calls.map(({ connector, function: name }) => [connector, name])).toEqual([["probe", "probe"]]);
  });

  it("calls one flagship per connector that is emulated", async () => {
    const connectors = EMULATED.flatMap((service) => Object.entries(service.connectors));
    const flagships = connectors.map(([connector, { flagship }]) => [connector, flagship] as const);
    expect(Object.fromEntries(flagships)).toEqual({
      ...{ slackbot: "slackbot-post", slack: "slack-post", gmail: "gmail-send" },
      ...{ googlecalendar: "google-calendar-create-event", googledrive: "google-drive-upload" },
      ...{ github: "github-create-issue", linear: "linear-create-issue" },
    });
    const collected = [...(await loadCollection()).values()];
    for (const [connector, name] of flagships) {
      expect(collected.find((entry) => entry.name === name)?.spec.service?.connector).toBe(connector);
    }
  });
});

describe("runSmokeCall()", () => {
  const run = (input: Record<string, unknown>) =>
    runSmokeCall(probe.url, { function: "probe", connector: "probe", input });

  it("is fine with an answer", async () => {
    expect(await run({ action: "me" })).toMatchObject({
      ok: true,
      text: expect.stringContaining("sandbox-admin"),
    });
  });

  it("is not fine with an error, nor with an answer from examples", async () => {
    expect(await run({ action: "connection", type: "dropbox" })).toMatchObject({
      ok: false,
      text: expect.stringMatching(/^500 .*not found/),
    });
    expect(await run({ action: "fetch", url: "https://provider.invalid/api/items/1" })).toEqual({
      ok: false,
      text: "Served from examples: GET https://provider.invalid/api/items/1",
    });
  });
});

describe("exampleInput()", () => {
  it("adds the files of the example as the SDK takes them", async () => {
    const { file, name } = exampleInput({
      title: "",
      input: { name: "a" },
      files: { file: { name: "a.bin", type: "text/plain", base64: "QQ==" } },
      exchanges: [],
      output: null,
    }) as { file: File; name: string };
    expect(name).toBe("a");
    expect([file.name, file.type, await file.text()]).toEqual(["a.bin", "text/plain", "A"]);
  });
});

describe("the table of functions", () => {
  const rows = (emulators: Emulators, environment = {}) =>
    functionRows(functions.values(), emulators, createConnections(functions, emulators, environment));

  it("tells where each function's service is served from", () => {
    expect(rows(ALL).slice(1)).toEqual([
      ["exported", "read", "public", "Base44 alone"],
      ["probe", "write", "user", "Test emulator"],
    ]);
    expect(rows(NONE).at(-1)?.at(-1)).toBe("examples");
    expect(rows(ALL, { PROBE_TOKEN: "real" }).at(-1)?.at(-1)).toBe("the real Probe");
  });

  it("warns of each token that makes a service real", () => {
    const connections = createConnections(functions, ALL, { PROBE_TOKEN: "real" });
    expect(realNotes(functions.values(), connections)).toEqual([
      "PROBE_TOKEN is set: calls reach the real Probe. Unset it to stay on this machine",
    ]);
  });

  it("is aligned", () => {
    expect(formatTable([["A", "Long"], ["wider", "b"]])).toBe("A      Long\n─────  ────\nwider  b");
  });
});
