/**
 * The table of callers and cases.
 *
 * @module
 */
import type { Table } from "../part.ts";

interface Call {
  /** The function. */
  name: string;
  /** What the rules say. */
  isAllowed: boolean;
  /** Whether it is what happened. */
  isAsSaid: boolean;
  /** Requests to a provider in a refused call. */
  providerRequests: number;
  /** Requests to Base44 in a call without credentials. */
  questions?: number;
}

export class Rows {
  #calls = new Map<string, Call[]>();

  add(row: string, call: Call): void {
    const calls = this.#calls.get(row) ?? [];
    calls.push(call);
    this.#calls.set(row, calls);
  }

  /** `questions` is the head of the column with the requests to Base44, where they were counted. */
  table(title: string, questions?: string): Table {
    const head = ["Caller and case", "Functions", "Allowed as said", "Refused as said", "Not as said"];
    return {
      title,
      head: [...head, "Provider requests of refused calls", ...(questions ? [questions] : [])],
      rows: [...this.#calls].map(([row, calls]) => [
        row,
        new Set(calls.map(({ name }) => name)).size,
        calls.filter(({ isAllowed, isAsSaid }) => isAllowed && isAsSaid).length,
        calls.filter(({ isAllowed, isAsSaid }) => !isAllowed && isAsSaid).length,
        calls.filter(({ isAsSaid }) => !isAsSaid).length,
        sum(calls.map(({ providerRequests }) => providerRequests)),
        ...(questions ? [sum(calls.map((call) => call.questions ?? 0))] : []),
      ]),
    };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
