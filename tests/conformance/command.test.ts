/**
 * `npm run conformance` as a user runs it.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { findingLines, serviceLines } from "./report.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

async function run(args: string[], environment: Record<string, string>): Promise<[number, string]> {
  const child = spawn(process.execPath, ["scripts/bootstrap.mjs", "scripts/conformance.ts", ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  return [Number(code), output];
}

describe.concurrent("without contracts", () => {
  test.each<[string, string[], string, number, string]>([
    ["is skipped", [], "", 0, "Provider conformance skipped: no provider contracts in"],
    ["fails with --require", ["--require"], "", 1, "Provider conformance failed: no provider contracts in"],
    ["fails in CI", [], "true", 1, "Provider conformance failed: no provider contracts in"],
  ])("it %s", async (_, args, CI, code, message) => {
    const result = await run(args, { PROVIDER_SPECS: "tests/no-such-folder", CI });
    expect(result[0]).toBe(code);
    expect(result[1]).toContain(message);
  });
});

describe("the report", () => {
  const violation = {
    exchange: 1,
    side: "request",
    pointer: "/body/chanel",
    message: "Expected less",
  } as const;
  const check = {
    connector: "slackbot",
    functionName: "slackbot-post",
    case: "success",
    violations: [violation],
    notes: [{ ...violation, side: "response" } as const],
    exchanges: 2,
    exempt: 1,
    undescribed: 1,
  };

  test("has one line per service", () => {
    expect(
      serviceLines([check, { ...check, case: "refusal", exempt: 0, notes: [] }, {
        ...check,
        connector: "box",
      }]),
    ).toEqual([
      "box       1 function, 1 example, 2 exchanges, 1 violation, 1 request outside the contract, " +
      "1 error answer not described, 1 note",
      "slackbot  1 function, 2 examples, 4 exchanges, 2 violations, 1 request outside the contract, " +
      "2 error answers not described, 1 note",
    ]);
  });

  test("names the file, the exchange, the side and the place of a violation", () => {
    expect(findingLines([check], "violations")).toEqual([
      "examples/slackbot-post/success.json exchange 1 request /body/chanel: Expected less",
    ]);
  });
});
