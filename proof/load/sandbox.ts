/**
 * `npm start` in a process of its own, with a local provider.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { RuntimeName } from "../../sandbox/sandbox.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FLAGS = [
  "--disable-warning=ExperimentalWarning",
  "--import=tsx",
  "--import=./scripts/npm-specifiers.mjs",
];
const END_MS = 10_000;
/**
 * In MiB. Without limits V8 lets several times what is in use pile up before it collects, which a minute's figures
 * cannot tell from growth. A heap that does not keep to its limit ends the process. workerd gets no limit: most of
 * its memory is no JavaScript, and with a small heap its collector may wait for itself for ever.
 */
export const HEAP_LIMITS = { sandbox: 320, deno: 64 };

export interface SandboxProcess {
  url: string;
  pid: number;
  /** All that it prints from now on. */
  lines: string[];
  stop(): Promise<void>;
}

export async function startSandboxProcess(
  runtime: RuntimeName,
  providers: Record<string, string>,
): Promise<SandboxProcess> {
  const options = Object.entries(providers).map((provider) => `--provider=${provider.join("=")}`);
  const child = spawn(
    process.execPath,
    [
      ...FLAGS,
      heapLimit(HEAP_LIMITS.sandbox),
      "sandbox/main.ts",
      "--runtime",
      runtime,
      "--port",
      "0",
      ...options,
    ],
    { cwd: ROOT, env: environment(), stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = once(child, "close");
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const take = (line: string) => {
      lines.push(line);
      // The last line of its welcome, which names the callers' tokens.
      if (!line.startsWith("Callers: ")) return;
      const [, url] = /^The sandbox listens on (\S+);/m.exec(lines.join("\n")) ?? [];
      lines.length = 0;
      resolve(url ?? "");
    };
    createInterface(child.stdout).on("line", take);
    createInterface(child.stderr).on("line", take);
    ended.then(() => reject(new Error(`The sandbox ended: ${lines.slice(-5).join("\n")}`)), reject);
  });
  return {
    url,
    pid: child.pid ?? 0,
    lines,
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), END_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function heapLimit(mib: number): string {
  return `--max-old-space-size=${mib}`;
}

/** Without the tokens and secrets of whoever runs this. */
function environment(): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(([name]) => !/_TOKEN$|^SANDBOX_SECRET_/.test(name));
  return { ...Object.fromEntries(own), DENO_V8_FLAGS: heapLimit(HEAP_LIMITS.deno) };
}
