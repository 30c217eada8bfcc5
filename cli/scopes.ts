/**
 * `scopes`: which scopes the app's functions need, and which of them the app's connector files lack.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import colors from "picocolors";
import { type AppFile, checkApp, connectorFiles, functionEntries } from "./app.ts";
import { EXIT, type ExitCode } from "./command-error.ts";
import { addScopes, type ConnectorFile, newConnector, readConnector } from "./connectors.ts";
import { type ConnectorNeeds, functionsIn, needsOf } from "./needs.ts";
import { readRelease } from "./registry.ts";
import { count, type Terminal } from "./terminal.ts";

export interface ScopesOptions {
  app: string;
  registry: string;
  to?: string | undefined;
  check: boolean;
  write: boolean;
  json: boolean;
  yes: boolean;
}

const WARNING =
  "Run `base44 connectors pull` before you push or deploy: both remove the connectors that were made in " +
  "the dashboard and are not in the app's files";

export async function scopes(options: ScopesOptions, terminal: Terminal): Promise<ExitCode> {
  const { app, registry, to, check, write, json } = options;
  await checkApp(app);
  const [release, entries, connectors] = await Promise.all([
    readRelease(registry, to),
    functionEntries(app),
    connectorFiles(app),
  ]);
  const files = connectors.map(readConnector);
  const needs = needsOf(functionsIn(entries, release), files);
  const lacking = needs.filter(({ missing = [] }) => missing.length > 0);
  const cannot = files.length === 0 && needs.length > 0 && (check || write);
  if (!json) print(needs, files.length > 0, terminal);

  const question = `Add scopes to ${count(lacking.length, "connector file")}? ${WARNING}.`;
  const isWriting = write && lacking.length > 0 && (options.yes || json || await terminal.confirm(question));
  const written = isWriting ? await writeScopes(app, lacking, files) : [];
  if (json) {
    const warning = written.length > 0 && { warning: WARNING };
    terminal.print(
      JSON.stringify({ release: release.version, connectors: needs, written, ...warning }, null, 2),
    );
  } else printOutcome({ written, lacking, cannot, write }, terminal);

  if (cannot) return EXIT.failed;
  return lacking.length > 0 && !isWriting && (check || write) ? EXIT.due : EXIT.ok;
}

async function writeScopes(
  app: string,
  lacking: readonly ConnectorNeeds[],
  files: readonly ConnectorFile[],
): Promise<string[]> {
  const changed = lacking.map(({ connector, missing = [] }): AppFile => {
    const file = files.find(({ type }) => type === connector);
    return file ? { path: file.path, text: addScopes(file, missing) } : newConnector(connector, missing);
  });
  await Promise.all(changed.map(({ path, text }) => writeFile(join(app, path), text)));
  return changed.map(({ path }) => path);
}

function print(needs: readonly ConnectorNeeds[], hasFiles: boolean, terminal: Terminal): void {
  if (needs.length === 0) terminal.print("No function here needs a connector");
  for (const { connector, service, needed, further, file, missing = [] } of needs) {
    const place = file ?? (hasFiles ? "no file in base44/connectors" : "");
    terminal.print(`${colors.bold(connector)} (${service})${place && colors.dim(`  ${place}`)}`);
    if (needed.length === 0) terminal.print("  none");
    for (const { scope, functions } of needed) {
      const mark = missing.includes(scope) ? colors.red("lacks ") : hasFiles ? colors.green("has   ") : "";
      terminal.print(`  ${mark}${scope}  ${colors.dim(functions.join(", "))}`);
    }
    for (const { scope, use, functions } of further) {
      terminal.print(colors.dim(`  perhaps ${scope}: ${use}  ${functions.join(", ")}`));
    }
  }
}

interface Result {
  written: readonly string[];
  lacking: readonly ConnectorNeeds[];
  cannot: boolean;
  write: boolean;
}

function printOutcome({ written, lacking, cannot, write }: Result, terminal: Terminal): void {
  if (cannot) {
    const done = write ? "written" : "checked";
    terminal.print(
      `Nothing was ${done}: this app keeps no connectors in base44/connectors, so add the scopes in the dashboard`,
    );
  }
  if (written.length > 0) {
    for (const path of written) terminal.print(`Wrote ${path}`);
    terminal.print(colors.yellow(WARNING));
    terminal.print("Then authorize these connectors again, with all scopes of their files");
  } else if (lacking.length > 0) {
    terminal.print(
      `Nothing was written: ${lacking.map(({ connector }) => connector).join(", ")} lack scopes`,
    );
    if (!write) terminal.print("`scopes --write` adds them to the app's files");
  }
}
