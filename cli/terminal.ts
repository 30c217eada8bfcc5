/**
 * What commands print and ask.
 *
 * @module
 */
import { confirm, isCancel } from "@clack/prompts";

export interface Terminal {
  print(text: string): void;
  /** Yes without asking where nobody can answer. */
  confirm(question: string): Promise<boolean>;
}

export const terminal: Terminal = {
  print: (text) => console.log(text),

  async confirm(question) {
    if (!process.stdin.isTTY || !process.stdout.isTTY) return true;
    const answer = await confirm({ message: question });
    return !isCancel(answer) && answer;
  },
};

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
