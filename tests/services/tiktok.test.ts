import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quoteLongIntegers } from "../../shared/services/tiktok.ts";

describe("ids beyond 2^53", () => {
  test.each([
    ['{"ids":[7123456789012345678,-7123456789012345678]}', {
      ids: ["7123456789012345678", "-7123456789012345678"],
    }],
    ['{"cursor":1779700000000,"ratio":0.12345678901234567,"big":1.2345678901234567e25}', {
      cursor: 1_779_700_000_000,
      ratio: 0.12345678901234567,
      big: 1.2345678901234567e25,
    }],
    ['{"title":"7123456789012345678","a":"\\"7123456789012345678"}', {
      title: "7123456789012345678",
      a: '"7123456789012345678',
    }],
    ['{"7123456789012345678":1}', { "7123456789012345678": 1 }],
  ])("%s", (json, value) => {
    expect(JSON.parse(quoteLongIntegers(json))).toEqual(value);
  });

  test("leaves all other JSON as it is", () => {
    const isShort = (value: unknown) =>
      !/\d{16}/.test(JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"/g, ""));
    fc.assert(fc.property(fc.jsonValue().filter(isShort), (value) => {
      const json = JSON.stringify(value);
      expect(quoteLongIntegers(json)).toBe(json);
    }));
  });

  test("is fast for what is no JSON", () => {
    const started = performance.now();
    for (const text of ['"', '\\"', '"\\"', "1", "1.", "-", "1e"]) quoteLongIntegers(text.repeat(100_000));
    quoteLongIntegers(`"${"\\".repeat(500_001)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
