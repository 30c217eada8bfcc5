/**
 * The cases find what they are for: a function that is spoiled in one place fails in the rows for it.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { type NamedExample, parseExample } from "../../../sandbox/example.ts";
import { defineFunction } from "../../../shared/runtime/define.ts";
import type { Environment } from "../../../shared/runtime/environment.ts";
import { defineService, statusFailure } from "../../../shared/runtime/service.ts";
import * as z from "../../../shared/runtime/zod.ts";
import type { Handler } from "../../support/world.ts";
import { accessCases, checkAccess, problemsOf } from "./check.ts";
import { KEY } from "./key-cases.ts";
import { SERVICE_ADDRESS } from "./people.ts";
import { runCase } from "./visit.ts";

const service = defineService({
  connector: "letters",
  name: "Letters",
  baseUrl: "https://letters.example.com/v1/",
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: ({ status }) => statusFailure("Letters", status),
});

const good = {
  name: "letters-send",
  service,
  scopes: ["letters"],
  effect: "send",
  access: "user",
  bounds: { to: { secret: "LETTERS_ALLOWED", kind: "mail" } },
  adminOnly: ["html"],
  input: z.strictObject({ to: z.email(), text: z.string(), html: z.string().optional() }),
  output: z.object({ id: z.string() }),

  async run({ input, http }) {
    return await http.post("letters", { json: input, response: z.object({ id: z.string() }) });
  },
} satisfies Parameters<typeof defineFunction>[0];

const EXAMPLES: NamedExample[] = [{
  case: "success",
  ...parseExample(
    JSON.stringify({
      title: "Send a letter",
      input: { to: "ana@example.com", text: "Dear Ana" },
      exchanges: [{
        request: {
          method: "POST",
          url: "https://letters.example.com/v1/letters",
          json: { to: "ana@example.com", text: "Dear Ana" },
        },
        route: "POST /v1/letters",
        response: { status: 200, json: { id: "letter" } },
      }],
      output: { id: "letter" },
    }),
    "success.json",
  ),
}];

type Definition = typeof good;
type Changes = { [Name in keyof Definition | "connection"]?: unknown };

/** What the function says about itself is as it should be; what it does is not. */
function pretend(changes: Changes): Handler {
  const { spec } = defineFunction(good);
  const real = defineFunction({ ...good, ...changes } as Definition);
  return { spec, with: real.with } as Handler;
}

type Next = (request: Request, environment?: Partial<Environment>) => Promise<Response>;

/** Something stands between the caller and the function. */
function spoil(
  change: (request: Request, next: Next, environment: Environment) => Promise<Response>,
): Handler {
  const real = defineFunction(good);
  const handler = {
    spec: real.spec,
    with(environment: Environment) {
      const next: Next = (request, changes = {}) => real.with({ ...environment, ...changes })(request);
      return (request: Request) => change(request, next, environment);
    },
  };
  return handler as unknown as Handler;
}

function withHeaders(request: Request, change: (headers: Headers) => void): Request {
  const headers = new Headers(request.headers);
  change(headers);
  return new Request(request, { headers });
}

async function problemsIn(handler: Handler, row: string): Promise<string[]> {
  const cases = accessCases(handler, EXAMPLES).filter((one) => one.row === row);
  const outcomes = await Promise.all(cases.map((one) => runCase(handler, one)));
  return outcomes.flatMap(({ problems }) => problems);
}

it("nothing is wrong with a good function", async () => {
  const checked = await checkAccess(defineFunction(good) as unknown as Handler, EXAMPLES);
  expect(problemsOf(checked)).toEqual([]);
  expect(checked.length).toBeGreaterThan(500);
});

