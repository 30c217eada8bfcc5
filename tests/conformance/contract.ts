/**
 * One service's HTTP contract, and finding the operation that a request is meant for.
 *
 * @module
 */
import { hostMatches } from "../../shared/runtime/url.ts";
import { OpenApiDocument, type Place } from "./document.ts";
import { isObject, type JsonObject, textsOf } from "./json.ts";
import { ContractSchemas } from "./schemas.ts";
import { readingsOf } from "./readings.ts";

export interface Operation {
  method: string;
  template: string;
  servers: string[];
  path: Place;
  place: Place;
  parameters: Parameter[];
  /** The address comes from an earlier answer (`x-opaque-url`). */
  isOpaque: boolean;
  /** Hosts of an opaque address; empty where the servers say them. */
  opaqueHosts: string[];
}

export interface Parameter {
  name: string;
  in: string;
  isRequired: boolean;
  explodes: boolean;
  /** The value is JSON text. */
  isJson: boolean;
  mayHoldSlashes: boolean;
  schema: Place | undefined;
}

export interface Match {
  operation: Operation;
  pathValues: Record<string, string>;
}

/** Annotations, and the spelling of `innererror` that Graph really answers. */
const GRAPH_ALWAYS_ALLOWED = "@odata\\.|^innerError$";
const METHODS = ["get", "head", "post", "put", "patch", "delete", "options"];

export class Contract {
  readonly document: OpenApiDocument;
  readonly schemas: ContractSchemas;
  readonly operations: Operation[];
  /** Google: null clears a member, uploads open with `uploadType=resumable`. */
  readonly isGoogle: boolean;
  /** Microsoft Graph: `@odata` annotations everywhere, `name('id')` for `name/id` in links. */
  readonly isGraph: boolean;

  constructor(connector: string, root: JsonObject) {
    this.document = new OpenApiDocument(root);
    this.operations = operationsOf(this.document);
    const servers = this.operations.flatMap((operation) => operation.servers);
    this.isGoogle = servers.some((server) => server.endsWith(".googleapis.com"));
    this.isGraph = servers.some((server) => server.startsWith("https://graph.microsoft.com/"));
    this.schemas = new ContractSchemas(root, {
      base: `https://contract.invalid/${connector}`,
      alwaysAllowed: this.isGraph ? GRAPH_ALWAYS_ALLOWED : undefined,
    });
  }

  /** Several only for an opaque address that several operations may have given. */
  match(method: string, url: URL): Match[] {
    const forms = this.isGraph
      ? [url.pathname, url.pathname.replace(/\('([^'/]*)'\)/g, "/$1")]
      : [url.pathname];
    for (const path of forms) {
      const matches = this.operations.flatMap((operation) =>
        operation.method === method ? this.matchPath(operation, url.origin, path) : []
      );
      const [best] = matches.toSorted((a, b) =>
        literals(b.operation.template) - literals(a.operation.template)
      );
      if (best) return [best];
    }
    return this.operations
      .filter((operation) => operation.method === method && hostMatches(url.hostname, operation.opaqueHosts))
      .map((operation) => ({ operation, pathValues: {} }));
  }

  /** Why no operation was found. */
  explainMismatch(method: string, url: URL): string {
    const methods = this.operations
      .filter((operation) => this.matchPath(operation, url.origin, url.pathname).length > 0)
      .map((operation) => operation.method);
    if (methods.length > 0) {
      return `Expected ${[...new Set(methods)].join(" or ")} for this path, got ${method}`;
    }
    const hostIsKnown = this.operations.some((operation) =>
      operation.servers.some((server) => serverPattern(originOf(server)).test(`${url.origin}/`)) ||
      hostMatches(url.hostname, operation.opaqueHosts)
    );
    return hostIsKnown
      ? `Expected an operation of the contract, got ${method} ${url.pathname}`
      : `Expected a host of the contract, got ${url.hostname}`;
  }

  private matchPath(operation: Operation, origin: string, path: string): Match[] {
    for (const server of operation.servers) {
      const prefix = serverPattern(server).exec(origin + path)?.[0];
      if (prefix === undefined) continue;
      const pathValues = matchTemplate(operation, (origin + path).slice(prefix.length));
      if (pathValues && this.pathValuesFit(operation, pathValues)) return [{ operation, pathValues }];
    }
    return [];
  }

  private pathValuesFit(operation: Operation, values: Record<string, string>): boolean {
    return operation.parameters.every((parameter) => {
      const value = values[parameter.name];
      if (parameter.in !== "path" || value === undefined || !parameter.schema) return true;
      return this.schemas.checkReadings(parameter.schema.pointer, "open", readingsOf(value)).length === 0;
    });
  }
}

function operationsOf(document: OpenApiDocument): Operation[] {
  return document.entries(document.fromRoot("paths")).flatMap(([template, path]) =>
    METHODS.flatMap((method) => {
      const place = document.find(path, method);
      if (!place) return [];
      const isOpaque = [place.value, path.value].some((value) => value["x-opaque-url"] === true);
      const operation: Operation = {
        method: method.toUpperCase(),
        template,
        servers: serversOf(place.value, path.value, document.root),
        path,
        place,
        parameters: parametersOf(document, path, place),
        isOpaque,
        opaqueHosts: textsOf(place.value["x-hosts"] ?? path.value["x-hosts"]),
      };
      return [operation];
    })
  );
}

function serversOf(...levels: JsonObject[]): string[] {
  const servers = levels.map((level) => level.servers).find(Array.isArray) ?? [];
  return servers.filter(isObject).map((server) => String(server.url).replace(/\/$/, ""));
}

function parametersOf(document: OpenApiDocument, path: Place, operation: Place): Parameter[] {
  const parameters = [...document.items(path, "parameters"), ...document.items(operation, "parameters")];
  const byName = parameters.map((place) => {
    const json = document.find(place, "content", "application/json", "schema");
    const parameter: Parameter = {
      name: String(place.value.name),
      in: String(place.value.in),
      isRequired: place.value.required === true,
      explodes: place.value.explode !== false,
      isJson: json !== undefined,
      mayHoldSlashes: place.value["x-reserved"] === true,
      schema: json ?? document.find(place, "schema"),
    };
    return [`${parameter.in} ${parameter.name}`, parameter] satisfies [string, Parameter];
  });
  return [...new Map(byName).values()];
}

function literals(template: string): number {
  return template.replace(/\{[^{}]*\}/g, "").length;
}

function originOf(server: string): string {
  return server.split("/", 3).join("/");
}

/** Matches a server at the start of an address; `{x}` is any host. */
function serverPattern(server: string): RegExp {
  const parts = server.split(/\{[^{}]*\}/).map(escapePattern);
  return new RegExp(`^${parts.join("[^/]+")}(?=/)`);
}

function matchTemplate(operation: Operation, path: string): Record<string, string> | undefined {
  const names: string[] = [];
  const pattern = operation.template.replace(/\/$/, "").split(/(\{[^{}]*\})/).map((part) => {
    if (!part.startsWith("{")) return escapePattern(part);
    const name = part.slice(1, -1);
    names.push(name);
    const parameter = operation.parameters.find((candidate) =>
      candidate.in === "path" && candidate.name === name
    );
    return parameter?.mayHoldSlashes ? "(.+)" : "([^/]+)";
  });
  const values = new RegExp(`^${pattern.join("")}/?$`).exec(path)?.slice(1);
  const decoded = values?.map(decodeSegment);
  if (!decoded) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decoded[index] ?? ""]));
}

function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
