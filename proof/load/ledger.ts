/**
 * What the local provider knows of each call.
 *
 * @module
 */
import type { Treatment } from "./treatments.ts";

export interface Entry {
  /** How each request was treated, in order. */
  treatments: Treatment[];
  /** How often the message was sent, or how many events were made. */
  accepted: number;
  /** What the provider calls the message or the event. */
  handle: string | undefined;
}

export class Ledger {
  readonly entries = new Map<string, Entry>();
  /** The tokens that came with requests. */
  readonly tokens = new Set<string>();
  /** Requests that no call makes. */
  readonly strays: string[] = [];

  entry(id: string): Entry {
    const entry = this.entries.get(id) ?? { treatments: [], accepted: 0, handle: undefined };
    this.entries.set(id, entry);
    return entry;
  }
}
