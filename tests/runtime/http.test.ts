/**
 * The provider client: what leaves, to which host, with which token, and what is made of the answer.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import type { Http, RequestOptions } from "../../shared/runtime/http.ts";
import type { Service } from "../../shared/runtime/service.ts";
import * as z from "../../shared/runtime/zod.ts";
import { PROVIDER_TOKENS } from "../support/base44.ts";
import type { Provider, Sent } from "../support/provider.ts";
import { createWorld, type World, type WorldOptions } from "../support/world.ts";
import { acme, ask, defineSubject, posted, type Subject, type Told } from "./subject.ts";

interface Outcome {
  world: World;
  told: Told;
  sent: Sent[];
}

/** Runs `work` as the body of a function. */
async function use(
  work: (http: Http) => Promise<unknown>,
  options: WorldOptions = {},
  changes: Partial<Subject> = {},
): Promise<Outcome> {
  const world = createWorld({ provider: () => Response.json({ ok: true }), ...options });
  const run: Subject["run"] = async ({ http }) => await work(http) ?? {};
  const handler = defineSubject({ output: z.unknown(), ...changes, run });
  const told = await ask(world, handler);
  return { world, told, sent: world.sent };
}

function text(sent: Sent | undefined): string {
  return new TextDecoder().decode(sent?.body);
}

describe("what leaves", () => {
  it("method, address, token and JSON", async () => {
    const { sent: [sent] } = await use((http) =>
      http.post("repos/{owner}/issues", { path: { owner: "a b" }, query: { page: 2 }, json: { title: "é" } })
    );
    expect(sent?.method).toBe("POST");
    expect(sent?.url.href).toBe("https://api.acme.example/v1/repos/a%20b/issues?page=2");
    expect(Object.fromEntries(sent?.headers ?? [])).toEqual({
      accept: "application/json",
      authorization: `Bearer ${PROVIDER_TOKENS[0]}`,
      "content-type": "application/json; charset=utf-8",
    });
    expect(text(sent)).toBe('{"title":"é"}');
  });

  it.each(["get", "post", "put", "patch", "delete"] as const)("http.%s", async (method) => {
    const { sent } = await use((http) => http[method]("items"));
    expect(sent.map((request) => request.method)).toEqual([method.toUpperCase()]);
  });

  it("forms, text, bytes and files", async () => {
    const form = new FormData();
    form.append("file", new File(["x"], "a.txt"));
    const bodies: [RequestOptions, RegExp, RegExp][] = [
      [
        { form: { a: "x y", b: [1, 2], c: undefined } },
        /^application\/x-www-form-urlencoded/,
        /^a=x\+y&b=1&b=2$/,
      ],
      [{ body: "plain" }, /^text\/plain/, /^plain$/],
      [{ body: new Uint8Array([0x62]), headers: { "content-type": "image/png" } }, /^image\/png$/, /^b$/],
      [{ body: form }, /^multipart\/form-data; boundary=/, /filename="a.txt"/],
      [
        { json: { a: 1 }, headers: { "content-type": "application/merge-patch+json" } },
        /^application\/merge-patch/,
        /^{"a":1}$/,
      ],
    ];
    for (const [options, type, content] of bodies) {
      const { sent: [sent] } = await use((http) => http.post("items", options));
      expect(sent?.headers.get("content-type")).toMatch(type);
      expect(text(sent)).toMatch(content);
    }
  });

  it("what writes is a Blob, which Deno does not send again by itself", async () => {
    const kindOf = async (work: (http: Http) => Promise<unknown>) => {
      const world = createWorld();
      let kind: string | undefined;
      world.environment.fetch = (_, init) => {
        kind = init?.body?.constructor.name;
        return Promise.resolve(Response.json({}));
      };
      await ask(
        world,
        defineSubject({ output: z.unknown(), run: async ({ http }) => await work(http) ?? {} }),
      );
      return kind;
    };
    const body = new Uint8Array(1);
    expect(await kindOf((http) => http.post("items", { json: {} }))).toBe("Blob");
    expect(await kindOf((http) => http.post("items", { json: {}, idempotent: true }))).toBe("Blob");
    expect(await kindOf((http) => http.put("items", { form: {} }))).toBe("Blob");
    expect(await kindOf((http) => http.put("items", { body }))).toBe("Blob");
    // A second read changes nothing, and who goes on after a failure asks how far the first time came.
    expect(await kindOf((http) => http.post("items", { json: {}, read: true }))).toBe("String");
    expect(await kindOf((http) => http.put("items", { body, retry: false }))).toBe("Uint8Array");
  });

  it("a request without a body has none, and no type", async () => {
    const { sent: [sent] } = await use((http) => http.post("items"));
    expect([text(sent), sent?.headers.get("content-type")]).toEqual(["", null]);
  });

  it("fields that are undefined are left out of JSON", async () => {
    const { sent: [sent] } = await use((http) => http.post("items", { json: { a: undefined, b: null } }));
    expect(text(sent)).toBe('{"b":null}');
  });

  it('`redirect: "manual"`, and Base44\'s own tokens and headers stay here', async () => {
    const seen: RequestInit[] = [];
    const world = createWorld();
    world.environment.fetch = (_, init) => {
      seen.push(init ?? {});
      return Promise.resolve(Response.json({ id: "M1" }));
    };
    await ask(world, defineSubject());
    expect(seen[0]).toMatchObject({ redirect: "manual" });
    expect(JSON.stringify(seen[0]?.headers)).not.toMatch(/user-token|service-token|base44/i);
  });
});

