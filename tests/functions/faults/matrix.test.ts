/**
 * The matrix finds what it is for.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { parseExample } from "../../../sandbox/example.ts";
import { type Context, defineFunction, type Definition } from "../../../shared/runtime/define.ts";
import { FunctionError } from "../../../shared/runtime/errors.ts";
import { uuid } from "../../../shared/runtime/ids.ts";
import { defineService, statusFailure } from "../../../shared/runtime/service.ts";
import * as z from "../../../shared/runtime/zod.ts";
import type { Exception } from "../expectations.ts";
import { faultsFor, runMatrix } from "./matrix.ts";
import { virtualSubject } from "./virtual.ts";

const service = defineService({
  connector: "letters",
  name: "Letters",
  baseUrl: "https://letters.example.com/v1/",
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: ({ status }) => statusFailure("Letters", status),
});

const Input = z.strictObject({ box: z.string(), text: z.string().min(1).max(500) });
const Output = z.object({ id: z.string() });
const Answer = z.object({ id: z.string() });
type Letters = Definition<typeof Input, typeof Output>;
type Run = (context: Context<z.output<typeof Input>>) => Promise<z.output<typeof Output>>;

const good: Run = async ({ input, http, commit }) => {
  const box = await http.post("boxes/{box}/opened", { path: { box: input.box }, response: Answer });
  commit({ opened: box.id });
  return await http.post("boxes/{box}/letters", {
    path: { box: input.box },
    json: { text: input.text },
    response: Answer,
  });
};

const EXAMPLE = parseExample(
  JSON.stringify({
    title: "Send a letter",
    input: { box: "box-of-ana", text: "Dear Ana" },
    exchanges: [
      {
        request: { method: "POST", url: "https://letters.example.com/v1/boxes/box-of-ana/opened" },
        route: "POST /v1/boxes/{box}/opened",
        response: { status: 200, json: { id: "box" } },
      },
      {
        request: {
          method: "POST",
          url: "https://letters.example.com/v1/boxes/box-of-ana/letters",
          json: { text: "Dear Ana" },
        },
        route: "POST /v1/boxes/{box}/letters",
        response: { status: 200, json: { id: "letter" } },
      },
    ],
    output: { id: "letter" },
  }),
  "letters",
);

async function problemsOf(changes: Partial<Letters>, exceptions: readonly Exception[] = []): Promise<string> {
  const handler = defineFunction<typeof Input, typeof Output>({
    name: "letters-send",
    service,
    scopes: ["send"],
    effect: "send",
    access: "user",
    bounds: { box: "LETTERS_ALLOWED_BOXES" },
    input: Input,
    output: Output,
    run: good,
    ...changes,
  });
  const examples = [{ case: "success", ...EXAMPLE }];
  const { problems } = await runMatrix(
    virtualSubject(handler),
    examples,
    faultsFor(handler.spec, examples),
    { exceptions },
  );
  return problems.join("\n");
}

function exception(changes: Partial<Exception>): Exception {
  return { function: "letters-send", fault: "409", expect: { code: "conflict" }, reason: "Test", ...changes };
}

it("finds nothing with a good function", async () => {
  expect(await problemsOf({})).toBe("");
});

describe("the matrix finds", () => {
  it.each<[string, Partial<Letters>, RegExp]>([
    [
      "that a write is not committed",
      { run: (context) => good({ ...context, commit() {} }) },
      /503 at POST \/v1\/boxes\/\{box\}\/letters: expected outcome partial, got unknown/,
    ],
    [
      "that a send is repeated",
      { run: ({ http, ...context }) => good({ ...context, http: { ...http, post: idempotent(http.post) } }) },
      /503 at POST \/v1\/boxes\/\{box\}\/opened: expected 1 attempts, got 3/,
    ],
    [
      "that a repeated send gets another ID",
      {
        async run({ http, environment }) {
          const send = () =>
            http.post("boxes/1/opened", { json: { id: uuid(environment) }, response: Answer });
          return await send().catch(send);
        },
      },
      /sent again with another body/,
    ],
    [
      "that a failure is swallowed",
      { run: (context) => good(context).catch(() => ({ id: "letter" })) },
      /503 at .*: expected provider_unavailable, got 200: success/,
    ],
    [
      "that a failure is reworded",
      {
        run: (context) =>
          good(context).catch(() => {
            throw new FunctionError("internal_error", "Something went wrong");
          }),
      },
      /404 at .*: expected not_found, got internal_error/,
    ],
    [
      "the token in the answer",
      { run: ({ connection }) => Promise.resolve({ id: connection.accessToken }) },
      /a token is in the answer/,
    ],
    [
      "the token in an address",
      {
        run: ({ http, connection }) =>
          http.get("me", { query: { t: connection.accessToken }, response: Answer }),
      },
      /a token is in a request's address/,
    ],
    [
      "the input in the log",
      {
        run(context) {
          context.environment.log({ status: 200, text: context.input.text });
          return good(context);
        },
      },
      /expected one line in the log, got 2/,
    ],
    [
      "what the provider said in the log",
      {
        service: {
          ...service,
          failure: ({ status, body }) => {
            const failure = statusFailure("Letters", status);
            return failure && { ...failure, reason: (body as { message?: string } | undefined)?.message };
          },
        },
      },
      /429 long at .*: the log holds what the provider said: Too many requests:/,
    ],
    [
      "the token on its way to a stranger",
      {
        async run({ environment, connection }) {
          const headers = { authorization: `Bearer ${connection.accessToken}` };
          await environment.fetch("https://stranger.example.com/", { headers });
          return { id: "letter" };
        },
      },
      /the provider's token went to stranger\.example\.com/,
    ],
    [
      "a path that the input leads astray",
      {
        run: ({ input, http }) => http.post(`boxes/${encodeURI(input.box)}/opened`, { response: Answer }),
      },
      /hostile text at box: POST .* is on no example's way/,
    ],
    [
      "a crash on odd text",
      {
        run(context) {
          decodeURIComponent(context.input.text);
          return good(context);
        },
      },
      /hostile text at text: the function threw URIError/,
    ],
    [
      "input that is not strict",
      { input: z.object(Input.shape) as typeof Input },
      /unknown field at unheardOf: expected invalid_input, got success/,
    ],
    [
      "an answer that is not looked at",
      { run: async ({ http }) => ({ id: String((await http.send("POST", "boxes/1/opened")).status) }) },
      /misfit at .*: expected the example's output/,
    ],
  ])("%s", async (_, changes, expected) => {
    expect(await problemsOf(changes)).toMatch(expected);
  });
});

describe("an exception", () => {
  const swallowed: Partial<Letters> = {
    run: (context) =>
      good(context).catch((error) => {
        if (error.code === "conflict") return { id: "letter" };
        throw error;
      }),
  };

  it("excuses what an example records", async () => {
    expect(await problemsOf(swallowed)).toMatch(/409/);
    expect(await problemsOf(swallowed, [exception({ expect: { example: "success" } })])).toBe("");
  });

  it("needs that example", async () => {
    expect(await problemsOf(swallowed, [exception({ expect: { example: "conflict" } })])).toMatch(
      /expected the example conflict.json/,
    );
  });

  it("changes what is expected", async () => {
    const renamed: Partial<Letters> = {
      run: (context) =>
        good(context).catch((error) => {
          throw error.code === "conflict"
            ? new FunctionError("provider_rejected", "No", error.details)
            : error;
        }),
    };
    expect(await problemsOf(renamed)).toMatch(/expected conflict, got provider_rejected/);
    expect(await problemsOf(renamed, [exception({ expect: { code: "provider_rejected" } })])).toBe("");
    expect(await problemsOf(renamed, [exception({ expect: { code: "not_found" } })])).toMatch(
      /expected not_found/,
    );
  });

  it("that nothing needs is found", async () => {
    expect(await problemsOf({}, [exception({})])).toBe("409 at any request: needs no exception");
  });
});

type Post = Context["http"]["post"];

function idempotent(post: Post): Post {
  return ((path: string, options: object) => post(path, { ...options, idempotent: true })) as Post;
}
