/**
 * Files and folders of GitHub's repositories, as the contents routes answer them.
 *
 * @see https://docs.github.com/rest/repos/contents
 * @module
 * @version 0.1.0
 */
import { decodeBase64, encodeBase64 } from "../runtime/base64.ts";
import { FunctionError } from "../runtime/errors.ts";
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import { FILE_TOO_LARGE } from "./github.ts";

const Entry = z.object({
  type: z.string(),
  name: z.string(),
  path: z.string(),
  sha: z.string(),
  size: z.number().default(0),
  html_url: z.string().nullish(),
});

const Item = Entry.extend({
  content: z.string().optional(),
  encoding: z.string().optional(),
  target: z.string().nullish(),
});

/** A folder is the list of what is in it. */
export const Contents = z.union([z.array(Entry), Item]);

const entryFields = {
  type: z.string().describe("file, dir, symlink or submodule"),
  name: z.string().describe("Name"),
  path: z.string().describe("Path in the repository"),
  sha: z.string().describe("SHA of the content, which changes with it"),
  size: z.number().describe("Bytes"),
};

export const contentsFields = {
  type: z.string().describe("file, dir, symlink or submodule"),
  name: z.string().describe("Name; empty for the repository's root"),
  path: z.string().describe("Path in the repository; empty for its root"),
  sha: z.string().nullable().describe("SHA of the content, which changes with it; null for folders"),
  size: z.number().nullable().describe("Bytes; null for folders"),
  url: z.string().nullable().describe("Its page on GitHub; null for folders"),
  text: z.string().nullable().describe("A file's content, where it was asked for as text"),
  base64: z.string().nullable().describe("A file's content, where it was asked for as base64"),
  target: z.string().nullable().describe("Where a symlink points to"),
  entries: z.array(z.object(entryFields)).nullable().describe("What is in a folder, at most 1,000 entries"),
};

export function toContents(contents: z.output<typeof Contents>, path: string, as: "text" | "base64") {
  if (Array.isArray(contents)) {
    return {
      ...{ type: "dir", name: path.split("/").at(-1) ?? "", path, sha: null, size: null, url: null },
      ...{ text: null, base64: null, target: null },
      entries: contents.map(({ html_url: _, ...entry }) => entry),
    };
  }
  const { type, name, sha, size } = contents;
  return {
    ...{ type, name, path: contents.path, sha, size, url: contents.html_url ?? null },
    ...(type === "file" ? contentOf(contents, as) : { text: null, base64: null }),
    target: contents.target ?? null,
    entries: null,
  };
}

/** GitHub breaks base64 into lines, and gives none for larger files. */
function contentOf({ content, encoding }: z.output<typeof Item>, as: "text" | "base64") {
  const bytes = encoding === "base64" && content !== undefined ? decodeBase64(content) : undefined;
  if (!bytes) throw new FunctionError("payload_too_large", FILE_TOO_LARGE);
  return as === "base64"
    ? { text: null, base64: encodeBase64(bytes) }
    : { text: textIn(bytes), base64: null };
}

function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw inputError([{ path: "as", message: "this file is no text: use base64" }]);
  }
}
