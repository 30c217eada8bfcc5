/**
 * `update`: brings the copied files of an app to a release, without replacing what was edited there.
 *
 * @module
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import colors from "picocolors";
import { type AppFile, checkApp, copiedFiles } from "./app.ts";
import { EXIT, type ExitCode } from "./command-error.ts";
import { type PlannedFile, planUpdate } from "./plan.ts";
import { readRelease } from "./registry.ts";
import { count, type Terminal } from "./terminal.ts";

export interface UpdateOptions {
  app: string;
  registry: string;
  to?: string | undefined;
  check: boolean;
  json: boolean;
  yes: boolean;
}

/** Not one of the endings that Base44 uploads. */
const CONFLICT_ENDING = ".conflict";

export async function update(options: UpdateOptions, terminal: Terminal): Promise<ExitCode> {
  const { app, registry, to, check, json } = options;
  await checkApp(app);
  const release = await readRelease(registry, to);
  const files = await copiedFiles(app, release.paths.filter((path) => !path.startsWith("base44/")));
  const plans = await planUpdate(files, release, registry, to !== undefined);
  const due = plans.filter(isDue);
  const conflicts = plans.filter((plan) => plan.conflicts);
  if (!json) printPlans(plans, release.version, terminal);

  const isWriting = !check && due.length + conflicts.length > 0 &&
    (options.yes || json || await terminal.confirm(`Write ${count(due.length + conflicts.length, "file")}?`));
  const written = isWriting ? await writePlans(app, plans, files) : [];
  if (json) terminal.print(toJson(release.version, plans, written));
  else printOutcome(written, due, conflicts, check, terminal);

  if (plans.some(needsPerson)) return EXIT.conflict;
  return due.length > 0 && !isWriting ? EXIT.due : EXIT.ok;
}

function isDue({ state, conflicts }: PlannedFile): boolean {
  return state === "updated" || state === "added" || (state === "both" && !conflicts);
}

/** A file without a stamp may well be the app's own; one with a stamp should have been compared. */
function needsPerson({ state, conflicts, from }: PlannedFile): boolean {
  return conflicts === true || (state === "unknown" && from !== undefined);
}

/** The app's file, or the file beside it that shows a conflict. */
function targetOf({ path, conflicts }: PlannedFile): string {
  return conflicts ? path + CONFLICT_ENDING : path;
}

async function writePlans(
  app: string,
  plans: readonly PlannedFile[],
  files: readonly AppFile[],
): Promise<string[]> {
  const written: string[] = [];
  for (const plan of plans) {
    if (plan.text === undefined) continue;
    const target = targetOf(plan);
    const hasReturns = files.find(({ path }) => path === plan.path)?.text.includes("\r\n") ?? false;
    await mkdir(dirname(join(app, target)), { recursive: true });
    await writeFile(join(app, target), hasReturns ? plan.text.replaceAll("\n", "\r\n") : plan.text);
    written.push(target);
  }
  return written;
}

function toJson(release: string, plans: readonly PlannedFile[], written: readonly string[]): string {
  const files = plans.map(({ text: _, ...plan }) => plan);
  return JSON.stringify({ release, files, written }, null, 2);
}

function printPlans(plans: readonly PlannedFile[], release: string, terminal: Terminal): void {
  terminal.print(`Release ${colors.bold(release)}`);
  for (const plan of plans.filter(({ state }) => state !== "unchanged")) {
    const release = plan.from ? colors.dim(` (of ${plan.from})`) : "";
    terminal.print(`  ${paint(plan)(inWords(plan).padEnd(32))} ${plan.path}${release}`);
  }
  const unchanged = plans.filter(({ state }) => state === "unchanged").length;
  terminal.print(`  ${count(unchanged, "file")} of ${plans.length} unchanged`);
}

function inWords({ state, conflicts, reason }: PlannedFile): string {
  switch (state) {
    case "unchanged":
      return "unchanged";
    case "updated":
      return "updated upstream";
    case "changed":
      return "changed here";
    case "both":
      return conflicts ? "both, with conflicts" : "both, can be merged";
    case "added":
      return "new, needed by other files";
    case "removed":
      return "removed upstream";
    case "unknown":
      return `left alone: ${reason}`;
  }
}

function paint(plan: PlannedFile): (text: string) => string {
  if (needsPerson(plan)) return colors.red;
  return isDue(plan) ? colors.green : colors.dim;
}

function printOutcome(
  written: readonly string[],
  due: readonly PlannedFile[],
  conflicts: readonly PlannedFile[],
  check: boolean,
  terminal: Terminal,
): void {
  if (written.length > 0) terminal.print(`Wrote ${count(written.length, "file")}`);
  else if (due.length + conflicts.length === 0) terminal.print("Nothing to update");
  else {terminal.print(
      check ? `Nothing was written: ${count(due.length, "update")} available` : "Nothing was written",
    );}
  for (const plan of conflicts) {
    const shown = written.includes(targetOf(plan)) ? `: see ${targetOf(plan)}, keep its new @version` : "";
    terminal.print(`${colors.red("Not updated")}: ${plan.path} has conflicts${shown}`);
  }
}
