/**
 * The lines that functions print in a runtime, by call.
 *
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";
import { parsePrinted } from "./prelude.ts";

interface Page {
  lines: Record<string, unknown>[];
  ended: Promise<void>;
  end(): void;
}

/** A function that is not served with `Deno.serve` prints no end. */
const LONGEST_WAIT = 2_000;

export class Logbook {
  /** What belongs to no call that is known: a runtime's own messages, and lines after the end of a call. */
  readonly strays: string[] = [];
  #pages = new Map<string, Page>();

  open(call: string): void {
    let end = () => {};
    const ended = new Promise<void>((resolve) => end = resolve);
    this.#pages.set(call, { lines: [], ended, end });
  }

  /** Takes a line as a runtime prints it. */
  add(line: string): void {
    const printed = parsePrinted(line);
    const page = printed && this.#pages.get(printed.call ?? "");
    if (!page) this.strays.push(line);
    else if (printed.text === undefined) page.end();
    else page.lines.push(parseLine(printed.level, printed.text));
  }

  /** All lines of a call that has been answered. */
  async close(call: string): Promise<Record<string, unknown>[]> {
    const page = this.#pages.get(call);
    if (!page) return [];
    const given = new AbortController();
    await Promise.race([page.ended, wait(LONGEST_WAIT, undefined, given).catch(() => {})]);
    given.abort();
    this.#pages.delete(call);
    return page.lines;
  }
}

function parseLine(level: string | undefined, text: string): Record<string, unknown> {
  try {
    const line: unknown = JSON.parse(text);
    if (typeof line === "object" && line !== null && !Array.isArray(line)) return { ...line };
  } catch {
    // A text then.
  }
  return { level, text };
}
