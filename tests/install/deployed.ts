/**
 * Functions as Base44 got them: bundled again, and called in workerd through the real SDK.
 *
 * @module
 */
import { rm } from "node:fs/promises";
import { createClient } from "@base44/sdk";
import { bundleFunctions } from "../../sandbox/bundle.ts";
import type { NamedExample } from "../../sandbox/example.ts";
import { createWorkerdRuntime } from "../../sandbox/runtimes/workerd.ts";
import { CALL_HEADER, openHost } from "../runtimes/host.ts";
import { PRELUDE } from "../runtimes/prelude.ts";
import { APP_ID, USER_TOKEN } from "../support/base44.ts";
import { loadFunction } from "../support/functions.ts";
import { makeFolder, writeFiles } from "./apps.ts";
import type { Uploaded } from "./servers.ts";

export interface Called {
  answer: unknown;
  /** The requests to the provider, as the example records them and as they were sent. */
  recorded: unknown;
  sent: unknown;
  example: NamedExample;
}

/** By name: the example `success` of each function, played through what was uploaded. */
export async function callUploaded(uploaded: ReadonlyMap<string, Uploaded>): Promise<Map<string, Called>> {
  const bundles = await bundleUploaded(uploaded);
  const host = await openHost();
  const runtime = await createWorkerdRuntime({
    bundle: (name) => Promise.resolve(PRELUDE + bundles.get(name)),
    outbound: host.outbound,
    log: () => {},
  });
  host.serve(runtime);
  try {
    return new Map(
      await Promise.all([...uploaded.keys()].map(async (name) => [name, await call(host, name)] as const)),
    );
  } finally {
    await runtime.dispose();
    host.close();
  }
}

async function bundleUploaded(uploaded: ReadonlyMap<string, Uploaded>): Promise<Map<string, string>> {
  const folder = await makeFolder();
  try {
    for (const [name, { files }] of uploaded) {
      await writeFiles(new URL(`functions/${name}/`, folder), toRecord(files));
    }
    return await bundleFunctions([...uploaded.keys()], new URL("functions/", folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function call(host: Awaited<ReturnType<typeof openHost>>, deployedName: string): Promise<Called> {
  const { handler, examples } = await loadFunction(deployedName.split("__").at(-1) ?? "");
  const example = examples.find((candidate) => candidate.case === "success");
  if (!example) throw new Error(`Expected an example success of ${deployedName}`);
  const recording = host.expect(deployedName, example, handler.spec.service);
  const headers = { [CALL_HEADER]: deployedName };
  const base44 = createClient({ serverUrl: host.url, appId: APP_ID, headers, token: USER_TOKEN });
  const { data } = await base44.functions.invoke(deployedName, example.input as Record<string, unknown>);
  return { answer: data, ...await recording.compare(), example };
}

function toRecord(files: Uploaded["files"]): Record<string, string> {
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}
