/**
 * Who calls, and what Base44 answers.
 *
 * @module
 */
import type { Trouble } from "../../tests/functions/faults/rehearsal.ts";
import { type Case, caseOf } from "./case.ts";
import type { Side } from "./side.ts";

const DOWN = { status: 500, message: "Internal Server Error" };
const NOT_CONNECTED = { status: 404, code: "NOT_FOUND", message: "Connector connection not found" };

/** What users can write into their own record. */
const SELF_MADE_ADMIN = {
  role: "user",
  email: "user@example.com",
  user_role: "admin",
  is_admin: true,
  is_service: true,
};

export function platformCases(side: Side): Case[] {
  const refused = (fault: Case["fault"], world: Trouble["world"] = {}) =>
    caseOf(side, fault, { end: "caller refused" }, () => ({ world }));
  return [
    refused("anonymous", { caller: "anonymous" }),
    refused("wrong role", { caller: "user", secrets: otherTargets(side) }),
    refused("wrong role", { caller: SELF_MADE_ADMIN, secrets: otherTargets(side) }),
    caseOf(
      side,
      "not connected",
      { end: "connection" },
      () => ({ world: { connectionError: NOT_CONNECTED } }),
    ),
    caseOf(side, "Base44 down", { end: "provider" }, () => ({ world: { connectionError: DOWN } })),
    caseOf(side, "Base44 down", { end: "caller unknown" }, () => ({ world: { meError: DOWN } })),
  ];
}

/** The app's owner lets its users reach others than the example does; only ours have a place to say it. */
function otherTargets({ spec: { bounds = {} } }: Side): Record<string, string> {
  const names = Object.values(bounds).map((bound) => typeof bound === "string" ? bound : bound.secret);
  return Object.fromEntries(names.map((name) => [name, "somebody-else@example.org"]));
}
