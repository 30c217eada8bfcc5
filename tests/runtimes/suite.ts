/**
 * Every function in a real runtime, called through the real SDK as a front end calls it.
 *
 * @module
 */
import { createClient } from "@base44/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleFunctions } from "../../sandbox/bundle.ts";
import { type Example, exchangesOf, type NamedExample } from "../../sandbox/example.ts";
import type { Runtime, RuntimeOptions } from "../../sandbox/runtimes/runtime.ts";
import { STATUS } from "../../shared/runtime/errors.ts";
import { APP_ID, SERVICE_TOKEN, USER_TOKEN } from "../support/base44.ts";
import { functionNames, loadFunction, type Subject } from "../support/functions.ts";
import { inputOf, tokenOf } from "../support/replay.ts";
import { CALL_HEADER, type Host, openHost } from "./host.ts";
import { PRELUDE } from "./prelude.ts";

/** A runtime holds every function that it has run, so it is replaced from time to time. */
const FUNCTIONS_PER_RUNTIME = 60;

export interface RuntimeSuite {
  /** Builds many functions at once. */
  bundle(names: readonly string[]): Promise<Map<string, string>>;
  /** Which of a function's examples are run. */
  examples(subject: Subject): NamedExample[];
}

const EVERY_EXAMPLE: RuntimeSuite = {
  bundle: bundleFunctions,
  examples: (subject) => [...subject.examples.filter(isQuick), ...asFile(subject)],
};

export function describeRuntime(
  name: string,
  create: (options: RuntimeOptions) => Promise<Runtime>,
  { bundle, examples: examplesOf }: RuntimeSuite = EVERY_EXAMPLE,
): void {
  for (const names of inGroups(functionNames(), FUNCTIONS_PER_RUNTIME)) {
    describe(`${name}, ${names[0]} to ${names.at(-1)}`, () => {
      let host: Host;
      let runtime: Runtime;
      const lines: string[] = [];

      beforeAll(async () => {
        // Where one does not build, the others still do on their own.
        const bundles = await bundle(names).catch(() => new Map<string, string>());
        host = await openHost();
        runtime = await create({
          bundle: async (name) => PRELUDE + (bundles.get(name) ?? (await bundle([name])).get(name)),
          outbound: host.outbound,
          log: (line) => lines.push(line),
        });
        host.serve(runtime);
      }, 60_000);

      afterAll(async () => {
        await runtime?.dispose();
        host?.close();
      });

      it.concurrent.each(names)("%s", async (name) => {
        const subject = await loadFunction(name);
        const examples = examplesOf(subject);
        expect(examples.length).toBeGreaterThan(0);
        await Promise.all(examples.map((example) => checkExample(host, subject, example)));

        const hidden = [USER_TOKEN, SERVICE_TOKEN, ...subject.examples.map(tokenOf)];
        expect(lines.filter((line) => hidden.some((token) => line.includes(token)))).toEqual([]);
      });
    });
  }
}

async function checkExample(host: Host, { name, handler }: Subject, example: NamedExample): Promise<void> {
  const id = `${name}/${example.case}`;
  const recording = host.expect(id, example, handler.spec.service);
  const answer = await invoke(host.url, id, name, example);
  const { recorded, sent } = await recording.compare();
  const status = example.error ? STATUS[example.error.code] : 200;
  expect({ id, ...answer, requests: sent }).toEqual({
    id,
    status,
    body: example.error ?? example.output,
    requests: recorded,
  });
}

async function invoke(serverUrl: string, id: string, name: string, example: Example) {
  const base44 = createClient({
    serverUrl,
    appId: APP_ID,
    headers: { [CALL_HEADER]: id },
    ...(example.caller !== "anonymous" && { token: USER_TOKEN }),
  });
  const answer = await base44.functions.invoke(name, inputOf(example) as Record<string, unknown>).catch(
    (error) => {
      if (error.response) return error.response;
      throw error;
    },
  );
  return { status: answer.status, body: answer.data };
}

/** Examples whose point is time take too much of it here; they are replayed elsewhere. */
export function isQuick(example: Example): boolean {
  return exchangesOf(example).every(({ fault }) => fault !== "timeout" && fault !== "stall");
}

/** The first example that holds content, with that content as a `File`. */
function asFile({ handler, examples }: Subject): NamedExample[] {
  const { shape } = handler.spec.input;
  // Without `fileUrl` the text is no file's: it is that of the mail that the file goes with.
  if (!("file" in shape && "fileUrl" in shape)) return [];
  for (const example of examples) {
    const changed = example.error ? undefined : inlineAsFile(example) ?? storedAsFile(example);
    if (changed) return [{ ...example, ...changed, case: `${example.case} as a File` }];
  }
  throw new Error(`Expected an example of ${handler.spec.name} with text, base64 or fileUrl`);
}

type WithFile = Pick<Example, "input" | "files" | "exchanges">;

function inlineAsFile({ input: whole, exchanges }: Example): WithFile | undefined {
  const { text, base64, ...input } = whole as Record<string, unknown>;
  if (typeof text === "string") {
    return { input, exchanges, files: { file: { name: "text.txt", type: "text/plain", text } } };
  }
  if (typeof base64 !== "string") return undefined;
  return { input, exchanges, files: { file: { name: "file", type: "application/octet-stream", base64 } } };
}

/** What Base44's storage answers first is then what the caller sends. */
function storedAsFile({ input: whole, exchanges: [first, ...exchanges] }: Example): WithFile | undefined {
  const { fileUrl, ...input } = whole as Record<string, unknown>;
  if (!first || "anyOrder" in first || first.request.url !== fileUrl || !first.response) return undefined;
  const { headers = {}, text, base64 } = first.response;
  const content = base64 === undefined ? { text: text ?? "" } : { base64 };
  const name = decodeURIComponent(first.request.url.split("/").pop() ?? "");
  return { input, exchanges, files: { file: { name, type: headers["content-type"] ?? "", ...content } } };
}

function inGroups<T>(list: readonly T[], size: number): T[][] {
  return Array.from(
    { length: Math.ceil(list.length / size) },
    (_, index) => list.slice(index * size, (index + 1) * size),
  );
}
