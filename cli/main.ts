/**
 * The command `connector-functions`, to be run in an app.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CommandError, EXIT, type ExitCode } from "./command-error.ts";
import { scopes } from "./scopes.ts";
import { terminal } from "./terminal.ts";
import { update } from "./update.ts";

const USAGE = `Usage: connector-functions <command> [options], in the folder of an app

  update    brings copied functions and shared files to a release; keeps what you edited
    --check             only tells: ends with 1 where updates are available
    --to <release>      to this release instead of the newest
  scopes    tells which scopes the app's functions need, by connector
    --check             ends with 1 where the app's connector files lack some
    --write             adds them to base44/connectors, where the app keeps its connectors in files
    --to <release>      as this release says

  --json                prints JSON and asks nothing
  --yes                 asks nothing
  --registry <address>  a folder or an address with registry.json

Ends with 0: done, or nothing to do; 1: something to do; 2: files that need a person; 3: failed.`;

/** The registry that this command was built with. */
const OWN_REGISTRY = new URL("../r/", import.meta.url);

async function main(args: string[]): Promise<ExitCode> {
  const { positionals, values } = read(args);
  const [command, ...others] = positionals;
  if (values.help) {
    terminal.print(USAGE);
    return EXIT.ok;
  }
  if (others.length > 0 || !(command === "update" || command === "scopes")) {
    throw new CommandError(
      `Expected update or scopes, got ${positionals.join(" ") || "nothing"}\n\n${USAGE}`,
    );
  }
  if (values.write && command === "update") {
    throw new CommandError("Expected --write with scopes only: update writes without it");
  }
  if (values.write && values.check) throw new CommandError("Expected --check or --write, got both");
  const { to, check, json, yes } = values;
  const options = { app: process.cwd(), registry: values.registry ?? ownRegistry(), to, check, json, yes };
  if (command === "scopes") return await scopes({ ...options, write: values.write }, terminal);
  return await update(options, terminal);
}

function read(args: string[]) {
  const off = { type: "boolean", default: false } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        check: off,
        write: off,
        json: off,
        yes: { ...off, short: "y" },
        help: { ...off, short: "h" },
        to: { type: "string" },
        registry: { type: "string" },
      },
    });
  } catch (cause) {
    throw new CommandError(`${cause instanceof Error ? cause.message : cause}\n\n${USAGE}`, { cause });
  }
}

function ownRegistry(): string {
  if (existsSync(OWN_REGISTRY)) return fileURLToPath(OWN_REGISTRY);
  throw new CommandError("Expected --registry: this command came without a registry");
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof CommandError || (error instanceof Error && "syscall" in error);
  console.error(isExpected ? error.message : error);
  process.exitCode = EXIT.failed;
}
