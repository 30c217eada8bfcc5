/**
 * What a function says about itself. Documents, tools and tests read it from `handler.spec`.
 *
 * @module
 * @version 0.1.0
 */
import type { ConnectionChoice } from "./connection.ts";
import type { Service } from "./service.ts";
import type * as z from "./zod.ts";

/**
 * Who may call:
 * - `admin`: admins of the app, the app itself, machine keys;
 * - `roles`: these too, and users with one of these built-in roles;
 * - `user`: everybody who signed in;
 * - `public`: everybody.
 */
export type Access = "admin" | "user" | "public" | { roles: readonly string[] };

/**
 * The secret with the values, comma separated, that an input field may have. Ids are compared literally. In
 * `mail` fields an entry is an address, `@domain`, `self` (the caller's own address) or `*` (anyone); where a
 * field takes people by ID as well, an entry may be an ID.
 */
export type Bound = string | { secret: string; kind: "mail" };

export interface FunctionSpec<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> {
  name: string;
  service?: Service;
  /** The provider's scopes that the connector needs for this function. */
  scopes: readonly string[];
  /** Scopes that only some inputs need, each with what it is for. */
  extraScopes?: Readonly<Record<string, string>>;
  /** The most that the function does: `send` reaches people, `delete` destroys. */
  effect: "read" | "write" | "send" | "delete";
  access: Access;
  /** What limits callers below admin, and once set, everybody. */
  bounds?: Record<string, Bound>;
  /** Input fields that a secret sets instead of the caller. */
  fixed?: Record<string, string>;
  /** Input fields, or what is within them (`attachments.fileUrl`), for admins, the app and machine keys only. */
  adminOnly?: readonly string[];
  /** @default "shared" */
  connection?: "shared" | "none" | Exclude<ConnectionChoice, { kind: "shared" }>;
  input: Input;
  output: Output;
  /** Seconds for the whole call. @default 25 */
  budget?: number;
  /** The most bytes of the request's body and of a provider's answer. @default 1 MB and 8 MB */
  limits?: { body?: number; response?: number };
  /** Whether a body that is neither JSON nor multipart is taken as content; the input then comes from the query. */
  rawBody?: boolean;
}

export const MEGABYTE = 1_000_000;
export const DEFAULT_LIMITS = { body: MEGABYTE, response: 8 * MEGABYTE };
export const DEFAULT_BUDGET = 25;