describe("what is made of the answer", () => {
  it("JSON that fits is parsed", async () => {
    const response = z.object({ id: z.string(), at: z.string().transform(Number) });
    const { told } = await use((http) => http.get("items", { response }), {
      provider: () => Response.json({ id: "1", at: "5", more: true }),
    });
    expect(told.body).toEqual({ id: "1", at: 5 });
  });

  it("an answer that is not needed is not looked at", async () => {
    for (const answer of [() => new Response(null, { status: 204 }), () => new Response("<html>"), posted]) {
      const { told } = await use(async (http) => ({ answer: await http.post("items") }), {
        provider: answer,
      });
      expect([told.status, told.body]).toEqual([200, {}]);
    }
  });

  it("`send` tells status, headers and body", async () => {
    const { told } = await use(async (http) => {
      const { status, headers, body } = await http.send("PUT", "items");
      return { status, location: headers.get("location"), body };
    }, { provider: () => new Response("", { status: 201, headers: { location: "/items/1" } }) });
    expect(told.body).toEqual({ status: 201, location: "/items/1" });
  });

  it("`send` with a schema takes only what fits it", async () => {
    const response = z.object({ id: z.string() });
    const send = async (http: Http) => (await http.send("POST", "items", { response })).body;
    expect((await use(send, { provider: posted })).told.body).toEqual({ id: "M1" });
    const { told } = await use(send, { provider: () => Response.json({ id: 7 }) });
    expect(told.body).toMatchObject({ code: "provider_invalid_response", outcome: "done" });
  });

  it("`bytes` are as they came, up to their limit", async () => {
    const bytes = (maxBytes: number) => async (http: Http) => {
      const download = await http.bytes("files/1", { maxBytes });
      return { bytes: download.bytes && [...download.bytes], type: download.headers.get("content-type") };
    };
    const provider = () =>
      new Response(new Uint8Array([0xff, 0x00, 0x7b]), { headers: { "content-type": "image/png" } });
    expect((await use(bytes(3), { provider })).told.body).toEqual({
      bytes: [0xff, 0x00, 0x7b],
      type: "image/png",
    });
    expect((await use(bytes(2), { provider })).told.body).toEqual({ type: "image/png" });
    const missing = await use(bytes(3), {
      provider: () => Response.json({ fault: "not_found", words: "Gone" }, { status: 404 }),
    });
    expect(missing.told.body).toMatchObject({ code: "not_found", error: "Gone" });
  });

  it("`bytes` that break off are asked for again, and come whole", async () => {
    const provider: Provider = (_, index) =>
      index === 0 ? { stall: new Response("abcdef") } : new Response("abcdef");
    const { told, sent } = await use(async (http) => {
      const { bytes } = await http.bytes("files/1", { maxBytes: 100 });
      return { text: new TextDecoder().decode(bytes) };
    }, { provider });
    expect([told.body, sent.length]).toEqual([{ text: "abcdef" }, 2]);
  });

  it("text where it is no JSON", async () => {
    const { told } = await use((http) => http.send("GET", "items"), {
      provider: () => new Response("plain"),
    });
    expect(told.body).toMatchObject({ body: "plain" });
  });

  it("statuses that the call accepts are no failure", async () => {
    const { told } = await use(
      async (http) => ({ status: (await http.send("GET", "items", { accept: [404, 308] })).status }),
      {
        provider: () => new Response("{}", { status: 308 }),
      },
    );
    expect(told.body).toEqual({ status: 308 });
  });

  it("an answer of more than `limits.response` is not taken, by default 8 MB", async () => {
    const large = (length: number) => () => new Response(`"${"x".repeat(length - 2)}"`);
    const get = (http: Http) =>
      http.get("items", { response: z.string().transform((value) => value.length) });
    expect((await use(get, { provider: large(8_000_000) })).told.text).toBe("7999998");
    expect((await use(get, { provider: large(8_000_001) })).told.body.code).toBe("provider_invalid_response");
    const small = await use(get, { provider: large(101) }, { limits: { response: 100 } });
    expect(small.told.body).toMatchObject({ code: "provider_invalid_response", retryable: false });
  });

  it("an endless answer ends", async () => {
    let pulled = 0;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            pulled++;
            controller.enqueue(new Uint8Array(1_000));
          },
        }, { highWaterMark: 0 }),
      );
    const { told } = await use(
      (http) => http.get("items", { response: z.unknown() }),
      { provider: endless },
      {
        limits: { response: 10_000 },
      },
    );
    expect(told.body.code).toBe("provider_invalid_response");
    expect(pulled).toBeLessThan(15);
  });

  it("a request's own mistake in a path is the caller's input, and nothing leaves", async () => {
    const { told, sent } = await use((http) => http.get("items/{itemId}", { path: { itemId: ".." } }));
    expect(told.body).toMatchObject({ code: "invalid_input", issues: [{ path: "itemId" }] });
    expect(sent).toEqual([]);
  });
});

