/**
 * What a provider may do on a real connection and no `Response` can say.
 *
 * @module
 */
import type { Connection } from "../../sandbox/runtimes/runtime.ts";
import type { Trouble } from "../functions/faults/rehearsal.ts";
import type { Reaction } from "../support/provider.ts";

export interface Wire {
  /** Answers on the connection itself; it may as well never answer. */
  wire(connection: Connection): void | Promise<void>;
  /** The connection ends before anything is answered. */
  breaks?: boolean;
  /** The caller has to wait for it without anything to do. */
  idle?: boolean;
}

export interface WireTrouble extends Trouble<Reaction | Wire> {
  /** Where the body of a request is read slowly. */
  reading?: (method: string, url: URL) => Reading | undefined;
}

export interface Reading {
  /** Milliseconds before the first byte is read. */
  delay: number;
  /** Milliseconds between its pieces. */
  pause: number;
}
