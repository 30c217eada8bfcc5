/**
 * Which scopes a function names.
 *
 * @module
 */
import { expect, test } from "vitest";
import * as z from "zod";
import { declaredScopes } from "./declared-scopes.ts";

test("scopes are those of the definition and those that a field needs", () => {
  const input = z.strictObject({
    email: z.email().optional().describe("Address; needs the scope users:read.email"),
    people: z.array(z.string().describe("ID (needs the scopes im:write, mpim:write)")),
    file: z.instanceof(File).optional().describe("Content, in the scope of a message"),
  });
  const scopes = declaredScopes({ scopes: ["chat:write"], input });
  expect(scopes).toEqual(["chat:write", "users:read.email", "im:write", "mpim:write"]);
});
