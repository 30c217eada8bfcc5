/**
 * Faults before the provider is reached: who calls, what they may do, what Base44 answers.
 *
 * @module
 */
import type { Example } from "../../../sandbox/example.ts";
import type { ErrorCode } from "../../../shared/runtime/errors.ts";
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import { APP_ID } from "../../support/base44.ts";
import type { WorldOptions } from "../../support/world.ts";
import { type Fault, type FaultName, verdict } from "./fault.ts";
import { different, refusalProblems } from "./verdict.ts";

const DOWN = { status: 500, message: "Internal Server Error" };
const NOT_CONNECTED = { status: 404, code: "NOT_FOUND", message: "Connector connection not found" };

/** What users can write into their own record to look like the app itself. */
const FORGED = {
  role: "user",
  email: `service+${APP_ID}@no-reply.base44.com.example.com`,
  is_service: true,
  user_role: "admin",
};

export function platformFaults(spec: FunctionSpec, example: Example): Fault[] {
  const usesConnection = spec.service !== undefined && spec.connection !== "none";
  const refused = (name: FaultName, code: ErrorCode, world: WorldOptions): Fault => ({
    name,
    async run(rehearse) {
      const run = await rehearse(example, { world });
      return verdict(run, refusalProblems(run, code));
    },
  });
  return [
    ...(spec.access === "public" ? [] : [
      anonymous(example),
      refused("caller unknown to Base44", "sign_in_required", { meError: { status: 401 } }),
      refused("Base44 down: who calls", "platform_unavailable", { meError: DOWN }),
    ]),
    ...(usesConnection
      ? [
        refused("not connected", "not_connected", { connectionError: NOT_CONNECTED }),
        refused("Base44 down: connection", "platform_unavailable", { connectionError: DOWN }),
      ]
      : []),
    ...(spec.access === "user" || spec.access === "public" ? [] : [
      refused("wrong role", "not_allowed", { caller: "user" }),
      refused("forged service", "not_allowed", { caller: FORGED }),
    ]),
  ];
}

function anonymous(example: Example): Fault {
  return {
    name: "anonymous",
    async run(rehearse) {
      const run = await rehearse(example, { world: { caller: "anonymous" } });
      return verdict(
        run,
        refusalProblems(run, "sign_in_required"),
        different("questions to Base44", run.base44.calls.length, 0),
      );
    },
  };
}