describe("absolute URLs that an API returns: https, host on the service's list", () => {
  it.each([
    "https://api.acme.example/v2/next?cursor=1",
    "https://files.acme.example/x",
    "https://eu.files.acme.example/x",
    "https://upload.acme-files.example/x",
  ])("%s is asked", async (address) => {
    const { sent } = await use((http) => http.get(address));
    expect(sent.map(({ url }) => url.href)).toEqual([address]);
  });

  it.each([
    "https://evil.example/v1/next",
    "https://api.acme.example.evil.example/",
    "https://evilacme.example/",
    "https://acme.example/",
    "http://api.acme.example/v1/next",
    "https://api.acme.example:8443/",
    "https://user:password@api.acme.example/",
    "https://user@upload.acme-files.example/",
    "https://sub.upload.acme-files.example/",
    "//evil.example/v1",
    "\\\\evil.example\\v1",
    "https:\\\\evil.example/v1",
    "data:application/json,{}",
    "file:///etc/passwd",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://169.254.169.254/latest/meta-data",
  ])("%s is not", async (address) => {
    for (const method of ["get", "post"] as const) {
      const { told, sent } = await use((http) => http[method](address));
      expect(sent).toEqual([]);
      expect(told.body).toMatchObject({ code: "provider_invalid_response", outcome: "not_done" });
      expect(told.text).not.toContain("evil.example");
    }
  });

  it("never the provider token on a foreign host: pre-signed addresses get none", async () => {
    const { sent: [sent] } = await use((http) =>
      http.put("https://upload.acme-files.example/x?signature=1", { body: "x" })
    );
    expect(sent?.headers.has("authorization")).toBe(false);
  });

  it("a pre-signed address tells failure by its status only, and asks for no new token", async () => {
    const provider: Provider = () => Response.json({ fault: "missing_scope" }, { status: 401 });
    const { told, world } = await use(
      (http) => http.put("https://upload.acme-files.example/x", { body: "x" }),
      { provider },
    );
    expect(told.status).not.toBe(200);
    expect([world.sent.length, world.base44.count("connection")]).toEqual([1, 1]);
  });

  it.each([301, 302, 303, 307, 308])("hops are not followed: %i", async (status) => {
    const { told, sent } = await use((http) => http.get("items"), {
      provider: () => new Response(null, { status, headers: { location: "https://evil.example/" } }),
    });
    expect(sent).toHaveLength(1);
    expect(told.body.code).toBe("provider_invalid_response");
    expect(told.text).not.toContain("evil.example");
  });
});

