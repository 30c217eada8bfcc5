/**
 * A process that runs one or more bundles, and calls to it.
 *
 * @module
 */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { type Target, TARGET_HEADERS } from "./target.ts";

export interface Host {
  pid: number;
  /** Calls the function as the platform does, and answers with status and text. */
  call(call: Call): Promise<Reply>;
  close(): Promise<void>;
}

export interface Call extends Target {
  path?: string;
  input: unknown;
}

export interface Reply {
  status: number;
  text: string;
}

export const APP_ID = "6712f0a1b2c3d4e5f6a7b8c9";

/** Calls to the function that listens at `address`, which asks Base44 at `upstream`. */
export function createCaller(address: string, upstream: string): { call: Host["call"]; close(): void } {
  const agent = new Agent({ keepAlive: true });
  return {
    call: ({ bundle, isolate, path = "/", input }) =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify(input);
        const headers = {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "accept-encoding": "identity",
          "base44-app-id": APP_ID,
          "base44-api-url": `http://${upstream}`,
          "base44-service-authorization": "Bearer service-token-of-the-app",
          authorization: "Bearer user-token-of-the-caller",
          [TARGET_HEADERS.bundle]: bundle,
          [TARGET_HEADERS.isolate]: isolate,
        };
        const sent = request(`http://${address}${path}`, { method: "POST", agent, headers, timeout: 30_000 });
        sent.once("response", (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => text += chunk);
          response.once("end", () => resolve({ status: response.statusCode ?? 0, text }));
          response.once("error", reject);
        });
        sent.once("timeout", () => sent.destroy(new Error("No answer for 30 seconds")));
        sent.once("error", reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}

const running = new Set<ChildProcess>();
process.once("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/** Ends with this process, at the latest. */
export function track(child: ChildProcess): () => Promise<void> {
  running.add(child);
  return async () => {
    running.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
}
