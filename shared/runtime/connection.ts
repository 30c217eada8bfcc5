/**
 * The only file that imports the Base44 SDK: who calls, the connector's token, signed private files.
 *
 * @module
 * @version 0.1.0
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";
import { FunctionError } from "./errors.ts";
import type { Connection } from "./service.ts";

/** Whose account a function uses. */
export type ConnectionChoice =
  | { kind: "shared"; connector: string }
  /** The caller's own account, through the connector with this id. */
  | { kind: "app-user"; id: string }
  /** A connector of the workspace, by its id. */
  | { kind: "workspace"; id: string };

/** As much of Base44 as functions use. Everything rejects as the SDK does. */
export interface Base44 {
  /** The signed-in caller, as Base44 describes them. */
  me(): Promise<unknown>;
  connection(choice: ConnectionChoice): Promise<Connection>;
  /** An address for a private file, signed as the caller, so that nobody reads what is not theirs. */
  signFile(fileUri: string): Promise<string>;
}

const SIGNED_FOR_SECONDS = 3_600;

export function connectBase44(request: Request): Base44 {
  const client = createClientFromRequest(request);
  return {
    me: () => client.auth.me(),
    connection(choice) {
      switch (choice.kind) {
        case "shared":
          return client.asServiceRole.connectors.getConnection(choice.connector as never);
        case "workspace":
          return client.asServiceRole.connectors.getWorkspaceConnection(choice.id);
        case "app-user":
          return client.asServiceRole.connectors.getCurrentAppUserConnection(choice.id);
      }
    },
    async signFile(fileUri) {
      const signed = await client.integrations.Core.CreateFileSignedUrl({
        file_uri: fileUri,
        expires_in: SIGNED_FOR_SECONDS,
      });
      return signed.signed_url;
    },
  };
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The SDK sends the app's service token to whatever `Base44-Api-Url` names, and puts `Base44-App-Id` into its
 * paths as it is. So only https (or this machine) is accepted there, and only this app's id.
 */
export function checkPlatformHeaders(headers: Headers, ownAppId: string | undefined): string {
  const appId = headers.get("base44-app-id");
  if (!appId || !/^[\w-]+$/.test(appId) || (ownAppId !== undefined && appId !== ownAppId)) {
    throw new FunctionError("invalid_request", "Expected the header Base44-App-Id of this app");
  }
  const apiUrl = headers.get("base44-api-url");
  if (apiUrl !== null && !isTrustedApi(apiUrl)) {
    throw new FunctionError("invalid_request", "Expected an https address in the header Base44-Api-Url");
  }
  for (const name of ["authorization", "base44-service-authorization"]) {
    const value = headers.get(name);
    if (value !== null && !/^Bearer \S+$/.test(value)) {
      throw new FunctionError("invalid_request", `Expected "Bearer" and a token in the header ${name}`);
    }
  }
  return appId;
}

function isTrustedApi(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username || password) return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
}

/** As much of a service as a message about its connection names. */
export interface Connectable {
  connector: string;
  name: string;
}

interface Rejection {
  status?: number;
  code?: string;
}

/** What Base44 says is not documented for every case, so status, code and text all count. */
export function connectionError(
  error: unknown,
  choice: ConnectionChoice,
  service: Connectable,
): FunctionError {
  if (error instanceof FunctionError) return error;
  const { status, code } = rejection(error);
  const message = error instanceof Error ? error.message : "";
  const name = service.name;

  if (code === "metered_connector_requires_proxy") {
    return new FunctionError(
      "not_connected",
      `${name} is a metered connector, which this function cannot use`,
      {
        hint: `Base44 gives out no token for metered connectors: connect your own ${name} account instead`,
        params: { connector: service.connector },
      },
    );
  }
  if (choice.kind === "app-user" && status === 401) {
    return new FunctionError("sign_in_required", "Sign in to use your own account", {});
  }
  // Only Base44's own words count, not those of a proxy or of a connection that failed.
  const refused = status === undefined ? code === undefined : status < 500;
  const said = refused ? `${code} ${message}` : "";
  if (/expired|revoked/i.test(said)) {
    return new FunctionError("connection_expired", `The connection to ${name} no longer works`, {
      hint: `Authorize the ${name} connector again`,
      params: { connector: service.connector, ...connectorId(choice) },
    });
  }
  if (status === 403 || status === 404 || /not.?(found|connected)|no.active/i.test(said)) {
    return new FunctionError("not_connected", `${name} is not connected`, {
      hint: choice.kind === "app-user"
        ? `Let the user connect ${name}: base44.connectors.connectAppUser("${choice.id}")`
        : `Connect ${name} in the app's connectors (type ${service.connector})`,
      params: { connector: service.connector, ...connectorId(choice) },
    });
  }
  return platformError(error);
}

/** Whether Base44 has a working connection. Rejects where it does not tell. */
export async function isConnected(
  base44: Base44,
  choice: ConnectionChoice,
  connector: string,
): Promise<boolean> {
  try {
    return Boolean((await base44.connection(choice)).accessToken);
  } catch (error) {
    const failure = connectionError(error, choice, { connector, name: connector });
    if (failure.code === "not_connected" || failure.code === "connection_expired") return false;
    throw failure;
  }
}

function connectorId(choice: ConnectionChoice): { connectorId?: string } {
  return choice.kind === "shared" ? {} : { connectorId: choice.id };
}

export function platformError(_error: unknown): FunctionError {
  return new FunctionError("platform_unavailable", "Base44 did not answer as expected, try again later");
}

export function rejection(error: unknown): Rejection {
  if (typeof error !== "object" || error === null) return {};
  const { status, code } = error as Record<string, unknown>;
  return {
    ...(typeof status === "number" && { status }),
    ...(typeof code === "string" && { code }),
  };
}
