/**
 * Reads and changes the files in which an app may keep its connectors, one per connector.
 *
 * @module
 */
import {
  applyEdits,
  type FormattingOptions,
  modify,
  parse,
  type ParseError,
  printParseErrorCode,
} from "jsonc-parser";
import * as z from "zod";
import type { AppFile } from "./app.ts";
import { CommandError } from "./command-error.ts";

const Connector = z.looseObject({ type: z.string(), scopes: z.array(z.string()).default([]) });

export interface ConnectorFile extends AppFile {
  type: string;
  scopes: readonly string[];
}

export function readConnector({ path, text }: AppFile): ConnectorFile {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    throw new CommandError(`Expected JSON with comments in ${path}: ${printParseErrorCode(error.error)}`);
  }
  const connector = Connector.safeParse(value);
  if (!connector.success) throw new CommandError(`Expected a type and a list of scopes in ${path}`);
  return { path, text, ...connector.data };
}

/** The file's text with these scopes at the end of its list; all else stays as it is. */
export function addScopes({ text, scopes }: ConnectorFile, added: readonly string[]): string {
  const formattingOptions = formattingOf(text);
  if (scopes.length === 0) return edit(text, ["scopes"], added, { formattingOptions });
  return added.reduce(
    (changed, scope) => edit(changed, ["scopes", -1], scope, { formattingOptions, isArrayInsertion: true }),
    text,
  );
}

export function newConnector(type: string, scopes: readonly string[]): AppFile {
  return {
    path: `base44/connectors/${type}.jsonc`,
    text: `${JSON.stringify({ type, scopes }, null, 2)}\n`,
  };
}

function edit(
  text: string,
  path: (string | number)[],
  value: unknown,
  options: Parameters<typeof modify>[3],
): string {
  return applyEdits(text, modify(text, path, value, options));
}

function formattingOf(text: string): FormattingOptions {
  const [, indent = "  "] = /\n([ \t]+)\S/.exec(text) ?? [];
  return {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
}
