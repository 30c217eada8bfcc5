/**
 * The fault matrix: every function with everything that can go wrong around it.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { exchangesOf } from "../../sandbox/example.ts";
import { functionNames, loadFunction } from "../support/functions.ts";
import { EXCEPTIONS, NARROWED, ROUTES } from "./expectations.ts";
import { faultsFor, runMatrix } from "./faults/matrix.ts";
import { virtualSubject } from "./faults/virtual.ts";

describe("every fault is taken in order by", () => {
  it.each(functionNames())("%s", async (name) => {
    const { handler, examples } = await loadFunction(name);
    const { problems, faults } = await runMatrix(
      virtualSubject(handler),
      examples,
      faultsFor(handler.spec, examples),
    );
    expect(problems.join("\n")).toBe("");
    expect(faults).toBeGreaterThan(10);
  });
});

describe("the expectations", () => {
  it.each(EXCEPTIONS)("name a function: $function, $fault", (exception) => {
    expect(functionNames()).toContain(exception.function);
  });

  it.each(ROUTES)("name a route whose method does not tell: $function, $route", async (entry) => {
    const { handler, examples } = await loadFunction(entry.function);
    const [method = ""] = entry.route.split(" ");
    const readsAnyway = handler.spec.effect === "read" || ["GET", "HEAD"].includes(method);
    const repeatsAnyway = entry.repeatable && ["PUT", "DELETE"].includes(method);
    expect(examples.flatMap(exchangesOf).map(({ route }) => route)).toContain(entry.route);
    expect(readsAnyway || repeatsAnyway).toBeFalsy();
  });

  it.each(NARROWED)("name a read: $function, $route", async (entry) => {
    const { examples } = await loadFunction(entry.function);
    expect(examples.flatMap(exchangesOf).map(({ route }) => route)).toContain(entry.route);
    expect(entry.route).toMatch(/^GET /);
  });
});
