/**
 * What the sandbox has to know of a service to emulate it.
 *
 * @module
 */
import type { ServiceName } from "emulate";

export interface Emulated {
  /** What the sandbox calls it. */
  name: string;
  service: ServiceName;
  hosts: readonly string[];
  /** What the emulator puts before the addresses in its answers. */
  baseUrl?: string;
  connectors: Readonly<Record<string, Connector>>;
  seed: Readonly<Record<string, unknown>>;
  /** The provider takes reads as GET and as POST with a form, the emulator as POST only. */
  readsByPost?: boolean;
  /** What the adapter serves beyond the emulator, such as `PUT /upload/:name`. */
  routes?: readonly string[];
  /** A new adapter for each emulator: it may keep state. */
  createAdapter?(): Adapter;
}

export interface Connector {
  /** What Base44 hands out. */
  token: string;
  /** The function that `npm start` calls. */
  flagship: string;
}

/** Stands between a function and an emulator. `undefined`: neither knows what is asked. */
export type Adapter = (request: Request, emulator: Send) => Promise<Response | undefined>;

/** Takes requests as they were for the provider. */
export type Send = (request: Request) => Promise<Response>;
