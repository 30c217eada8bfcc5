/**
 * `npm run proof`: measures everything anew and writes docs/proof.md. `npm run proof -- <section> ...` runs some
 * sections and only prints what they find.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { runJob } from "./job.ts";
import { describeMachine } from "./machine.ts";
import { formatPage, formatSection } from "./page.ts";
import type { Finding, Part } from "./part.ts";
import { type Section, SECTIONS } from "./sections.ts";

const PAGE = new URL("../docs/proof.md", import.meta.url);
const RUN_SECTION = new URL("section.ts", import.meta.url);

const names = process.argv.slice(2);
const unknown = names.filter((name) => !SECTIONS.some((section) => section.name === name));
if (unknown.length > 0) {
  console.error(`There is no section ${unknown}: expected ${SECTIONS.map(({ name }) => name).join(", ")}`);
  process.exit(1);
}
const chosen = names.length > 0 ? SECTIONS.filter(({ name }) => names.includes(name)) : SECTIONS;
const findings: Finding[] = [];
for (const section of chosen) {
  console.log(`${section.title} ...`);
  const finding = await find(section);
  findings.push(finding);
  console.log(`\n${formatSection(finding)}`);
}
if (names.length === 0) await writeFile(PAGE, formatPage(findings, describeMachine()));

const problems = findings.flatMap(({ part }) => part.problems);
const passed = findings.filter(({ part }) => part.problems.length === 0).length;
console.log(`${passed} of ${findings.length} sections hold what must hold`);
process.exit(problems.length > 0 ? 1 : 0);

async function find(section: Section): Promise<Finding> {
  const started = performance.now();
  const part = await runJob<Part>(RUN_SECTION, section.name).catch((error): Part => ({
    notes: [],
    tables: [],
    aims: [],
    problems: [String(error)],
  }));
  return { section, part, seconds: (performance.now() - started) / 1_000 };
}
