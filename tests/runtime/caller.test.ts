/**
 * Who calls, by what Base44 says and nothing else.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Caller, describeCaller, isTrusted } from "../../shared/runtime/caller.ts";
import { APP_ID, type Refusal } from "../support/base44.ts";
import { createWorld } from "../support/world.ts";
import { ask, defineLocal } from "./subject.ts";

const SERVICE_EMAIL = `service+${APP_ID}@no-reply.base44.com`;

describe("callers", () => {
  const cases: [string, unknown, Caller["kind"]][] = [
    ["`service`: `auth.me()` answers `is_service`", { id: "1", is_service: true }, "service"],
    ["`service`: exactly the address of this app", { id: "1", email: SERVICE_EMAIL }, "service"],
    ["`admin`: role admin", { id: "1", email: "a@example.com", role: "admin" }, "admin"],
    ["a user with a named built-in role", { id: "1", email: "a@example.com", role: "manager" }, "user"],
    ["a user", { id: "1", email: "a@example.com", role: "user" }, "user"],
    ["a user without a role", { id: "1", email: "a@example.com" }, "user"],
    ["nobody", null, "anonymous"],
    ["nobody", undefined, "anonymous"],
    ["an answer that is no user", "<html>", "anonymous"],
  ];
  it.each(cases)("%s: %o is %s", (_, user, kind) => {
    expect(describeCaller(user, APP_ID).kind).toBe(kind);
  });

  const forged: [string, Record<string, unknown>][] = [
    ["a field is_service of their own", { is_service: true }],
    ["a field is_service that is text", { is_service: "true" }],
    ["fields with other names for admin", {
      is_admin: true,
      admin: true,
      roles: ["admin"],
      app_role: "admin",
    }],
    ["a role that only looks like admin", { role: "Admin" }],
    ["a role that is a list", { role: ["admin"] }],
    ["a role that is an object", { role: { toString: "admin" } }],
    ["the address of another app", { email: `service+${APP_ID}0@no-reply.base44.com` }],
    ["the address in capitals", { email: SERVICE_EMAIL.toUpperCase() }],
    ["an address that ends in it", { email: `x${SERVICE_EMAIL}` }],
    ["an address that starts with it", { email: `${SERVICE_EMAIL}.example.com` }],
    ["a second address", { email: `${SERVICE_EMAIL},user@example.com` }],
    ["the address as a list", { email: [SERVICE_EMAIL], is_service: false }],
  ];
  it.each(forged)("users can write custom fields, and become nobody else by %s", (_, fields) => {
    const user = { id: "66f0000000000000000000b2", email: "user@example.com", role: "user", ...fields };
    const caller = describeCaller(user, APP_ID);
    expect(caller.kind).toBe("user");
    expect(isTrusted(caller)).toBe(false);
  });

  it("nothing but the built-in role makes an admin, nothing but Base44's own address or mark a service", () => {
    const field = fc.string().filter((name) => !["email", "role", "is_service", "__proto__"].includes(name));
    fc.assert(fc.property(fc.dictionary(field, fc.anything()), (fields) => {
      expect(describeCaller({ ...fields, email: "user@example.com" }, APP_ID).kind).toBe("user");
    }));
  });

  it("takes an app's id as it is, and no pattern from it", () => {
    expect(describeCaller({ email: "service+axb@no-reply.base44.com" }, "a.b").kind).toBe("user");
  });

  it("`run` learns id, address and role, and no other field", () => {
    const user = { id: "1", email: "a@example.com", role: "manager", phone: "5", custom: { nested: true } };
    expect(describeCaller(user, APP_ID)).toEqual({
      kind: "user",
      id: "1",
      email: "a@example.com",
      role: "manager",
    });
  });
});

describe("what Base44 refuses", () => {
  const cases: [Refusal, number, string][] = [
    [{ status: 401 }, 401, "sign_in_required"],
    [{ status: 403, message: "App is private" }, 403, "not_allowed"],
    [{ status: 404 }, 503, "platform_unavailable"],
    [{ status: 429 }, 503, "platform_unavailable"],
    [{ status: 500 }, 503, "platform_unavailable"],
    [{ status: 503 }, 503, "platform_unavailable"],
  ];
  it.each(cases)("%o becomes %i %s", async (meError, status, code) => {
    const told = await ask(createWorld({ meError }), defineLocal());
    expect([told.status, told.body.code]).toEqual([status, code]);
  });

  it("a lost connection to Base44 is `platform_unavailable`, and may be tried again", async () => {
    const world = createWorld();
    world.base44.me = () => Promise.reject(new TypeError("fetch failed"));
    const { body } = await ask(world, defineLocal());
    expect(body).toMatchObject({ code: "platform_unavailable", retryable: true, outcome: "not_done" });
  });

  it("a client that cannot even ask is `platform_unavailable`", async () => {
    const world = createWorld();
    world.base44.me = () => {
      throw new Error("Service token is required");
    };
    expect((await ask(world, defineLocal())).body.code).toBe("platform_unavailable");
  });

  it('"no user" never means "automation": nobody with a token is nobody', async () => {
    const world = createWorld();
    world.base44.me = () => Promise.resolve(null);
    for (const access of ["admin", "user"] as const) {
      expect((await ask(world, defineLocal({ access }))).body.code).toBe("sign_in_required");
    }
  });

  it("a public function takes a caller whom Base44 does not know as anonymous", async () => {
    const world = createWorld({ meError: { status: 401 } });
    const handler = defineLocal({ access: "public", run: ({ caller }) => Promise.resolve(caller) });
    expect((await ask(world, handler)).body).toEqual({ kind: "anonymous" });
  });

  it("headers of a scheduled run or an invoker prove nothing", async () => {
    const world = createWorld({ caller: "user" });
    const headers = {
      "base44-scheduled-task": "true",
      "base44-automation-id": "1",
      "x-base44-invoker": "service",
      "x-base44-automation": "true",
    };
    expect((await ask(world, defineLocal({ access: "admin" }), undefined, { headers })).body.code).toBe(
      "not_allowed",
    );
  });
});
