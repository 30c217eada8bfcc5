/**
 * Values of a query as BigQuery's parameters.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { queryParameters, QueryParams } from "../../shared/services/bigquery-params.ts";

function first(param: unknown) {
  return queryParameters(QueryParams.parse([param])).queryParameters?.[0];
}

describe("types", () => {
  it.each([
    ["PL", "STRING", "PL"],
    [true, "BOOL", "true"],
    [42, "INT64", "42"],
    [-0.5, "FLOAT64", "-0.5"],
    [1e21, "FLOAT64", "1e+21"],
    [{ type: "DATE", value: "2026-01-31" }, "DATE", "2026-01-31"],
    [{ type: "FLOAT64", value: 5 }, "FLOAT64", "5"],
  ])("%j is %s", (param, type, value) => {
    expect(first(param)).toEqual({ parameterType: { type }, parameterValue: { value } });
  });

  it.each([
    [[1, 2], "INT64", ["1", "2"]],
    [[1, 2.5], "FLOAT64", ["1", "2.5"]],
    [[2.5, 1], "FLOAT64", ["2.5", "1"]],
    [["a"], "STRING", ["a"]],
    [{ type: "STRING", value: [] }, "STRING", []],
  ])("%j is a list of %s", (param, type, values) => {
    expect(first(param)).toEqual({
      parameterType: { type: "ARRAY", arrayType: { type } },
      parameterValue: { arrayValues: values.map((value) => ({ value })) },
    });
  });

  it("leaves the value of null out", () => {
    expect(first({ type: "STRING", value: null })).toEqual({
      parameterType: { type: "STRING" },
      parameterValue: {},
    });
  });

  it("refuses lists of several types, and lists and nulls without one", () => {
    expect(() => first([1, "a"])).toThrow("params[0]: expected items of one type");
    expect(QueryParams.safeParse([[]]).success).toBe(false);
    expect(QueryParams.safeParse({ country: null }).success).toBe(false);
  });
});

describe("names", () => {
  it("go without @", () => {
    expect(queryParameters(QueryParams.parse({ country: "PL" }))).toEqual({
      parameterMode: "NAMED",
      queryParameters: [{
        name: "country",
        parameterType: { type: "STRING" },
        parameterValue: { value: "PL" },
      }],
    });
  });

  it.each(["@country", "1st", "a b", "a;DROP", ""])("cannot be %j", (name) => {
    expect(QueryParams.safeParse({ [name]: "x" }).success).toBe(false);
  });

  it("are not sent where there are none", () => {
    for (const params of [undefined, {}, []]) expect(queryParameters(params)).toEqual({});
  });
});

it("hands every text on as it is, beside the query", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    expect(first(text)?.parameterValue).toEqual({ value: text });
  }));
  expect(first("'; DROP TABLE shop.orders; --")?.parameterValue.value).toBe("'; DROP TABLE shop.orders; --");
});
