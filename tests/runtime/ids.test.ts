/**
 * Ids that a function chooses itself, and reading secrets.
 *
 * @module
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { randomHex, uuid } from "../../shared/runtime/ids.ts";
import { readSecret } from "../../shared/runtime/secrets.ts";
import { createWorld } from "../support/world.ts";

it("a UUID is of version 4, whatever the random bytes are", () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
    const environment = { ...createWorld().environment, randomBytes: () => new Uint8Array(bytes) };
    expect(uuid(environment)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  }));
});

it("ids come from the one source of random bytes", () => {
  const { environment } = createWorld();
  expect(randomHex(environment, 4)).toBe("00010203");
  expect(uuid(environment)).toBe("04050607-0809-4a0b-8c0d-0e0f10111213");
  expect(randomHex(environment, 0)).toBe("");
});

it("a secret is unset where there is no host that keeps any", () => {
  expect(readSecret("CONNECTOR_FUNCTIONS_ACCESS")).toBeUndefined();
});
