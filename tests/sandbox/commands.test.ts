/** @module */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { call } from "../../sandbox/commands/call.ts";
import { start } from "../../sandbox/commands/start.ts";
import { type Probe, startProbe } from "./fixture.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

let probe: Probe;

beforeAll(async () => {
  probe = await startProbe();
});
afterAll(() => probe.close());

const out: string[] = [];
const beside: string[] = [];

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation((text) => void out.push(text));
  vi.spyOn(console, "error").mockImplementation((text) => void beside.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  out.length = beside.length = 0;
});

function callProbe(...args: string[]): Promise<number> {
  return call([...args, "--port", new URL(probe.url).port]);
}

describe("npm run call", () => {
  it("prints the answer as JSON, and the provider's requests beside it", async () => {
    const input = '{"action":"fetch","url":"https://provider.invalid/api/items/1"}';
    expect(await callProbe("probe", input)).toBe(0);
    expect(JSON.parse(out.join()).value.text).toBe('{"item":1}');
    expect(beside).toEqual([
      expect.stringMatching(/^GET https:\/\/provider\.invalid\/api\/items\/1 -> 200 \(examples, \d+ ms\)$/),
    ]);
  });

  it("calls as another caller, and ends with 1 where the function refuses", async () => {
    expect(await callProbe("probe", '{"action":"me"}', "--as", "anonymous")).toBe(1);
    expect(JSON.parse(out.join()).failure).toContain("Unauthorized");
  });

  it("plays the example that is asked for", async () => {
    const input = '{"action":"fetch","url":"https://provider.invalid/api/items/1"}';
    await callProbe("probe", input, "--example", "missing");
    expect(JSON.parse(out.join()).value.status).toBe(404);
  });

  it.each([
    ["bad JSON", ["probe", '{"action"'], /^Expected the input as JSON, such as/],
    [
      "JSON that is no object",
      ["probe", "[1]"],
      /^Expected the input as a JSON object, such as .*: it is \[1\]$/,
    ],
    ["an unknown function", ["prob"], /^There is no function named "prob"; there are exported, probe$/],
    [
      "an unknown caller",
      ["probe", "{}", "--as", "root"],
      /^Expected --as to be admin, user, anonymous: it is "root"$/,
    ],
    ["an unknown flag", ["probe", "--foo"], /^Unknown option '--foo'/],
    [
      "a file that is not there",
      ["probe", "{}", "--file", "file=none"],
      /^Cannot read the file for file: ENOENT/,
    ],
    [
      "a file without a field",
      ["probe", "{}", "--file", "none"],
      /^Expected --file field=path: it is "none"$/,
    ],
    ["no function", [], /^Usage: npm run call/],
  ])("refuses %s", async (_, args, message) => {
    await expect(callProbe(...args)).rejects.toThrow(message);
  });

  it("tells that no sandbox answers, in one line and with exit code 2", async () => {
    expect(await run("call", "probe", "{}", "--port", "1")).toEqual({
      code: 2,
      stdout: "",
      stderr: "No sandbox answers at http://127.0.0.1:1: start it with npm start\n",
    });
  });
});

describe("npm start", () => {
  it.each([
    ["an unknown runtime", ["--runtime", "bun"], 'Expected --runtime to be workerd or deno: it is "bun"'],
    ["half a provider", ["--provider", "slackbot"], 'Expected --provider connector=origin: it is "slackbot"'],
    [
      "a provider elsewhere",
      ["--provider", "slackbot=http://192.0.2.1:8080"],
      "Expected the provider of slackbot on this machine, such as http://127.0.0.1:8080: " +
      'it is "http://192.0.2.1:8080"',
    ],
    ["no port", ["--port", "http"], 'Expected --port to be a number up to 65535: it is "http"'],
  ])("refuses %s", async (_, args, message) => {
    await expect(start(args)).rejects.toThrow(message);
  });

  it("tells that the port is taken", async () => {
    const { port } = new URL(probe.url);
    await expect(startProbe({}, Number(port))).rejects.toThrow(
      `Port ${port} is taken, perhaps by another sandbox: stop that, or choose a port with --port`,
    );
  });

  it("refuses an unknown flag in one line, with exit code 2", async () => {
    const { code, stderr } = await run("main", "--foo");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Unknown option '--foo'.*\n$/);
  });
});

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

function run(script: "call" | "main", ...args: string[]): Promise<Run> {
  const hooks = ["--no-warnings", "--import=tsx", "--import=./scripts/npm-specifiers.mjs"];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...hooks, `sandbox/${script}.ts`, ...args],
      { cwd: ROOT },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}
