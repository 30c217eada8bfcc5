/**
 * Machine keys: what opens a function without a user, and where a key may not come from or go to.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { checkKey } from "../../shared/runtime/keys.ts";
import * as z from "../../shared/runtime/zod.ts";
import { createWorld, type World } from "../support/world.ts";
import {
  ADDRESS,
  ask,
  defineLocal,
  defineSubject,
  deliver,
  MESSAGE,
  post,
  posted,
  type Told,
} from "./subject.ts";

const KEY = "correct-horse-battery-staple-0123";
const OTHER = "another-key-for-other-functions-9876";
const KEYS = `${KEY}:acme-post,acme-list; ${OTHER}:acme-list`;

function keyWorld(keys = KEYS): World {
  return createWorld({ caller: "anonymous", secrets: { CONNECTOR_FUNCTIONS_KEYS: keys }, provider: posted });
}

function askWithHeader(world: World, key: string, headers: Record<string, string> = {}): Promise<Told> {
  return ask(world, defineSubject({ access: "admin" }), MESSAGE, {
    headers: { "x-functions-key": key, ...headers },
  });
}

describe("each key with the functions it opens", () => {
  it("a key opens the functions that it names, and Base44 is not asked for a user", async () => {
    const world = keyWorld();
    expect((await askWithHeader(world, KEY)).status).toBe(200);
    expect(world.base44.calls).toEqual(["connection"]);
  });

  it("... and no other", async () => {
    const world = keyWorld();
    const { status, body } = await askWithHeader(world, OTHER);
    expect([status, body.code]).toEqual([403, "not_allowed"]);
    expect(world.base44.calls).toEqual([]);
  });

  const settings: [string, string, boolean][] = [
    ["one function", `${KEY}:acme-post`, true],
    ["several, with spaces", ` ${KEY} : acme-list , acme-post `, true],
    ["a line for each key", `${OTHER}:acme-list\n${KEY}:acme-post\n`, true],
    ["the same key twice", `${KEY}:acme-list;${KEY}:acme-post`, true],
    ["a function whose name only starts alike", `${KEY}:acme-post-all`, false],
    ["a function whose name only ends alike", `${KEY}:my-acme-post`, false],
    ["no function", `${KEY}:`, false],
    ["no functions at all", KEY, false],
    ["a star, which means nothing", `${KEY}:*`, false],
    ["no key", `:acme-post`, false],
    ["nothing", "", false],
  ];
  it.each(settings)("the secret with %s", async (_, keys, opens) => {
    expect((await askWithHeader(keyWorld(keys), KEY)).status).toBe(opens ? 200 : 403);
  });

  it("a key of at least 32 characters", async () => {
    const [short, long] = ["a".repeat(31), "a".repeat(32)];
    const world = keyWorld(`${short}:acme-post;${long}:acme-post`);
    expect((await askWithHeader(world, short)).status).toBe(403);
    expect((await askWithHeader(world, long)).status).toBe(200);
  });

  it("a key may hold colons", async () => {
    const key = `https://keys.example.com/${"x".repeat(20)}`;
    expect((await askWithHeader(keyWorld(`${key}:acme-post`), key)).status).toBe(200);
  });

  it("the secret unset opens nothing", async () => {
    expect((await askWithHeader(createWorld({ caller: "anonymous" }), KEY)).status).toBe(403);
  });

  it("nothing but the key itself is the key", async () => {
    const guesses = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom(KEY.slice(1), `${KEY}x`, KEY.toUpperCase(), `${KEY}:acme-post`, KEYS, `${KEY} `, OTHER),
    );
    await fc.assert(fc.asyncProperty(guesses, async (guess) => {
      await expect(checkKey(guess, "acme-post", new Headers(), () => KEYS)).rejects.toThrow(FunctionError);
    }));
    await expect(checkKey(KEY, "acme-post", new Headers(), () => KEYS)).resolves.toBeUndefined();
  });

  it("a wrong key is refused before anything is asked, also beside a user's token", async () => {
    const world = createWorld({ caller: "admin", secrets: { CONNECTOR_FUNCTIONS_KEYS: KEYS } });
    expect((await askWithHeader(world, "wrong".repeat(8))).status).toBe(403);
    expect(world.base44.calls).toEqual([]);
  });
});

describe("where a key may stand", () => {
  it.each([
    ["in JSON as `functionsKey`", { functionsKey: KEY, ...MESSAGE }],
    ["also in `args`", { args: { functionsKey: KEY, ...MESSAGE } }],
    ["also in `function_args`", { function_args: { functionsKey: KEY, ...MESSAGE } }],
    ["beside `args`", { functionsKey: KEY, args: MESSAGE }],
    ["beside an event", { functionsKey: KEY, event: { type: "create" }, data: { secret: 1 }, ...MESSAGE }],
  ])("%s", async (_, input) => {
    const world = keyWorld();
    expect((await ask(world, defineSubject({ access: "admin" }), input)).status).toBe(200);
  });

  it("never in what strangers write: `event`, `data` and `old_data`", async () => {
    for (const name of ["event", "data", "old_data"]) {
      const world = keyWorld();
      const { body } = await ask(world, defineSubject(), { [name]: { functionsKey: KEY }, ...MESSAGE });
      expect(body.code).toBe("sign_in_required");
    }
  });

  it("never in a query: it is not read there", async () => {
    const world = keyWorld();
    const { headers } = post("{}");
    headers.delete("authorization");
    for (const name of ["functionsKey", "x-functions-key", "functions_key"]) {
      const address = `${ADDRESS}?${name}=${KEY}`;
      const request = new Request(address, { method: "POST", headers, body: JSON.stringify(MESSAGE) });
      expect((await deliver(world, defineSubject(), request)).body.code).toBe("sign_in_required");
    }
  });

  it("never in the query of a raw body: it is refused there", async () => {
    const handler = defineLocal({ rawBody: true, input: z.strictObject({ name: z.string() }) });
    const request = new Request(`${ADDRESS}?name=a.bin&functionsKey=${KEY}`, {
      method: "POST",
      headers: { ...Object.fromEntries(post("{}").headers), "content-type": "application/octet-stream" },
      body: "bytes",
    });
    const world = createWorld({ secrets: { CONNECTOR_FUNCTIONS_KEYS: KEYS } });
    const { body, text } = await deliver(world, handler, request);
    expect(body.code).toBe("invalid_input");
    expect(text + JSON.stringify(world.logs)).not.toContain(KEY);
  });

  it("never in multipart: it opens nothing there, and is refused as input", async () => {
    const input = z.strictObject({ file: z.file(), text: z.string().optional() });
    const form = { file: new File(["x"], "a.txt"), functionsKey: KEY };
    expect((await ask(keyWorld(), defineLocal({ input }), form)).body.code).toBe("sign_in_required");

    const world = createWorld({ secrets: { CONNECTOR_FUNCTIONS_KEYS: KEYS } });
    const { body, text } = await ask(world, defineLocal({ input }), form);
    expect(body).toMatchObject({ code: "invalid_input", issues: [{ path: "functionsKey" }] });
    expect(text + JSON.stringify(world.logs)).not.toContain(KEY);
  });

  it("a key at two levels is refused, whichever is right", async () => {
    const { body, text } = await ask(keyWorld(), defineSubject(), {
      functionsKey: KEY,
      args: { functionsKey: KEY },
    });
    expect(body.code).toBe("invalid_request");
    expect(text).not.toContain(KEY);
  });

  it.each([[7], [true], [["k"]], [{ key: KEY }]])(
    "a key that is no text is refused: %o",
    async (functionsKey) => {
      expect((await ask(keyWorld(), defineSubject(), { functionsKey, ...MESSAGE })).body.code).toBe(
        "invalid_request",
      );
    },
  );

  it.each([[null], [""]])("%o is no key at all", async (functionsKey) => {
    const { body } = await ask(keyWorld(), defineSubject(), { functionsKey, ...MESSAGE });
    expect(body.code).toBe("sign_in_required");
  });
});

describe("refused when the request comes from a browser, with the hint to rotate it", () => {
  it.each(["origin", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "sec-fetch-user"])(
    "a request with %s",
    async (header) => {
      const world = keyWorld();
      const { status, body, text } = await askWithHeader(world, KEY, { [header]: "same-origin" });
      expect([status, body.code]).toEqual([403, "not_allowed"]);
      expect(world.base44.calls).toEqual([]);
      expect(text).not.toContain(KEY);
    },
  );

  it("in the body as well", async () => {
    const headers = { origin: "https://app.example.com" };
    const { body } = await ask(keyWorld(), defineSubject(), { functionsKey: KEY, ...MESSAGE }, { headers });
    expect(body.code).toBe("not_allowed");
  });

  it("the hint stands in the message, since this caller is shown no other", async () => {
    const refused = checkKey(KEY, "acme-post", new Headers({ origin: "null" }), () => KEYS);
    await expect(refused).rejects.toMatchObject({
      message: expect.stringMatching(/replace it in the secret CONNECTOR_FUNCTIONS_KEYS$/),
    });
  });
});

describe("never reaches `run` or a log", () => {
  it.each([
    ["header", {}, { "x-functions-key": KEY }],
    ["body", { functionsKey: KEY }, {}],
    ["header and body", { functionsKey: KEY }, { "x-functions-key": KEY }],
    ["header, and another one in the body", { functionsKey: OTHER }, { "x-functions-key": KEY }],
    ["args", { args: { functionsKey: KEY } }, {}],
  ])("from the %s", async (_, input, headers) => {
    const world = keyWorld();
    let seen = "";
    const handler = defineLocal({
      input: z.strictObject({}),
      run(context) {
        seen = JSON.stringify([context.input, context.caller, context.connection]);
        throw new Error(`Expected nothing, found ${KEY}`);
      },
    });
    const { text } = await ask(world, handler, input, { headers });
    expect(seen).toBe(JSON.stringify([{}, { kind: "key" }, { accessToken: "", connectionConfig: null }]));
    for (const key of [KEY, OTHER]) expect(text + JSON.stringify(world.logs)).not.toContain(key);
  });

  it("also where the key is wrong, or the body cannot be read", async () => {
    for (const input of [{ functionsKey: OTHER, ...MESSAGE }, { functionsKey: OTHER, chanel: 1 }]) {
      const world = keyWorld();
      const { text } = await ask(world, defineSubject(), input);
      expect(text + JSON.stringify(world.logs)).not.toContain(OTHER);
    }
    const world = keyWorld();
    const { text } = await deliver(world, defineSubject(), post(`{"functionsKey":"${KEY}",`));
    expect(text + JSON.stringify(world.logs)).not.toContain(KEY);
  });
});

it("on the caller's own account a key is nobody: no user is `sign_in_required`", async () => {
  const world = createWorld({
    caller: "anonymous",
    secrets: { CONNECTOR_FUNCTIONS_KEYS: KEYS, CONNECTOR_FUNCTIONS_CONNECTIONS: "acme=app-user:con_1" },
    provider: posted,
  });
  const { body } = await askWithHeader(world, KEY);
  expect(body.code).toBe("sign_in_required");
  expect(world.sent).toEqual([]);
});
