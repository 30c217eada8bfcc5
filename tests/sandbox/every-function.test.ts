/**
 * The sandbox answers every function, called through the SDK with the input of its first example.
 *
 * @module
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createClient } from "@base44/sdk";
import { bundleFunctions } from "../../sandbox/bundle.ts";
import { APP_ID, CALLER_TOKENS } from "../../sandbox/callers.ts";
import { loadCollection } from "../../sandbox/collection.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { exampleInput, type SdkResponse } from "../../sandbox/smoke.ts";

const functions = await loadCollection();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    functions,
    bundles: await bundleFunctions([...functions.keys()]),
    runtime: "workerd",
    port: 0,
    environment: {},
    log() {},
    report() {},
  });
}, 60_000);

afterAll(() => sandbox.close());

it.concurrent.each([...functions.values()])("$name", async ({ name, spec, examples }) => {
  const [example] = examples.filter(({ error }) => !error);
  if (!example) throw new Error(`Expected an example of ${name} that succeeds`);
  const base44 = createClient({ serverUrl: sandbox.url, appId: APP_ID, token: CALLER_TOKENS.admin });

  const input = exampleInput(example, example.sandboxInput ?? example.input);
  const { status, data } = await base44.functions.invoke(name, input)
    .catch((error) => error.response ?? error) as unknown as SdkResponse;

  expect({ status, data }).toMatchObject({ status: 200 });
  expect(spec.output.safeParse(data).error).toBeUndefined();
});
