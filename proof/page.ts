/**
 * The page that the proof writes.
 *
 * @module
 */
import type { Machine } from "./machine.ts";
import type { Aim, Finding, Table } from "./part.ts";

export function formatPage(findings: readonly Finding[], machine: Machine): string {
  const aims = findings.flatMap(({ part }) => part.aims);
  const problems = findings.flatMap(({ part }) => part.problems);
  const minutes = findings.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return [
    "# Proof",
    "Written by `npm run proof`, all of it in one run; do not edit it by hand. Absolute times vary with the " +
    "machine: compare the columns of one table, and the ratios.",
    `Measured on ${new Date().toISOString().slice(0, 10)}, in ${minutes.toFixed(1)} minutes: ` +
    `${machine.system}, ${machine.processor}, ${machine.memory}; ${versions.join(", ")}.`,
    problems.length === 0
      ? `Everything that must hold holds. Of ${aims.length} aims, ${count(aims, true)} are met and ` +
        `${count(aims, false)} are not: each section says which.`
      : `**${problems.length} things that must hold do not:** see below.`,
    ...findings.map(formatSection),
  ].join("\n\n") + "\n";
}

export function formatSection({ section, part, seconds }: Finding): string {
  return [
    `## ${section.title}`,
    ...part.problems.length > 0
      ? [`**Does not hold:**\n\n${part.problems.map((line) => `- ${line}`).join("\n")}`]
      : [],
    ...part.notes,
    ...part.aims.length > 0 ? [formatTable(aimsTable(part.aims))] : [],
    ...part.tables.map(formatTable),
    `\`npm run proof -- ${section.name}\`, ${seconds.toFixed(0)} s.`,
  ].join("\n\n");
}

function aimsTable(aims: readonly Aim[]): Table {
  return {
    title: "Aims",
    head: ["What", "Aim", "Measured", "Met"],
    rows: aims.map(({ what, aim, measured, met }) => [what, aim, measured, met ? "yes" : "**no**"]),
  };
}

function formatTable({ title, head, rows }: Table): string {
  const numeric = head.map((_, column) =>
    rows.length > 0 &&
    rows.every((row) => /^[-+]?[\d.,]+( ?(%|×|s|ms|KB|MB|MiB|MB\/s|\/s))?$/.test(String(row[column])))
  );
  const rule = numeric.map((isNumber) => isNumber ? "---:" : "---");
  const lines = [head, rule, ...rows].map((row) => `| ${row.map(escapeCell).join(" | ")} |`);
  return `### ${title}\n\n${lines.join("\n")}`;
}

function escapeCell(cell: string | number): string {
  return String(cell).replace(/\|/g, "\\|").replace(/\s+/g, " ");
}

function count(aims: readonly Aim[], met: boolean): number {
  return aims.filter((aim) => aim.met === met).length;
}
