/**
 * What callers may do: levels, bounds, fields for admins only, fields that a secret fixes.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkBounds } from "../../shared/runtime/access.ts";
import type { Caller } from "../../shared/runtime/caller.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import type { Access, Bound } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";
import type { CallerName } from "../support/base44.ts";
import { createWorld } from "../support/world.ts";
import { acme, ask, defineLocal, defineSubject, MESSAGE, posted, type Subject } from "./subject.ts";

const KEY = "k".repeat(32);
const MANAGER = { role: "manager", email: "manager@example.com" };

describe("access", () => {
  const levels: Record<string, Access> = {
    admin: "admin",
    managers: { roles: ["manager"] },
    "admins and managers": { roles: ["admin", "manager"] },
    user: "user",
    public: "public",
  };
  const OK = 200, SIGN_IN = 401, DENIED = 403;
  const table: [caller: CallerName | "key", Record<keyof typeof levels, number>][] = [
    ["service", { admin: OK, managers: OK, "admins and managers": OK, user: OK, public: OK }],
    ["key", { admin: OK, managers: OK, "admins and managers": OK, user: OK, public: OK }],
    ["admin", { admin: OK, managers: OK, "admins and managers": OK, user: OK, public: OK }],
    [MANAGER, { admin: DENIED, managers: OK, "admins and managers": OK, user: OK, public: OK }],
    ["user", { admin: DENIED, managers: DENIED, "admins and managers": DENIED, user: OK, public: OK }],
    ["anonymous", {
      admin: SIGN_IN,
      managers: SIGN_IN,
      "admins and managers": SIGN_IN,
      user: SIGN_IN,
      public: OK,
    }],
  ];
  for (const [caller, row] of table) {
    for (const [level, expected] of Object.entries(row)) {
      it(`${JSON.stringify(caller)} with access for ${level}: ${expected}`, async () => {
        const world = createWorld({
          secrets: { CONNECTOR_FUNCTIONS_KEYS: `${KEY}:acme-post` },
          provider: posted,
        });
        const handler = defineSubject({ access: levels[level] ?? "admin" });
        const told = caller === "key"
          ? await ask(world, handler, MESSAGE, { caller: "anonymous", headers: { "x-functions-key": KEY } })
          : await askAs(caller, handler);
        expect(told.status).toBe(expected);
      });
    }
  }

  function askAs(caller: CallerName, handler: ReturnType<typeof defineSubject>) {
    return ask(createWorld({ caller, provider: posted }), handler);
  }

  it("the built-in `role` only: a role that is not named opens nothing", async () => {
    const role = fc.string().filter((name) => name !== "manager" && name !== "admin");
    await fc.assert(fc.asyncProperty(role, async (name) => {
      const handler = defineLocal({ access: { roles: ["manager"] } });
      const world = createWorld({ caller: { role: name, email: "x@example.com" } });
      expect((await ask(world, handler)).body.code).toBe("not_allowed");
    }));
  });

  it("tells which roles would do", async () => {
    const handler = defineLocal({ access: { roles: ["manager", "editor"] } });
    const { body } = await ask(createWorld({ caller: "user" }), handler);
    expect(body.params).toEqual({ roles: ["manager", "editor"] });
  });
});

describe("bounds: ids", () => {
  const bounds = { channel: "CHANNELS" };

  it("secret unset: non-admins are refused with a message that names it", async () => {
    for (const caller of ["user", MANAGER] as const) {
      const world = createWorld({ caller });
      const { status, body } = await ask(world, defineSubject({ access: "user", bounds }));
      expect([status, body.code]).toEqual([424, "not_configured"]);
      expect(body.error).toContain("CHANNELS");
      expect(body.params).toMatchObject({ secret: "CHANNELS", field: "channel" });
      expect(world.sent).toEqual([]);
    }
  });

  it("secret unset: a field that is not set makes no difference", async () => {
    const handler = defineSubject({
      bounds,
      input: z.strictObject({ channel: z.string().optional(), text: z.string() }),
    });
    expect((await ask(createWorld({ caller: "user" }), handler, { text: "Hi" })).body.code).toBe(
      "not_configured",
    );
  });

  it("leaving out all bounded fields is for admins only, as nothing would bound the call then", async () => {
    const handler = defineSubject({
      bounds,
      input: z.strictObject({
        channel: z.union([z.string(), z.array(z.string())]).optional(),
        text: z.string(),
      }),
    });
    for (const input of [{ text: "Hi" }, { text: "Hi", channel: [] }]) {
      const options = { secrets: { CHANNELS: "C1" }, provider: posted };
      const { body } = await ask(createWorld({ ...options, caller: "user" }), handler, input);
      expect(body).toMatchObject({ code: "not_allowed", params: { fields: ["channel"] } });
      expect((await ask(createWorld({ ...options, caller: "admin" }), handler, input)).status).toBe(200);
    }
  });

  it("secret unset: admins, the app itself and machine keys are free", async () => {
    for (const caller of ["admin", "service"] as const) {
      expect((await ask(createWorld({ caller, provider: posted }), defineSubject({ bounds }))).status).toBe(
        200,
      );
    }
    const world = createWorld({
      secrets: { CONNECTOR_FUNCTIONS_KEYS: `${KEY}:acme-post` },
      provider: posted,
    });
    const options = { caller: "anonymous", headers: { "x-functions-key": KEY } } as const;
    expect((await ask(world, defineSubject({ bounds }), MESSAGE, options)).status).toBe(200);
  });

  it("when set, bounds hold for every caller", async () => {
    const secrets = { CHANNELS: "C1, C2", CONNECTOR_FUNCTIONS_KEYS: `${KEY}:acme-post` };
    for (const caller of ["admin", "service", "user", MANAGER] as const) {
      const world = createWorld({ caller, secrets, provider: posted });
      const outside = await ask(world, defineSubject({ bounds }), { ...MESSAGE, channel: "C3" });
      expect([outside.status, outside.body.code]).toEqual([403, "not_allowed"]);
      expect(outside.body.params).toMatchObject({ field: "channel" });
      expect(world.sent).toEqual([]);
      expect((await ask(world, defineSubject({ bounds }), { ...MESSAGE, channel: "C2" })).status).toBe(200);
    }
    const world = createWorld({ secrets, provider: posted });
    const options = { caller: "anonymous", headers: { "x-functions-key": KEY } } as const;
    const outside = await ask(world, defineSubject({ bounds }), { ...MESSAGE, channel: "C3" }, options);
    expect(outside.body.code).toBe("not_allowed");
  });

  it("ids are compared literally", () => {
    const others = ["c1", "C1 ", " C1", "C11", "C", "C1,C2", "C*", "C.", "#C1", "C1\u0000"];
    for (const channel of others) {
      expect(refusal({ CHANNELS: "C1,C2" }, bounds, { channel })).toBe("not_allowed");
    }
    fc.assert(fc.property(fc.string(), (channel) => {
      expect(refusal({ CHANNELS: "C1,C2" }, bounds, { channel })).toBe(
        channel === "C1" || channel === "C2" ? undefined : "not_allowed",
      );
    }));
  });

  it("an entry that is left empty allows no empty value", () => {
    for (const list of ["C1,", ",C1", "C1,,C2", " , C1"]) {
      expect(refusal({ CHANNELS: list }, bounds, { channel: "" })).toBe("not_allowed");
    }
  });

  it("holds for each of several values", () => {
    expect(refusal({ CHANNELS: "C1,C2" }, bounds, { channel: ["C1", "C2"] })).toBeUndefined();
    expect(refusal({ CHANNELS: "C1,C2" }, bounds, { channel: ["C1", "C3"] })).toBe("not_allowed");
    expect(refusal({ CHANNELS: "C1,C2" }, bounds, { channel: [["C3"]] })).toBe("not_allowed");
  });

  it("`self`, `@domain` and addresses mean nothing for ids", () => {
    const caller = { kind: "user", email: "user@example.com" } as const;
    expect(refusal({ CHANNELS: "self" }, bounds, { channel: "user@example.com" }, caller)).toBe(
      "not_allowed",
    );
    expect(refusal({ CHANNELS: "@example.com" }, bounds, { channel: "x@example.com" }, caller)).toBe(
      "not_allowed",
    );
  });

  it("`*` opens deliberately", () => {
    expect(refusal({ CHANNELS: "*" }, bounds, { channel: "anything" })).toBeUndefined();
  });

  it("every bounded field that is used needs its own secret", () => {
    const two = { channel: "CHANNELS", base: "BASES" };
    expect(refusal({ CHANNELS: "C1" }, two, { channel: "C1" })).toBeUndefined();
    expect(refusal({ CHANNELS: "C1" }, two, { channel: "C1", base: [] })).toBe("not_configured");
    expect(refusal({ CHANNELS: "C1" }, two, { base: "B1" })).toBe("not_configured");
    expect(refusal({}, two, {})).toBe("not_configured");
    expect(refusal({ CHANNELS: "*" }, two, { channel: "C1", base: "B1" })).toBe("not_configured");
    expect(refusal({ CHANNELS: "*", BASES: "B2" }, two, { channel: "C1", base: "B1" })).toBe("not_allowed");
    expect(refusal({ CHANNELS: "*", BASES: "B1" }, two, { channel: "C1", base: "B1" })).toBeUndefined();
  });
});

describe("bounds: mail", () => {
  const bounds: Record<string, Bound> = {
    to: { secret: "RECIPIENTS", kind: "mail" },
    cc: { secret: "RECIPIENTS", kind: "mail" },
  };
  const check = (RECIPIENTS: string, to: unknown, caller?: Caller) =>
    refusal({ RECIPIENTS }, bounds, { to }, caller);

  it("addresses, whatever their capitals", () => {
    expect(check("Sales@Example.com", "sales@example.COM")).toBeUndefined();
    expect(check("sales@example.com", "support@example.com")).toBe("not_allowed");
    expect(check("sales@example.com", "sales@example.com.evil.example")).toBe("not_allowed");
  });

  it("`@domain` stands for that domain and no other", () => {
    expect(check("@example.com", "anybody@Example.com")).toBeUndefined();
    for (
      const to of ["a@evil-example.com", "a@sub.example.com", "a@example.com.evil.example", "example.com"]
    ) {
      expect(check("@example.com", to)).toBe("not_allowed");
    }
  });

  it.each([
    "victim@evil.example,a@example.com",
    "victim@evil.example;a@example.com",
    "victim@evil.example a@example.com",
    "victim@evil.example\r\nBcc: a@example.com",
    "<victim@evil.example> a@example.com",
    "a@evil.example@example.com",
  ])("`@domain` lets nothing through that is more than one address: %j", (to) => {
    expect(check("@example.com", to)).toBe("not_allowed");
  });

  it("`self` is the caller's own address", () => {
    const caller: Caller = { kind: "user", email: "User@example.com" };
    expect(check("self", "user@example.com", caller)).toBeUndefined();
    expect(check("self", "other@example.com", caller)).toBe("not_allowed");
  });

  it("`self` is nobody's where the caller has no address", () => {
    for (const to of ["self", "undefined", ""]) {
      expect(check("self", to, { kind: "user" })).toBe("not_allowed");
      expect(check("self", to, { kind: "anonymous" })).toBe("not_allowed");
    }
  });

  it("looks into lists and into recipients with names", () => {
    const fine = [{ email: "a@example.com", name: "victim@evil.example" }, "b@example.com"];
    expect(check("@example.com", fine)).toBeUndefined();
    expect(check("@example.com", [...fine, { email: "c@evil.example", name: "a@example.com" }])).toBe(
      "not_allowed",
    );
  });

  it("IDs, where a field takes them in place of addresses", () => {
    const id = "82fe7758-5bb3-4f0d-a43f-e555fd399c6f";
    expect(check(`ann@example.com,${id}`, ["ann@example.com", id])).toBeUndefined();
    expect(check("*", id)).toBeUndefined();
    for (const list of ["ann@example.com", `${id}0`, `@${id}`, "@example.com", "self"]) {
      expect(check(list, id, { kind: "user", email: "ann@example.com" })).toBe("not_allowed");
    }
  });

  it("refuses what is no recipient at all", () => {
    expect(check("@example.com", { name: "a@example.com" })).toBe("not_allowed");
  });

  it("`*`: at most 5 recipients, over all fields together", () => {
    const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}@example.org`);
    const both = (to: number, cc: number, caller?: Caller) =>
      refusal({ RECIPIENTS: "*" }, bounds, { to: people(to), cc: people(cc) }, caller);
    expect(both(5, 0)).toBeUndefined();
    expect(both(6, 0)).toBe("not_allowed");
    expect(both(3, 2)).toBeUndefined();
    expect(both(3, 3)).toBe("not_allowed");
    expect(both(3, 3, { kind: "admin" })).toBeUndefined();
  });

  it("a list without `*` does not count recipients", () => {
    const people = Array.from({ length: 20 }, (_, index) => `p${index}@example.com`);
    expect(check("@example.com", people)).toBeUndefined();
  });
});

describe("fields for admins only: non-admins never choose senders, reply-to addresses, markup or blocks", () => {
  const handler = () =>
    defineSubject({
      adminOnly: ["html", "replyTo"],
      input: z.strictObject({ text: z.string(), html: z.string().optional(), replyTo: z.string().nullish() }),
    });

  it.each([{ html: "<b>" }, { replyTo: "a@example.com" }, { reply_to: "a@example.com" }, { html: "" }])(
    "%o",
    async (field) => {
      const world = createWorld({ caller: "user", provider: posted });
      const { body } = await ask(world, handler(), { text: "Hi", ...field });
      expect(body.code).toBe("not_allowed");
      expect(world.sent).toEqual([]);
      for (const caller of ["admin", "service"] as const) {
        const told = await ask(createWorld({ caller, provider: posted }), handler(), {
          text: "Hi",
          ...field,
        });
        expect(told.status).toBe(200);
      }
    },
  );

  it("holds inside `args` too", async () => {
    const world = createWorld({ caller: "user", provider: posted });
    expect((await ask(world, handler(), { args: { text: "Hi", html: "<b>" } })).body.code).toBe(
      "not_allowed",
    );
  });

  it("leaves callers alone who choose nothing", async () => {
    const world = createWorld({ caller: "user", provider: posted });
    expect((await ask(world, handler(), { text: "Hi" })).status).toBe(200);
  });

  describe("what is within a field", () => {
    const input = z.strictObject({
      text: z.string(),
      attachments: z.array(z.strictObject({ name: z.string(), fileUrl: z.string().optional() })).optional(),
      from: z.strictObject({ email: z.string() }).optional(),
    });
    const within = defineSubject({ input, adminOnly: ["attachments.fileUrl", "from.email"] });

    it.each([
      { attachments: [{ name: "a" }, { name: "b", fileUrl: "https://base44.app/b" }] },
      { attachments: [{ name: "b", file_url: "https://base44.app/b" }] },
      { from: { email: "ceo@example.com" } },
    ])("%o", async (field) => {
      const values = { text: "Hi", ...field };
      expect((await ask(createWorld({ caller: "user" }), within, values)).body.code).toBe("not_allowed");
      expect((await ask(createWorld({ caller: "admin", provider: posted }), within, values)).status).toBe(
        200,
      );
    });

    it("what lies beside it is free", async () => {
      const world = createWorld({ caller: "user", provider: posted });
      expect((await ask(world, within, { text: "Hi", attachments: [{ name: "fileUrl" }] })).status).toBe(200);
    });
  });
});

describe("public needs every outward target fixed by a secret", () => {
  const changes: Partial<Subject> = { access: "public", fixed: { channel: "CONTACT_CHANNEL" } };
  const secrets = { CONTACT_CHANNEL: "C9" };

  it("`fixed` sets the field from the secret", async () => {
    const world = createWorld({ caller: "anonymous", secrets, provider: posted });
    expect((await ask(world, defineSubject(changes), { text: "Hi" })).status).toBe(200);
    expect(JSON.parse(new TextDecoder().decode(world.sent[0]?.body))).toEqual({ channel: "C9", text: "Hi" });
  });

  it("... which removes the field from the input, for admins too", async () => {
    for (const caller of ["anonymous", "user", "admin", "service"] as const) {
      for (
        const input of [{ channel: "C1" }, { channel: "C9" }, { args: { channel: "C1" } }, { Channel: "C1" }]
      ) {
        const world = createWorld({ caller, secrets, provider: posted });
        const { body } = await ask(world, defineSubject(changes), { text: "Hi", ...input });
        expect(body.code).toBe("invalid_input");
        expect(world.sent).toEqual([]);
      }
    }
  });

  it("... under its snake_case spelling as well", async () => {
    const handler = defineSubject({
      ...changes,
      fixed: { replyTo: "REPLY_TO" },
      input: z.strictObject({ text: z.string(), replyTo: z.string() }),
    });
    const world = createWorld({
      caller: "anonymous",
      secrets: { REPLY_TO: "a@example.com" },
      provider: posted,
    });
    expect((await ask(world, handler, { text: "Hi", reply_to: "evil@example.com" })).body.code).toBe(
      "invalid_input",
    );
  });

  it("the secret unset is `not_configured`, and nothing is sent", async () => {
    const world = createWorld({ caller: "anonymous", provider: posted });
    const { body } = await ask(world, defineSubject(changes), { text: "Hi" });
    expect(body).toMatchObject({ code: "not_configured", params: { secret: "CONTACT_CHANNEL" } });
    expect(world.sent).toEqual([]);
  });

  it("a value of the secret that does not fit is the owner's to mend, not the caller's input", async () => {
    const input = z.strictObject({ channel: z.string().regex(/^C/), text: z.string() });
    const world = createWorld({ caller: "anonymous", secrets: { CONTACT_CHANNEL: "nonsense" } });
    const { body } = await ask(world, defineSubject({ ...changes, input }), { text: "Hi" });
    expect(body).toMatchObject({ code: "not_configured", params: { secret: "CONTACT_CHANNEL" } });
  });
});

describe("on the caller's own account", () => {
  const options = { secrets: { CONNECTOR_FUNCTIONS_CONNECTIONS: "acme=app-user:con_1" }, provider: posted };

  it("bounds of the shared account do not apply", async () => {
    const handler = defineSubject({ access: "admin", service: acme, bounds: { channel: "CHANNELS" } });
    expect((await ask(createWorld({ ...options, caller: "user" }), handler)).status).toBe(200);
  });

  it("... nor the fields for admins only", async () => {
    const handler = defineSubject({ access: "admin", service: acme, adminOnly: ["text"] });
    expect((await ask(createWorld({ ...options, caller: "user" }), handler)).status).toBe(200);
  });

  it("a workspace's connection is shared: all of them apply", async () => {
    const secrets = { CONNECTOR_FUNCTIONS_CONNECTIONS: "acme=workspace:con_1" };
    const world = () => createWorld({ secrets, caller: "user", provider: posted });
    expect((await ask(world(), defineSubject({ access: "admin" }))).status).toBe(403);
    expect((await ask(world(), defineSubject({ bounds: { channel: "CHANNELS" } }))).status).toBe(424);
    expect((await ask(world(), defineSubject({ adminOnly: ["text"] }))).status).toBe(403);
  });
});

/** The code that a call with these values is refused with. */
function refusal(
  secrets: Record<string, string>,
  bounds: Record<string, Bound>,
  input: Record<string, unknown>,
  caller: Caller = { kind: "user", email: "user@example.com" },
): string | undefined {
  try {
    checkBounds({ ...defineSubject().spec, bounds }, input, caller, (name) => secrets[name]);
    return undefined;
  } catch (error) {
    if (error instanceof FunctionError) return error.code;
    throw error;
  }
}
