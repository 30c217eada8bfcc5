/** @module */
import { describe, expect, it } from "vitest";
import { type Example, Exchange } from "../../sandbox/example.ts";
import { createPlayer, type Player } from "../../sandbox/player.ts";

const HOST = "https://api.example.com";

function exchange(method: "GET" | "POST", path: string, answer: string, json?: unknown): Exchange {
  return Exchange.parse({
    request: { method, url: HOST + path, ...(json !== undefined && { json }) },
    route: `${method} ${path.split("?")[0]?.replace(/\d+/g, "{id}")}`,
    response: { status: 200, text: answer },
  });
}

function example(...exchanges: Example["exchanges"]): Example {
  return { title: "", exchanges, output: null };
}

async function ask(
  player: Player,
  method: string,
  path: string,
  json?: unknown,
): Promise<string | undefined> {
  const body = json === undefined ? null : JSON.stringify(json);
  return await (await player(new Request(HOST + path, { method, body })))?.text();
}

describe("createPlayer()", () => {
  it("ignores values and answers in order", async () => {
    const player = createPlayer([
      example(exchange("GET", "/a/1", "first"), exchange("GET", "/a/1", "second")),
    ]);
    expect(await ask(player, "GET", "/a/9?page=1")).toBe("first");
    expect(await ask(player, "GET", "/a/8")).toBe("second");
  });

  it("repeats the last answer of a route, so that a longer listing ends", async () => {
    const player = createPlayer([
      example(exchange("GET", "/a", "page 1"), exchange("GET", "/a", "last page")),
    ]);
    expect(await ask(player, "GET", "/a")).toBe("page 1");
    expect(await ask(player, "GET", "/a")).toBe("last page");
    expect(await ask(player, "GET", "/a")).toBe("last page");
  });

  it("takes a group in any order, each exchange once", async () => {
    const group = { anyOrder: [exchange("GET", "/a/1", "one"), exchange("GET", "/a/2", "two")] };
    const player = createPlayer([example(group, exchange("GET", "/b", "after"))]);
    expect(await ask(player, "GET", "/a/2")).toBe("one");
    expect(await ask(player, "GET", "/a/1")).toBe("two");
    expect(await ask(player, "GET", "/b")).toBe("after");
  });

  it("stays with the examples that have the call's requests so far", async () => {
    const player = createPlayer([
      example(exchange("GET", "/a", "a"), exchange("GET", "/c/1", "from the first")),
      example(exchange("GET", "/b", "b"), exchange("GET", "/c/1", "from the second")),
    ]);
    expect(await ask(player, "GET", "/b")).toBe("b");
    expect(await ask(player, "GET", "/c/5")).toBe("from the second");
  });

  it("prefers the example with the same values, else the first", async () => {
    const examples = [
      example(exchange("POST", "/a", "first", { text: "Hi" })),
      example(exchange("POST", "/a", "second", { text: "Hello" })),
    ];
    expect(await ask(createPlayer(examples), "POST", "/a", { text: "Hello" })).toBe("second");
    expect(await ask(createPlayer(examples), "POST", "/a", { text: "Servus" })).toBe("first");
  });

  it("does not know other hosts, methods and paths", async () => {
    const player = createPlayer([example(exchange("GET", "/a", "a"))]);
    expect(await player(new Request("https://other.example.com/a"))).toBeUndefined();
    expect(await ask(player, "POST", "/a")).toBeUndefined();
    expect(await ask(player, "GET", "/b")).toBeUndefined();
  });

  it("loses the connection where the example does", async () => {
    const { response: _, ...request } = exchange("GET", "/a", "");
    const player = createPlayer([example({ ...request, fault: "reset" })]);
    await expect(ask(player, "GET", "/a")).rejects.toThrow("loses the connection");
  });

  it("answers status, headers and bytes as recorded", async () => {
    const { request, route } = exchange("GET", "/a", "");
    const response = { status: 206, headers: { "content-range": "bytes 0-2/9" }, base64: "AAEC" };
    const answer = await createPlayer([example({ request, route, response })])(new Request(`${HOST}/a`));
    expect(answer?.status).toBe(206);
    expect(answer?.headers.get("content-range")).toBe("bytes 0-2/9");
    expect([...new Uint8Array(await answer?.arrayBuffer() ?? new ArrayBuffer(0))]).toEqual([0, 1, 2]);
  });
});
