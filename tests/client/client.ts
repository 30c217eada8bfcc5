/**
 * The generated client in a folder of its own.
 *
 * @module
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, generateClient } from "../../scripts/client.ts";

export interface ClientFolder extends Client {
  folder: string;
  remove(): Promise<void>;
}

/** `ts.ts` is the TypeScript file, `js.js` with `js.d.ts` its twin. */
export async function clientFolder(): Promise<ClientFolder> {
  const client = await generateClient();
  const folder = await mkdtemp(join(tmpdir(), "connector-functions-client-"));
  await writeFile(join(folder, "ts.ts"), client.ts);
  await writeFile(join(folder, "js.js"), client.js);
  await writeFile(join(folder, "js.d.ts"), client.dts);
  await writeFile(join(folder, "package.json"), `{ "type": "module" }\n`);
  return { ...client, folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
