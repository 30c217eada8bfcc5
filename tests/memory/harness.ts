/**
 * Starts the stand-in, and uploads to it with the functions on Deno.
 *
 * @module
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Measured } from "./measure.ts";
import type { Report } from "./stand-in/upload.ts";

const DENO = createRequire(import.meta.url).resolve("deno/bin.cjs");
const MEASURE = fileURLToPath(new URL("measure.ts", import.meta.url));
const STAND_IN = fileURLToPath(new URL("stand-in/main.ts", import.meta.url));

export const UPLOADS = ["google-drive-upload", "dropbox-upload", "box-upload", "onedrive-upload"] as const;

/** A file that is uploaded; `announced` and `size` are what its source and its caller say of the bytes. */
export interface Source {
  name: string;
  bytes: number;
  announced?: number | "none";
  size?: number;
}

/** What is loaded and allocated with the first call is no part of the measurement. */
export const SMALL: Source = { name: "small", bytes: 20 };

export interface StandIn {
  /** Where the storage has a file for an upload. */
  fileAddress(source: Source): string;
  /** Where plain content goes. */
  plainAddress(name: string): string;
  report(name: string): Promise<Report>;
  /** Seconds of processor time that the stand-in has used. */
  processorSeconds(): Promise<number>;
  /** Uploads the files one after the other in one process of Deno. */
  upload(functionName: string, sources: readonly Source[], timeout: number): Promise<Measured[]>;
  stop(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const server = spawn(process.execPath, ["--import=tsx", STAND_IN], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(server, "exit");
  const [port] = await Promise.race([
    once(createInterface(server.stdout), "line"),
    exited.then(() => Promise.reject(new Error("Expected the stand-in to print its port"))),
  ]);
  const origin = `http://127.0.0.1:${port}`;
  return {
    fileAddress: (source) => `${origin}/${source.name}/base44.app/files/${source.name}?${query(source)}`,
    plainAddress: (name) => `${origin}/${name}/plain`,
    report: async (name) => await (await fetch(`${origin}/${name}/report`)).json(),
    processorSeconds: async () => await (await fetch(`${origin}/any/processor`)).json(),
    async upload(functionName, sources, timeout) {
      const args = [DENO, "run", "--quiet", "-A", MEASURE, String(port), functionName, ...sources.map(query)];
      const { stdout } = await promisify(execFile)(process.execPath, args, {
        env: { ...process.env, NO_COLOR: "1" },
        timeout,
      });
      return stdout.trim().split("\n").map((line) => JSON.parse(line));
    },
    async stop() {
      server.kill();
      await exited;
    },
  };
}

function query(source: Source): string {
  return new URLSearchParams(Object.entries(source).map(([key, value]) => [key, String(value)])).toString();
}
