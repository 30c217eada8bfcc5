/**
 * What workflows, automations and triggers send around a function's input.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENVELOPE_NAMES, KEY_NAME, unwrap } from "../../shared/runtime/envelope.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import * as z from "../../shared/runtime/zod.ts";
import { createWorld } from "../support/world.ts";
import { ask, defineLocal, MESSAGE } from "./subject.ts";

const isKnown = (name: string) => name === "channel" || name === "text";
const input = (body: Record<string, unknown>) => unwrap(body, isKnown).input;

it("the names that are forbidden as input names", () => {
  expect([...ENVELOPE_NAMES, KEY_NAME].toSorted()).toEqual([
    "args",
    "changed_fields",
    "data",
    "event",
    "function_args",
    "functionsKey",
    "old_data",
    "payload_too_large",
  ]);
});

describe("a body with any of them is an envelope", () => {
  it.each(ENVELOPE_NAMES.filter((name) => !/args$/.test(name)))(
    "%s: unknown names beside it are ignored",
    (name) => {
      const body = { [name]: {}, automation_id: "1", trigger: {}, ...MESSAGE };
      expect(input(body)).toEqual(MESSAGE);
    },
  );

  it.each(["args", "function_args"])("%s is unwrapped", (name) => {
    expect(input({ [name]: MESSAGE, automation: "x" })).toEqual(MESSAGE);
  });

  it("both, beside values of the function's own", () => {
    expect(input({ args: { channel: "C1" }, function_args: { text: "Hi" } })).toEqual({
      channel: "C1",
      text: "Hi",
    });
    expect(input({ args: { channel: "C1" }, text: "Hi" })).toEqual({ channel: "C1", text: "Hi" });
  });

  it("a body with none of them is the input, with every name", () => {
    expect(input({ channel: "C1", unknown: 1 })).toEqual({ channel: "C1", unknown: 1 });
  });

  it("is unwrapped once only", () => {
    expect(input({ args: { args: { channel: "C1" } } })).toEqual({ args: { channel: "C1" } });
  });

  it("names that an object has by birth make no envelope", () => {
    expect(unwrap(JSON.parse('{"__proto__":{"args":{"channel":"C1"}}}'), isKnown).input).not.toHaveProperty(
      "channel",
    );
  });
});

describe("`event`, `data` and `old_data` never become input (they hold strangers' text)", () => {
  it.each(["event", "data", "old_data", "changed_fields", "payload_too_large"])("%s", (name) => {
    expect(input({ [name]: { ...MESSAGE, args: MESSAGE } })).toEqual({});
  });

  it("whatever they hold", () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (event, data, old_data) => {
      expect(unwrap({ event, data, old_data }, () => true)).toEqual({
        input: { event, data, old_data },
      });
      expect(input({ event, data, old_data })).toEqual({});
    }));
  });

  it("for a function that an admin's trigger calls as well: being called by an admin is not trust in the content", async () => {
    const handler = defineLocal({ input: z.strictObject({ text: z.string().optional() }) });
    for (const caller of ["admin", "service"] as const) {
      const body = {
        event: { type: "create" },
        data: { text: "a stranger's" },
        old_data: { text: "an older one" },
      };
      expect((await ask(createWorld({ caller }), handler, body)).body).toEqual({});
    }
  });
});

describe("a name at both levels is 400", () => {
  it.each([
    [{ channel: "C1", args: { channel: "C1" } }],
    [{ channel: "C1", function_args: { channel: "C2" } }],
    [{ args: { channel: "C1" }, function_args: { channel: "C2" } }],
  ])("%o", async (body) => {
    expect(() => unwrap(body, isKnown)).toThrow(FunctionError);
    const told = await ask(createWorld(), defineLocal(), { ...body, text: "Hi" });
    expect([told.status, told.body.error]).toEqual([
      400,
      "Expected one value for channel: it is there at two levels",
    ]);
  });

  it("in another spelling as well", async () => {
    const handler = defineLocal({ input: z.strictObject({ threadTs: z.string() }) });
    const told = await ask(createWorld(), handler, { thread_ts: "1", args: { threadTs: "2" } });
    expect(told.status).toBe(400);
  });
});

describe("unknown names inside `args` are refused", () => {
  it.each(["args", "function_args"])("%s", async (name) => {
    const told = await ask(createWorld(), defineLocal(), { [name]: { ...MESSAGE, chanel: "C1" }, other: 1 });
    expect(told.body).toMatchObject({ code: "invalid_input", issues: [{ path: "chanel" }] });
  });

  it("also the names of an envelope", async () => {
    for (const name of ENVELOPE_NAMES) {
      const told = await ask(createWorld(), defineLocal(), { args: { ...MESSAGE, [name]: {} } });
      expect(told.body).toMatchObject({ code: "invalid_input", issues: [{ path: name }] });
    }
  });

  it("also `__proto__`", async () => {
    const body = JSON.parse('{"args":{"channel":"C1","text":"Hi","__proto__":{"admin":true}}}');
    expect((await ask(createWorld(), defineLocal(), body)).body.code).toBe("invalid_input");
    expect(Reflect.get({}, "admin")).toBeUndefined();
  });
});

it.each([["text"], [7], [true], [[MESSAGE]]])("`args` that is no object is 400: %o", async (args) => {
  const told = await ask(createWorld(), defineLocal(), { args });
  expect([told.status, told.body.code]).toEqual([400, "invalid_request"]);
});

it("`args` that is null or empty is no input", () => {
  expect(input({ args: null, channel: "C1" })).toEqual({ channel: "C1" });
  expect(input({ args: {} })).toEqual({});
});

it("snake_case spellings of known names are known beside an event", async () => {
  const handler = defineLocal({ input: z.strictObject({ threadTs: z.string() }) });
  expect((await ask(createWorld(), handler, { event: {}, thread_ts: "1" })).body).toEqual({ threadTs: "1" });
});

it("never throws anything but a refusal", () => {
  const names = fc.oneof(
    fc.constantFrom(...ENVELOPE_NAMES, KEY_NAME, "channel", "__proto__", "constructor"),
    fc.string(),
  );
  fc.assert(fc.property(fc.dictionary(names, fc.jsonValue()), (body) => {
    try {
      const { input: values } = unwrap(body, isKnown);
      expect(values).not.toHaveProperty(KEY_NAME);
    } catch (error) {
      expect(error).toBeInstanceOf(FunctionError);
    }
  }));
});