describe("a service's `baseUrl` may be found out asynchronously", () => {
  function finding(baseUrl: Service["baseUrl"]): Partial<Subject> {
    return { service: { ...acme, baseUrl } };
  }
  const post = (http: Http) => http.post("items");

  it("from the connection", async () => {
    const { sent } = await use(
      post,
      { connection: { connectionConfig: { instance: "one" } } },
      finding(
        ({ connection }) => `https://${connection.connectionConfig?.instance}.acme.example/v3/`,
      ),
    );
    expect(sent.map(({ url }) => url.href)).toEqual(["https://one.acme.example/v3/items"]);
  });

  it("by asking the provider, with the token", async () => {
    const found = async ({ get }: { get(url: string): Promise<unknown> }) =>
      z.object({ instance: z.string() }).parse(await get("https://login.acme.example/userinfo")).instance;
    const provider: Provider = ({ url }) =>
      Response.json(url.host.startsWith("login") ? { instance: "https://two.acme.example/" } : {});
    const { sent, world } = await use(post, { provider }, finding(found));
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET https://login.acme.example/userinfo",
      "POST https://two.acme.example/items",
    ]);
    expect(sent.every(({ headers }) => headers.get("authorization") === `Bearer ${PROVIDER_TOKENS[0]}`)).toBe(
      true,
    );
    expect(world.logs[0]).toMatchObject({ attempts: 2 });
  });

  it.each([
    "https://evil.example/userinfo",
    "http://login.acme.example/",
    "https://login.acme.example.evil.example/",
  ])(
    "... and only addresses on `hosts`: the token does not go to %s",
    async (address) => {
      const { sent } = await use(
        post,
        {},
        finding(async ({ get }) => {
          await get(address);
          return "https://api.acme.example/";
        }),
      );
      expect(sent.filter(({ url }) => !url.hostname.endsWith(".acme.example") || url.protocol !== "https:"))
        .toEqual([]);
    },
  );

  it.each([
    "https://evil.example/",
    "https://api.acme.example.evil.example/",
    "not an address",
    "",
    "http://api.acme.example/",
    "https://api.acme.example:444/",
  ])(
    "only from allow-listed hosts: %j is refused, and nothing leaves",
    async (address) => {
      const { told, sent } = await use(post, {}, finding(() => address));
      expect(sent).toEqual([]);
      expect(told.status).toBeGreaterThanOrEqual(400);
      expect(told.body.code).not.toBe("internal_error");
    },
  );

  it("from a secret, `not_configured` where it is unset", async () => {
    const changes = finding(({ secret }) => `https://${secret("ACME_INSTANCE")}.acme.example/`);
    expect((await use(post, { secrets: { ACME_INSTANCE: "three" } }, changes)).sent[0]?.url.host).toBe(
      "three.acme.example",
    );
    expect((await use(post, {}, changes)).told.body).toMatchObject({
      code: "not_configured",
      params: { secret: "ACME_INSTANCE" },
    });
  });

  it("fails as any other request does", async () => {
    const changes = finding(async ({ get }) => String(await get("https://login.acme.example/userinfo")));
    const { told } = await use(post, { provider: () => new Response("{}", { status: 403 }) }, changes);
    expect(told.body).toMatchObject({ code: "provider_denied", outcome: "not_done" });
  });
});

