/**
 * Takes texts out of a function's page in `docs/functions/`, so that the gallery says the same.
 *
 * @module
 */
import type { ErrorRow } from "../../gallery/src/data/types.ts";

/** The text of the code block below a heading. */
export function codeBelow(page: string, heading: string): string {
  const [, code] = /```\w+\n([^]*?)\n```/.exec(sectionOf(page, heading)) ?? [];
  if (code === undefined) throw new Error(`Expected a code block below "${heading}"`);
  return code;
}

export function errorRows(page: string): ErrorRow[] {
  const lines = sectionOf(page, "Errors to expect").split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(2).map((line) => {
    const [code = "", status = "", when = "", whatToDo = ""] = line.slice(2, -2).split(/(?<!\\) \| /)
      .map((cell) => cell.replaceAll("\\|", "|"));
    return { code, status, when, whatToDo };
  });
}

function sectionOf(page: string, heading: string): string {
  const [, section] = page.split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`Expected a section "${heading}"`);
  return section.split("\n## ")[0] ?? "";
}
