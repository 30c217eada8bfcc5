/**
 * Faults before the provider is reached: who calls, what they may do, what Base44 answers.
 *
 * @module
 */
import type { Example } from "../../../sandbox/example.ts";
import type { ErrorCode } from "../../../shared/runtime/errors.ts";
import type { Bound } from "../../../shared/runtime/spec.ts";
import { APP_ID } from "../../support/base44.ts";
import { worldOf } from "../../support/replay.ts";
import type { Handler, WorldOptions } from "../../support/world.ts";
import type { Fault, FaultName } from "./fault.ts";
import { rehearse } from "./rehearsal.ts";
import { refusalProblems, successProblems } from "./verdict.ts";

const DOWN = { status: 500, message: "Internal Server Error" };
const NOT_CONNECTED = { status: 404, code: "NOT_FOUND", message: "Connector connection not found" };

export function platformFaults(handler: Handler, example: Example): Fault[] {
  const { spec } = handler;
  const usesConnection = spec.service !== undefined && spec.connection !== "none";
  const refused = (name: FaultName, code: ErrorCode, world: WorldOptions, at?: string): Fault => ({
    name,
    ...(at !== undefined && { at }),
    run: async () => refusalProblems(await rehearse(handler, example, { world }), code),
  });
  return [
    ...(spec.access === "public" ? [] : [anonymous(handler, example)]),
    refused("caller unknown to Base44", "sign_in_required", { meError: { status: 401 } }),
    refused("Base44 down: who calls", "platform_unavailable", { meError: DOWN }),
    ...(usesConnection
      ? [
        refused("not connected", "not_connected", { connectionError: NOT_CONNECTED }),
        refused("Base44 down: connection", "platform_unavailable", { connectionError: DOWN }),
      ]
      : []),
    ...(spec.access === "admin" || typeof spec.access === "object"
      ? [
        refused("wrong role", "not_allowed", { caller: "user" }),
        refused("forged service", "not_allowed", { caller: FORGED }),
      ]
      : [withinBounds(handler, example)]),
    ...boundsFaults(handler, example),
  ];
}

/** What users can write into their own record to look like the app itself. */
const FORGED = {
  role: "user",
  email: `service+${APP_ID}@no-reply.base44.com.example.com`,
  is_service: true,
  user_role: "admin",
};

function anonymous(handler: Handler, example: Example): Fault {
  return {
    name: "anonymous",
    async run() {
      const result = await rehearse(handler, example, { world: { caller: "anonymous" } });
      const asked = result.world.base44.calls;
      return [
        ...refusalProblems(result, "sign_in_required"),
        ...(asked.length > 0 ? [`expected no question to Base44, got ${asked}`] : []),
      ];
    },
  };
}

function withinBounds(handler: Handler, example: Example): Fault {
  const secrets = { ...example.secrets, ...openBounds(handler, example) };
  return {
    name: "within bounds",
    run: async () =>
      successProblems(await rehearse(handler, example, { world: { caller: "user", secrets } }), example.output),
  };
}

function boundsFaults(handler: Handler, example: Example): Fault[] {
  return Object.entries(handler.spec.bounds ?? {}).flatMap(([field, bound]): Fault[] => {
    const secrets = { ...example.secrets, ...openBounds(handler, example) };
    const name = secretOf(bound);
    const call = (caller: "admin" | "user", value: string | undefined) => {
      const { [name]: _, ...others } = secrets;
      const world = { caller, secrets: value === undefined ? others : { ...others, [name]: value } };
      return rehearse(handler, example, { world });
    };
    return [{
      name: "out of bounds",
      at: field,
      run: async () => [
        ...refusalProblems(await call("user", "nothing-of-this"), "not_allowed"),
        ...refusalProblems(await call("admin", "nothing-of-this"), "not_allowed"),
      ],
    }, ...(handler.spec.access === "admin" ? [] : [{
      name: "bounds unset" as const,
      at: field,
      run: async () => refusalProblems(await call("user", undefined), "not_configured"),
    }])];
  });
}

/** Secrets that allow exactly what the example does. */
function openBounds({ spec }: Handler, example: Example): Record<string, string> {
  const input = worldInput(example);
  const entries = Object.entries(spec.bounds ?? {}).map(([field, bound]) => [
    secretOf(bound),
    textsOf(input[field]).join(","),
  ]);
  return Object.fromEntries(entries);
}

function worldInput({ input }: Example): Record<string, unknown> {
  return typeof input === "object" && input !== null ? input as Record<string, unknown> : {};
}

function secretOf(bound: Bound): string {
  return typeof bound === "string" ? bound : bound.secret;
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === "object" && value !== null && "email" in value) return textsOf(value.email);
  return value === undefined ? [] : [String(value)];
}
