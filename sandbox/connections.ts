/**
 * What the sandbox hands out for a connector: the user's own token, the emulator's, or the example's.
 *
 * @module
 */
import type { Call } from "./calls.ts";
import type { CollectedFunction } from "./collection.ts";
import type { Emulators } from "./emulators.ts";

/** The body of Base44's token endpoints. */
export interface Token {
  access_token: string;
  integration_type: string;
  connection_config: Record<string, string> | null;
}

export interface TokenRefusal {
  status: number;
  code: string | undefined;
  detail: string;
}

const NOT_CONNECTED: TokenRefusal = {
  status: 404,
  code: "NOT_FOUND",
  detail: "Connector connection not found",
};

export interface Connections {
  /** By connector type. */
  ask(connector: string, call: Call | undefined): Token | TokenRefusal;
  /** Whether the connector's service is the real one. */
  isReal(connector: string | undefined): boolean;
  /** The server on this machine that stands for the connector's provider. */
  provider(connector: string | undefined): URL | undefined;
}

/**
 * `SLACKBOT_TOKEN=xoxb-...` in `environment` connects the connector `slackbot` to the real service. Where a local
 * provider stands for it, that one gets the requests, with the same token.
 */
export function createConnections(
  functions: ReadonlyMap<string, CollectedFunction>,
  emulators: Emulators,
  environment: Record<string, string | undefined>,
  providers: ReadonlyMap<string, URL> = new Map(),
): Connections {
  const connectors = new Set([...functions.values()].flatMap(({ spec }) => spec.service?.connector ?? []));
  const realTokens = new Map<string, string>();
  for (const connector of connectors) {
    const token = environment[tokenVariable(connector)];
    if (token) realTokens.set(connector, token);
  }
  return {
    isReal: (connector = "") => realTokens.has(connector) && !providers.has(connector),
    provider: (connector = "") => providers.get(connector),
    ask(connector, call) {
      const real = realTokens.get(connector);
      if (real) return grant(connector, real, null);
      const caller = functions.get(call?.record.function ?? "");
      const example = call?.example ?? caller?.examples[0];
      const recorded = example?.connections?.[connector] ??
        (connector === caller?.spec.service?.connector
          ? call?.example?.connectionError ?? example?.connection
          : undefined);
      if (recorded && "status" in recorded) {
        const { status, code, message = "Connection failed" } = recorded;
        return { status, code, detail: message };
      }
      if (!recorded && !connectors.has(connector)) return NOT_CONNECTED;
      const token = (call?.example && recorded?.accessToken) ?? emulators.connector(connector)?.token ??
        recorded?.accessToken ?? `sandbox-${connector}`;
      return grant(connector, token, recorded?.connectionConfig ?? null);
    },
  };
}

/** The environment variable with the user's own token. */
export function tokenVariable(connector: string): string {
  return `${connector.toUpperCase()}_TOKEN`;
}

function grant(type: string, token: string, config: Record<string, string> | null): Token {
  return { access_token: token, integration_type: type, connection_config: config };
}
