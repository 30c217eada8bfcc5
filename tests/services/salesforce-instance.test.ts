import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { findInstance, instanceOrigin } from "../../shared/services/salesforce-instance.ts";

const ACME = "https://acme.my.salesforce.com";

describe("instanceOrigin", () => {
  test.each([
    [ACME, ACME],
    [`${ACME}/services/data/v66.0/`, ACME],
    ["acme.my.salesforce.com", ACME],
    [" ACME.my.salesforce.com/ ", ACME],
    ["acme", ACME],
    ["acme--uat.sandbox.my.salesforce.com", "https://acme--uat.sandbox.my.salesforce.com"],
    [`${ACME}:443`, ACME],
  ])("%j is %s", (text, origin) => {
    expect(instanceOrigin(text)).toBe(origin);
  });

  test.each([
    "",
    ".",
    "evil.example",
    "https://evil.example",
    "http://acme.my.salesforce.com",
    "https://acme.my.salesforce.com.evil.example",
    "https://evilsalesforce.com",
    "https://salesforce.com",
    "https://acme.my.salesforce.com@evil.example",
    "https://evil.example/.salesforce.com",
    "https://evil.example#.salesforce.com",
    "https://evil.example?.salesforce.com",
    "https://evil.example\\.salesforce.com",
    "https://user:password@acme.my.salesforce.com",
    "https://acme.my.salesforce.com:8443",
    "javascript://acme.my.salesforce.com",
    "https://login.salesforce.com",
    "test.salesforce.com",
    "login",
    "test",
  ])("%j is none", (text) => {
    expect(instanceOrigin(text)).toBeUndefined();
  });

  test("whatever comes out is a host of Salesforce", () => {
    const parts = fc.constantFrom(
      "https://",
      "http://",
      "//",
      "acme",
      ".my",
      ".salesforce.com",
      "@",
      ":",
      "/",
      "\\",
      "#",
      "?",
      "%2e",
      "evil.example",
      " ",
      "\u3002",
    );
    fc.assert(
      fc.property(fc.array(parts).map((list) => list.join("")), (text) => {
        expect(instanceOrigin(text) ?? ACME).toMatch(/^https:\/\/[^/:@?#\\]+\.salesforce\.com$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("findInstance", () => {
  const refusal = (code: "provider_denied" | "connection_expired" | "provider_unavailable") =>
    new FunctionError(code, "refused");

  interface World {
    connectionConfig?: Record<string, string>;
    secret?: string;
    login?: unknown;
    test?: unknown;
  }

  async function find({ connectionConfig, secret, ...answers }: World) {
    const asked: string[] = [];
    const get = (url: string): Promise<unknown> => {
      asked.push(url);
      const answer = new URL(url).host === "login.salesforce.com" ? answers.login : answers.test;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    const found = findInstance({
      connection: { accessToken: "token", connectionConfig: connectionConfig ?? null },
      optionalSecret: () => secret,
      get,
    });
    return { asked, found: await found.catch((error: unknown) => error) };
  }

  const told = (urls: Record<string, string>) => ({ user_id: "005dM00000awSFJQA2", urls });

  test.each(["instance_url", "instanceUrl", "instance", "domain", "subdomain"])(
    "from %s, without asking",
    async (key) => {
      const { found, asked } = await find({
        connectionConfig: { [key]: "acme" },
        secret: "https://other.my.salesforce.com",
      });
      expect([found, asked]).toEqual([ACME, []]);
    },
  );

  test("passes over values that are no address of an org", async () => {
    const connectionConfig = {
      instance_url: "https://evil.example",
      domain: "login.salesforce.com",
      subdomain: "acme",
    };
    expect((await find({ connectionConfig })).found).toBe(ACME);
  });

  test("from the secret, without asking", async () => {
    expect(await find({ secret: "acme.my.salesforce.com" })).toEqual({ found: ACME, asked: [] });
  });

  test("refuses a secret that is no address of an org", async () => {
    const { found, asked } = await find({ secret: "https://evil.example" });
    expect(found).toMatchObject({
      code: "not_configured",
      details: { params: { secret: "SALESFORCE_INSTANCE_URL" } },
    });
    expect(asked).toEqual([]);
  });

  test("by asking production", async () => {
    const { found, asked } = await find({
      login: told({ custom_domain: ACME, rest: "https://na1.salesforce.com/x" }),
    });
    expect([found, asked]).toEqual([ACME, ["https://login.salesforce.com/services/oauth2/userinfo"]]);
  });

  test("... or by where the API is", async () => {
    expect((await find({ login: told({ rest: `${ACME}/services/data/v{version}/` }) })).found).toBe(ACME);
  });

  test("then by asking sandboxes", async () => {
    const { found, asked } = await find({
      login: refusal("connection_expired"),
      test: told({ custom_domain: ACME }),
    });
    expect(found).toBe(ACME);
    expect(asked).toHaveLength(2);
  });

  test("takes no other host from the answer", async () => {
    const evil = told({ custom_domain: "https://evil.example", rest: "https://evil.example/services/data/" });
    expect((await find({ login: evil, test: evil })).found).toMatchObject({ code: "not_configured" });
  });

  test.each(["<html>", null, undefined, {}, { urls: null }, { urls: { rest: 1 } }])(
    "%j tells nothing",
    async (answer) => {
      expect((await find({ login: answer, test: answer })).found).toMatchObject({ code: "not_configured" });
    },
  );

  test("tells an expired token from a permission that lacks", async () => {
    const expired = refusal("connection_expired");
    expect((await find({ login: expired, test: expired })).found).toBe(expired);
    expect((await find({ login: expired, test: refusal("provider_denied") })).found).toMatchObject({
      code: "not_configured",
    });
  });

  test("gives up at once where Salesforce is down", async () => {
    const { found, asked } = await find({
      login: refusal("provider_unavailable"),
      test: told({ custom_domain: ACME }),
    });
    expect(found).toMatchObject({ code: "provider_unavailable" });
    expect(asked).toHaveLength(1);
  });
});
