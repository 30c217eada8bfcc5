/**
 * No call is lost because the other end closes a connection that has been idle.
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect, it } from "vitest";
import { openEgress } from "../../sandbox/runtimes/egress.ts";
import { invoke } from "../../sandbox/runtimes/runtime.ts";
import { startProbe } from "./fixture.ts";

it("a runtime that closes each connection after one call gets every call", async () => {
  const used = new WeakSet<Socket>();
  const server = createServer((request, response) => {
    if (used.has(request.socket)) return request.socket.destroy();
    used.add(request.socket);
    response.end("answered");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    for (let call = 0; call < 3; call++) {
      const response = await invoke(address, "probe", new Request("https://app.base44.app/"), {});
      expect(await response.text()).toBe("answered");
    }
  } finally {
    server.close();
  }
});

it("the way out and the sandbox itself close no idle connection", async () => {
  const egress = await openEgress(() => Promise.resolve(new Response("answered")));
  const probe = await startProbe();
  try {
    for (const url of [`http://${egress.address}`, probe.url]) {
      const response = await fetch(url);
      await response.text();
      expect([response.headers.get("connection"), response.headers.get("keep-alive")]).toEqual([
        "keep-alive",
        null,
      ]);
    }
  } finally {
    egress.close();
    await probe.close();
  }
});