describe("`connection_expired` or `missing_scope` fetches the connection once more and tries once again if the token changed", () => {
  const [OLD, FRESH] = PROVIDER_TOKENS;
  const tokens = PROVIDER_TOKENS;
  const tokenOf = (sent: Sent) => sent.headers.get("authorization")?.replace("Bearer ", "");
  const refuse = (code: string, words?: string) => Response.json({ fault: code, words }, { status: 403 });

  for (const code of ["connection_expired", "missing_scope"]) {
    const provider: Provider = (sent) => tokenOf(sent) === FRESH ? posted() : refuse(code);

    it.each(["GET", "POST", "PATCH", "DELETE"])(`${code}, then fresh: %s`, async (method) => {
      const { world, told, sent } = await use((http) => http.send(method, "items"), { provider, tokens });
      expect(told.status).toBe(200);
      expect(sent.map(tokenOf)).toEqual([OLD, FRESH]);
      expect(world.base44.calls.toSorted()).toEqual(["connection", "connection", "me"]);
      expect(world.clock.waits).toEqual([]);
    });

    it(`${code} with the same token again: no second try`, async () => {
      const { world, told, sent } = await use((http) => http.post("items"), { provider });
      expect(told.body).toMatchObject({ code, outcome: "not_done", retryable: false });
      expect([sent.length, world.base44.count("connection")]).toEqual([1, 2]);
    });

    it(`${code} twice: the second is reported, and there is no third try`, async () => {
      const { world, told, sent } = await use((http) => http.post("items"), {
        provider: () => refuse(code),
        tokens,
      });
      expect([told.status, told.body.code]).toEqual([424, code]);
      expect([sent.length, world.base44.count("connection")]).toEqual([2, 2]);
    });

    it(`${code}, and Base44 no longer has a connection: the provider's word counts`, async () => {
      const world = createWorld({ provider });
      const first = world.base44.connection.bind(world.base44);
      let asked = 0;
      world.base44.connection = (choice) => asked++ === 0 ? first(choice) : Promise.reject(new Error("gone"));
      expect((await ask(world, defineSubject())).body.code).toBe(code);
      expect(world.sent).toHaveLength(1);
    });
  }

  it("a 401 that the service says nothing about", async () => {
    const provider: Provider = (sent) =>
      tokenOf(sent) === FRESH ? posted() : new Response(null, { status: 401 });
    const { told, sent } = await use((http) => http.post("items"), { provider, tokens });
    expect([told.status, sent.length]).toEqual([200, 2]);
  });

  it("keeps the fresh token for what follows", async () => {
    const provider: Provider = (sent) => tokenOf(sent) === FRESH ? posted() : refuse("connection_expired");
    const { sent, world } = await use(async (http) => {
      await http.post("one");
      await http.post("two");
    }, { provider, tokens });
    expect(sent.map((request) => `${request.url.pathname} ${tokenOf(request)}`)).toEqual([
      `/v1/one ${OLD}`,
      `/v1/one ${FRESH}`,
      `/v1/two ${FRESH}`,
    ]);
    expect(world.base44.count("connection")).toBe(2);
  });

  it("requests side by side share one refresh", async () => {
    const provider: Provider = (sent) => tokenOf(sent) === FRESH ? posted() : refuse("connection_expired");
    const { sent, told, world } = await use(
      (http) => Promise.all(["a", "b", "c"].map((path) => http.get(path))),
      {
        provider,
        tokens,
      },
    );
    expect([told.status, sent.length, world.base44.count("connection")]).toEqual([200, 6, 2]);
  });

  it("a later request that is refused with the fresh token is not made again: that token did not change", async () => {
    const provider: Provider = (sent) => {
      if (tokenOf(sent) === OLD) return refuse("connection_expired");
      return sent.url.pathname === "/v1/two" ? refuse("missing_scope") : posted();
    };
    const { sent, told } = await use(async (http) => {
      await http.post("one");
      await http.post("two");
    }, { provider, tokens });
    expect(told.body.code).toBe("missing_scope");
    expect(sent.map(({ url }) => url.pathname)).toEqual(["/v1/one", "/v1/one", "/v1/two"]);
  });

  it("leaves its three attempts to what comes after it", async () => {
    let fresh = 0;
    const provider: Provider = (sent) => {
      if (tokenOf(sent) === OLD) return refuse("connection_expired");
      return ++fresh < 3 ? new Response(null, { status: 429 }) : posted();
    };
    const { told, sent, world } = await use((http) => http.post("items"), { provider, tokens });
    expect([told.status, sent.length]).toEqual([200, 4]);
    expect(world.logs[0]).toMatchObject({ attempts: 4 });
  });

  it("both tokens stay out of answers and logs", async () => {
    const provider: Provider = () => refuse("missing_scope", `not with ${OLD} nor with ${FRESH}`);
    const { told, world } = await use((http) => http.post("items"), { provider, tokens });
    for (const token of tokens) expect(told.text + JSON.stringify(world.logs)).not.toContain(token);
  });
});

it("a failure can be caught and handled by the function itself", async () => {
  const { told } = await use(async (http) => {
    try {
      await http.get("items");
      return { found: true };
    } catch (error) {
      if (error instanceof FunctionError && error.code === "not_found") return { found: false };
      throw error;
    }
  }, { provider: () => new Response(null, { status: 404 }) });
  expect(told.body).toEqual({ found: false });
});
