/**
 * Where the provider contracts are, and reading one. They are no part of this repository.
 *
 * @module
 */
import { buildSchema, type GraphQLSchema } from "graphql";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Contract } from "./contract.ts";
import { objectOf } from "./json.ts";
import { defineScalars } from "./scalars.ts";

export type ServiceContract = { kind: "rest"; rest: Contract } | { kind: "graphql"; schema: GraphQLSchema };

const DEFAULT_FOLDER = fileURLToPath(new URL("../../../shared/specs", import.meta.url));
const contracts = new Map<string, ServiceContract>();

/** `PROVIDER_SPECS`, or `shared/specs` beside this repository. */
export function specsFolder(): string {
  return resolve(process.env.PROVIDER_SPECS || DEFAULT_FOLDER);
}

export function specsArePresent(): boolean {
  return existsSync(resolve(specsFolder(), "index.json"));
}

/** Each contract is read once. Throws where there is none. */
export function loadContract(connector: string): ServiceContract {
  const known = contracts.get(connector);
  if (known) return known;
  const contract = readContract(connector);
  contracts.set(connector, contract);
  return contract;
}

function readContract(connector: string): ServiceContract {
  const folder = pathToFileURL(`${specsFolder()}/${connector}/`);
  const openApi = new URL("openapi.json", folder);
  const graphql = new URL("schema.graphql", folder);
  if (existsSync(openApi)) {
    return {
      kind: "rest",
      rest: new Contract(connector, objectOf(JSON.parse(readFileSync(openApi, "utf8")))),
    };
  }
  if (existsSync(graphql)) {
    return { kind: "graphql", schema: defineScalars(buildSchema(readFileSync(graphql, "utf8"))) };
  }
  throw new Error(`Expected a contract for the connector ${connector} in PROVIDER_SPECS, got none`);
}
