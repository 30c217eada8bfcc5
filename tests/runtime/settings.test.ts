/**
 * The two secrets that change a copied function without editing it.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { connectionFor, readSettings, type Settings } from "../../shared/runtime/settings.ts";
import { createWorld } from "../support/world.ts";
import { ask, defineLocal, defineSubject, posted, type Subject } from "./subject.ts";

function settings(access?: string, connections?: string, changes: Partial<Subject> = {}): Settings {
  const secrets: Record<string, string | undefined> = {
    CONNECTOR_FUNCTIONS_ACCESS: access,
    CONNECTOR_FUNCTIONS_CONNECTIONS: connections,
  };
  return readSettings(defineSubject({ access: "admin", ...changes }).spec, (name) => secrets[name]);
}

const SHARED = { kind: "shared", connector: "acme" };

describe("`CONNECTOR_FUNCTIONS_ACCESS` overrides a copied function's default", () => {
  const cases: [string | undefined, Settings["access"]][] = [
    [undefined, "admin"],
    ["", "admin"],
    ["acme-post=user", "user"],
    ["acme-post=admin", "admin"],
    ["acme-post=admin|manager", { roles: ["admin", "manager"] }],
    ["acme-post=manager", { roles: ["manager"] }],
    [" acme-post = admin | manager ", { roles: ["admin", "manager"] }],
    ["other=user; acme-post=user; third=admin", "user"],
    ["other=user\nacme-post=user\n", "user"],
    ["other=user;", "admin"],
    ["acme-post-all=user; acme=user; my-acme-post=user", "admin"],
  ];
  it.each(cases)("%j", (secret, access) => {
    expect(settings(secret).access).toEqual(access);
  });

  it.each([
    "acme-post",
    "acme-post=",
    "acme-post=|",
    "acme-post=a b",
    "acme-post=user,admin",
    "user",
    "other",
  ])(
    "%j cannot be read, and opens nothing",
    async (secret) => {
      expect(() => settings(secret)).toThrow(FunctionError);
      const world = createWorld({
        caller: "user",
        secrets: { CONNECTOR_FUNCTIONS_ACCESS: secret },
        provider: posted,
      });
      const { body } = await ask(world, defineSubject({ access: "admin" }));
      expect(body).toMatchObject({
        code: "not_configured",
        params: { secret: "CONNECTOR_FUNCTIONS_ACCESS" },
      });
      expect(world.base44.calls).toEqual([]);
    },
  );

  it("public needs every outward target fixed by a secret: others are refused", () => {
    expect(() => settings("acme-post=public")).toThrow(FunctionError);
    expect(settings("acme-post=public", undefined, { fixed: { channel: "TARGET" } }).access).toBe("public");
    expect(() => settings("acme-post=public|admin", undefined, {})).not.toThrow();
    expect(settings("acme-post=public|admin").access).toEqual({ roles: ["public", "admin"] });
  });

  it("no text makes a function public that is not", () => {
    fc.assert(fc.property(fc.string(), (value) => {
      for (const secret of [value, `acme-post=${value}`]) {
        try {
          expect(settings(secret).access).not.toBe("public");
        } catch (error) {
          expect(error).toBeInstanceOf(FunctionError);
        }
      }
    }));
  });

  it("takes effect", async () => {
    const handler = defineSubject({ access: "admin" });
    const opened = createWorld({
      caller: "user",
      secrets: { CONNECTOR_FUNCTIONS_ACCESS: "acme-post=user" },
      provider: posted,
    });
    expect((await ask(opened, handler)).status).toBe(200);
    const closed = createWorld({
      caller: "user",
      secrets: { CONNECTOR_FUNCTIONS_ACCESS: "acme-post=admin" },
    });
    expect((await ask(closed, defineSubject({ access: "user" }))).status).toBe(403);
  });
});

describe("`CONNECTOR_FUNCTIONS_CONNECTIONS` overrides its connection", () => {
  const cases: [string | undefined, Settings["connection"]][] = [
    [undefined, { kind: "shared", connector: "acme" }],
    ["acme=shared", { kind: "shared", connector: "acme" }],
    ["acme=app-user:con_1", { kind: "app-user", id: "con_1" }],
    ["acme=workspace:66f0-a1", { kind: "workspace", id: "66f0-a1" }],
    ["gmail=app-user:x; acme=workspace:y", { kind: "workspace", id: "y" }],
    ["gmail=app-user:x\nacme=workspace:y", { kind: "workspace", id: "y" }],
    ["acme-post=workspace:y", { kind: "shared", connector: "acme" }],
  ];
  it.each(cases)("%j", (secret, connection) => {
    expect(settings(undefined, secret).connection).toEqual(connection);
  });

  it.each([
    "acme=",
    "acme=mine",
    "acme=app-user",
    "acme=app-user:",
    "acme=workspace: y",
    "acme=workspace:../x",
    "acme=workspace:a/b",
    "acme=workspace:a?b",
    "acme=shared:x",
    "acme",
  ])("%j cannot be read, and nothing is asked", async (secret) => {
    expect(() => settings(undefined, secret)).toThrow(FunctionError);
    const world = createWorld({ secrets: { CONNECTOR_FUNCTIONS_CONNECTIONS: secret } });
    const { body } = await ask(world, defineSubject());
    expect(body).toMatchObject({
      code: "not_configured",
      params: { secret: "CONNECTOR_FUNCTIONS_CONNECTIONS" },
    });
    expect(world.base44.calls).toEqual([]);
  });

  it("the definition's own choice holds where the secret says nothing", () => {
    const own = { connection: { kind: "workspace", id: "w1" } } as const;
    expect(settings(undefined, undefined, own).connection).toEqual(own.connection);
    expect(settings(undefined, "acme=shared", own).connection).toEqual(SHARED);
  });

  it("a function without a connection never gets one", () => {
    expect(settings(undefined, "acme=workspace:y", { connection: "none" })).toEqual({ access: "admin" });
    expect(readSettings(defineLocal().spec, () => undefined).connection).toBeUndefined();
  });

  it("is asked of Base44 as chosen", async () => {
    for (const [secret, choice] of cases) {
      const world = createWorld({
        secrets: secret === undefined ? {} : { CONNECTOR_FUNCTIONS_CONNECTIONS: secret },
        provider: posted,
      });
      await ask(world, defineSubject());
      expect(world.base44.choices).toEqual([choice]);
    }
  });

  it("tells the connection of any connector, for functions that ask about several", () => {
    const secret = () => "gmail=app-user:x; slack=workspace:y";
    expect(connectionFor("gmail", secret)).toEqual({ kind: "app-user", id: "x" });
    expect(connectionFor("slack", secret)).toEqual({ kind: "workspace", id: "y" });
    expect(connectionFor("notion", secret)).toEqual({ kind: "shared", connector: "notion" });
  });
});

describe("app-user connections act as the caller", () => {
  const secret = "acme=app-user:con_1";

  it("access becomes `user`", () => {
    for (const access of [undefined, "acme-post=admin", "acme-post=manager"]) {
      expect(settings(access, secret).access).toBe("user");
    }
    expect(settings(undefined, secret, { access: "public", fixed: { channel: "TARGET" } }).access).toBe(
      "user",
    );
    const own = { connection: { kind: "app-user", id: "c" } } as const;
    expect(settings(undefined, undefined, own).access).toBe("user");
  });

  it("no user is `sign_in_required`, without any call", async () => {
    const world = createWorld({
      caller: "anonymous",
      secrets: { CONNECTOR_FUNCTIONS_CONNECTIONS: secret, TARGET: "C" },
    });
    for (
      const handler of [defineSubject(), defineSubject({ access: "public", fixed: { channel: "TARGET" } })]
    ) {
      const { status, body } = await ask(world, handler, { text: "Hi" });
      expect([status, body.code]).toEqual([401, "sign_in_required"]);
    }
    expect(world.base44.calls).toEqual([]);
  });

  it("the app itself is no user either", async () => {
    const world = createWorld({
      caller: "service",
      secrets: { CONNECTOR_FUNCTIONS_CONNECTIONS: secret },
      connectionError: { status: 404 },
    });
    expect((await ask(world, defineSubject())).body.code).toBe("sign_in_required");
  });

  it("`not_connected` carries `connectorId` for `base44.connectors.connectAppUser`", async () => {
    const world = createWorld({
      caller: "user",
      secrets: { CONNECTOR_FUNCTIONS_CONNECTIONS: secret },
      connectionError: { status: 404 },
    });
    const { status, body } = await ask(world, defineSubject());
    expect([status, body.code]).toEqual([424, "not_connected"]);
    expect(body.params).toMatchObject({ connector: "acme", connectorId: "con_1" });
  });
});
