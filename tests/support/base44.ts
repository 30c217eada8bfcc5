/**
 * A stand-in for Base44: who calls, which token a connector has, signed addresses of private files.
 *
 * @module
 */
import type { Example } from "../../sandbox/example.ts";
import type { Base44, ConnectionChoice } from "../../shared/runtime/connection.ts";
import type { Connection } from "../../shared/runtime/service.ts";

export const APP_ID = "6712f0a1b2c3d4e5f6a7b8c9";
export const USER_TOKEN = "user-token-of-the-caller";
export const SERVICE_TOKEN = "service-token-of-the-app";
/** What `getConnection` hands out, from its first answer on; the last one stays. */
export const PROVIDER_TOKENS = ["provider-token-one", "provider-token-two"] as const;

export type CallerName = NonNullable<Example["caller"]>;
export type Refusal = NonNullable<Example["connectionError"]>;

const PEOPLE = {
  admin: { id: "66f0000000000000000000a1", email: "admin@example.com", role: "admin" },
  user: { id: "66f0000000000000000000b2", email: "user@example.com", role: "user" },
  service: { id: "66f0000000000000000000c3", email: `service+${APP_ID}@no-reply.base44.com`, role: "admin" },
};

export interface Base44Options {
  /** @default "admin" */
  caller?: CallerName | undefined;
  connection?:
    | { accessToken?: string | undefined; connectionConfig?: Record<string, string> | null | undefined }
    | undefined;
  /** Base44's refusals, by connector or for all. */
  connectionError?: Refusal | undefined;
  connections?: Example["connections"];
  /** How `me` fails. */
  meError?: Refusal | undefined;
  /** The tokens that `connection` hands out one after the other. @default PROVIDER_TOKENS[0] */
  tokens?: readonly string[];
  /** Addresses of the private files that the caller may read. @default every file has one */
  privateFiles?: Readonly<Record<string, string>>;
}

export class FakeBase44 implements Base44 {
  /** What was asked, in order: `me`, `connection`, `signFile`. */
  readonly calls: string[] = [];
  /** The connections that were asked for. */
  readonly choices: ConnectionChoice[] = [];
  #options: Base44Options;

  constructor(options: Base44Options = {}) {
    this.#options = options;
  }

  count(call: "me" | "connection" | "signFile"): number {
    return this.calls.filter((name) => name === call).length;
  }

  me(): Promise<unknown> {
    this.calls.push("me");
    const { meError } = this.#options;
    return settle(() => {
      if (meError) throw rejection(meError);
      return describeUser(this.#options.caller ?? "admin");
    });
  }

  connection(choice: ConnectionChoice): Promise<Connection> {
    this.calls.push("connection");
    this.choices.push(choice);
    const { connection, connectionError, connections, tokens = PROVIDER_TOKENS.slice(0, 1) } = this.#options;
    const own = choice.kind === "shared" ? connections?.[choice.connector] : undefined;
    const nth = Math.min(this.count("connection"), tokens.length) - 1;
    return settle(() => {
      if (own && "status" in own) throw rejection(own);
      if (connectionError) throw rejection(connectionError);
      if (connections && !own) throw rejection(NOT_FOUND);
      const { accessToken = tokens[nth] ?? "", connectionConfig = null } = own ?? connection ?? {};
      return { accessToken, connectionConfig };
    });
  }

  signFile(fileUri: string): Promise<string> {
    this.calls.push("signFile");
    const { privateFiles } = this.#options;
    const address = privateFiles ? privateFiles[fileUri] : signedAddress(fileUri);
    return settle(() => {
      if (address === undefined) throw rejection(NOT_FOUND);
      return address;
    });
  }
}

/** Where a private file lies for the next hour. */
function signedAddress(fileUri: string): string {
  return `https://base44.app/signed/${encodeURIComponent(fileUri)}`;
}

const NOT_FOUND: Refusal = { status: 404, code: "NOT_FOUND", message: "Connector connection not found" };

/** As the SDK rejects. */
export function rejection({ status, code, message }: Refusal): Error {
  const error = new Error(message ?? `Request failed with status code ${status}`);
  return Object.assign(error, { name: "Base44Error", status, code, data: { message, code } });
}

/** What `auth.me()` answers. */
export function describeUser(caller: CallerName): Record<string, unknown> {
  if (typeof caller === "object") return { id: "66f0000000000000000000d4", ...caller };
  if (caller === "anonymous") throw rejection({ status: 401, message: "Authentication required" });
  return PEOPLE[caller];
}

/** The headers that Base44 sets on a function's request. */
export function platformHeaders(caller: CallerName = "admin"): Record<string, string> {
  return {
    "base44-app-id": APP_ID,
    "base44-api-url": "https://base44.app",
    "base44-service-authorization": `Bearer ${SERVICE_TOKEN}`,
    ...(caller !== "anonymous" && { authorization: `Bearer ${USER_TOKEN}` }),
  };
}

/** In a later turn, as an answer from outside comes. */
async function settle<T>(make: () => T): Promise<T> {
  await Promise.resolve();
  return make();
}
