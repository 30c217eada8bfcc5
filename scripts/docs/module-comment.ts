/**
 * Reads the comment at the top of an entry.
 *
 * @module
 */

export interface ModuleComment {
  /** What the function does, in one sentence. */
  purpose: string;
  /** Further sentences, where there are any. */
  details: string;
  example: string;
  /** The provider's page. */
  see: string;
}

export function readModuleComment(source: string): ModuleComment {
  const [, comment = ""] = /^\/\*\*([^]*?)\*\//.exec(source) ?? [];
  const text = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, "")).join("\n");
  const [prose = "", ...tags] = text.split(/^@/m);
  const [, purpose = "", details = ""] = /^([^]*?\.)(?:\s+([^]*))?$/.exec(prose.trim()) ?? [];
  const tag = (name: string) =>
    tags.find((entry) => entry.startsWith(`${name} `) || entry.startsWith(`${name}\n`));
  return {
    purpose: purpose.replaceAll("\n", " "),
    details: details.trim().replaceAll("\n", " "),
    example: tag("example")?.slice("example".length).trim() ?? "",
    see: tag("see")?.slice("see".length).trim() ?? "",
  };
}
