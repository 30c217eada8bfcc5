/**
 * Runs one section and writes what it found: `proof/section.ts <name> <file>`.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { SECTIONS } from "./sections.ts";

const [name, file = ""] = process.argv.slice(2);
const section = SECTIONS.find((section) => section.name === name);
if (!section) throw new Error(`There is no section ${name}`);
const { run } = await section.load();
await writeFile(file, JSON.stringify(await run()));
// A section may leave sockets behind that would keep the process.
process.exit();