describe("a function is found out that", () => {
  const cases: [string, Handler, string][] = [
    ["is open to everybody", pretend({ access: "public" }), "anonymous"],
    ["is for admins only", pretend({ access: "admin" }), "user"],
    ["has no bounds", pretend({ bounds: undefined }), "out of bounds"],
    ["has the bounds of another secret", pretend({ bounds: { to: "OTHERS" } }), "within bounds"],
    ["compares addresses as ids", pretend({ bounds: { to: "LETTERS_ALLOWED" } }), "bounds with self"],
    ["lets everybody set what is for admins", pretend({ adminOnly: [] }), "field for admins only"],
    ["takes any input", pretend({ input: z.looseObject(good.input.shape) }), "input that does not fit"],
    ["never uses the account of the caller", pretend({ connection: "none" }), "account of the caller's own"],
    [
      "sends something else",
      pretend({ run: ({ http }: never) => (http as never as { post: Post }).post("letters", { json: {} }) }),
      "admin",
    ],
    [
      "takes keys from browsers",
      spoil((request, next) => next(withHeaders(request, (headers) => headers.delete("origin")))),
      "key, right, from a browser",
    ],
    [
      "takes keys from the query",
      spoil((request, next) => {
        const key = new URL(request.url).searchParams.get("functionsKey");
        return next(key ? withHeaders(request, (headers) => headers.set("x-functions-key", key)) : request);
      }),
      "key, right, in a wrong place",
    ],
    [
      "takes every key that is set",
      spoil((request, next, { secret }) =>
        next(request, {
          secret: (name) =>
            name === "CONNECTOR_FUNCTIONS_KEYS" && secret(name) ? `${KEY}:letters-send` : secret(name),
        })
      ),
      "key, scoped to others",
    ],
    [
      "logs keys",
      spoil((request, next, { log }) =>
        next(request, { log: (line) => log({ ...line, key: request.headers.get("x-functions-key") }) })
      ),
      "key, wrong",
    ],
    [
      "answers with its token",
      spoil(async (request, next) => {
        const response = await next(request);
        response.headers.set("x-seen", request.headers.get("base44-service-authorization") ?? "");
        return response;
      }),
      "admin",
    ],
    [
      "believes any address of Base44",
      spoil((request, next) =>
        next(withHeaders(request, (headers) => headers.set("base44-api-url", "https://base44.app")))
      ),
      "forged header Base44-Api-Url",
    ],
    [
      "believes any app",
      spoil((request, next, { secret }) =>
        next(request, { secret: (name) => name === "BASE44_APP_ID" ? undefined : secret(name) })
      ),
      "forged header Base44-App-Id",
    ],
    [
      "takes what begins like the service for the service",
      spoil((request, next, { base44 }) =>
        next(request, {
          base44: (asked) => {
            const real = base44(asked);
            return Object.assign(Object.create(real), {
              async me() {
                const user = await real.me() as Record<string, unknown>;
                return `${user?.email}`.startsWith(SERVICE_ADDRESS) ? { ...user, role: "admin" } : user;
              },
              connection: real.connection.bind(real),
            });
          },
        })
      ),
      "service, forged",
    ],
    [
      "asks Base44 before it knows that there is a caller",
      spoil((request, next, { base44 }) => {
        base44(request).connection({ kind: "shared", connector: "letters" }).catch(() => {});
        return next(request);
      }),
      "anonymous",
    ],
    [
      "reaches the provider before it knows the caller",
      spoil(async (request, next, environment) => {
        await environment.fetch("https://letters.example.com/v1/warm").catch(() => {});
        return await next(request);
      }),
      "signed in, unknown to Base44",
    ],
    [
      "ignores settings that it cannot read",
      spoil((request, next, { secret }) =>
        next(request, {
          secret: (name) =>
            name.startsWith("CONNECTOR_FUNCTIONS_ACCESS") && /public|\*/.test(secret(name) ?? "")
              ? undefined
              : secret(name),
        })
      ),
      "setting that cannot be read",
    ],
    [
      "takes data for input",
      spoil((request, next) => merged(request, "data").then(next)),
      "envelope instead of the input",
    ],
    [
      "unwraps args twice",
      spoil((request, next) => merged(request, "args").then((once) => merged(once, "args")).then(next)),
      "envelope inside of args",
    ],
    ["remembers whom it knew", forgetful(), "user, right after an admin"],
  ];
  it.each(cases)("%s", async (_, handler, row) => {
    expect(await problemsIn(handler, row)).not.toEqual([]);
  });
});

type Post = (path: string, options: object) => Promise<never>;

/** With the values under `name` beside the others. */
async function merged(request: Request, name: string): Promise<Request> {
  const text = await request.text();
  const { method, headers } = request;
  const again = (body: string) => new Request(request.url, { method, headers, body });
  try {
    const { [name]: inner, ...others } = JSON.parse(text);
    const isObject = typeof inner === "object" && inner !== null && !Array.isArray(inner);
    return again(isObject ? JSON.stringify({ ...inner, ...others }) : text);
  } catch {
    return again(text);
  }
}

/** Keeps the last admin for the next caller, once. */
function forgetful(): Handler {
  let known: unknown;
  return spoil((request, next, { base44 }) =>
    next(request, {
      base44: (asked) => {
        const real = base44(asked);
        return {
          async me() {
            const user = known ?? await real.me();
            known = (user as { role?: string })?.role === "admin" && !known ? user : undefined;
            return user;
          },
          connection: real.connection.bind(real),
          signFile: real.signFile.bind(real),
        };
      },
    })
  );
}
