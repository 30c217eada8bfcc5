/**
 * A workerd process that loads bundles into isolates. Started as it is, without miniflare around it, so that
 * nothing but workerd is measured.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { createCaller, type Host, track } from "./host.ts";

const WORKERD: string = createRequire(import.meta.url)("workerd").default;

/** As in the development server of Base44's command line (base44/cli, miniflare-function-manager.ts). */
export const COMPATIBILITY = { compatibilityDate: "2026-06-01", compatibilityFlags: ["nodejs_compat"] };

export async function startWorkerd(
  folder: string,
  bundles: readonly string[],
  upstream: string,
): Promise<Host> {
  const config = join(folder, `${randomUUID()}.capnp`);
  await writeFile(config, formatConfig(bundles, upstream));
  const child = spawn(WORKERD, ["serve", "--experimental", "--control-fd=3", config], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const stop = track(child);
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => errors = (errors + text).slice(0, 2_000));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdio[3] as Readable).on("line", (line) => {
      const message = JSON.parse(line);
      if (message.event === "listen") resolve(message.port);
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(errors || "workerd ended before it listened")));
  });
  const caller = createCaller(`127.0.0.1:${port}`, upstream);
  return {
    pid: child.pid ?? 0,
    call: caller.call,
    async close() {
      caller.close();
      await stop();
    },
  };
}

function formatConfig(bundles: readonly string[], upstream: string): string {
  const flags = COMPATIBILITY.compatibilityFlags.map((flag) => JSON.stringify(flag)).join(", ");
  const texts = ["workerd-main", ...bundles].map((name) => `(name = "${name}", text = embed "${name}.mjs"),`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "loader", worker = (
      modules = [(name = "loader.js", esModule = embed "workerd-loader.mjs")],
      compatibilityDate = "${COMPATIBILITY.compatibilityDate}",
      compatibilityFlags = [${flags}],
      bindings = [
        (name = "LOADER", workerLoader = (id = "functions")),
        (name = "UPSTREAM", service = "upstream"),
        ${texts.join("\n        ")}
      ],
    )),
    (name = "upstream", external = (address = "${upstream}", http = ())),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "loader")],
);
`;
}
