/**
 * The samples conform, and every member of their bodies counts: a renamed one in a request and a value of another
 * type anywhere are found.
 *
 * @module
 */
import { describe, expect, test } from "vitest";
import { checkExample } from "./check.ts";
import { bodyPaths, changed, sampleNamed, valueAt, violatedPlaces } from "./mutate.ts";
import { SAMPLES } from "./samples.ts";
import { specsArePresent } from "./specs.ts";

const hasSpecs = specsArePresent();
if (!hasSpecs) console.log("Samples are not checked here: no provider contracts (set PROVIDER_SPECS)");

const NAMES = Object.keys(SAMPLES);

/** Values that the contracts leave open. */
const OPEN_VALUES: Record<string, RegExp> = {
  "Slack Bot posts": /\/bot_profile\//,
  "Slack Bot uploads": /^2\/response\/json\/files\/0\/(title|mimetype|size)$/,
  "Airtable lists": /\/records\/0\/fields\//,
  "Google Sheets appends": /\/request\/json\/values\//,
  "Salesforce queries": /\/records\/0\//,
  "Outlook lists": /\/@odata\.\w+$/,
  "OneDrive uploads in chunks": /\/@odata\.\w+$/,
  "Linear refuses inside a 200": /\/extensions\//,
};

describe.skipIf(!hasSpecs).each(NAMES)("%s", (name) => {
  const sample = sampleNamed(name);

  test("conforms", () => {
    expect(checkExample(sample.connector, sample.example).violations).toEqual([]);
  });

  test("a renamed member of a request is found", () => {
    const members = bodyPaths(sample, "request").filter((path) => !/\/\d+$/.test(path));
    const missed = members.filter((path) =>
      violatedPlaces(changed(sample, path, { as: "renamed" })).length === 0
    );
    expect(missed).toEqual([]);
  });

  test("a value of another type is found", () => {
    const paths = [...bodyPaths(sample, "request"), ...bodyPaths(sample, "response")];
    const leaves = paths.filter((path) => typeof valueAt(sample, path) !== "object");
    const closed = leaves.filter((path) => !OPEN_VALUES[name]?.test(path));
    const missed = closed.filter((path) =>
      violatedPlaces(changed(sample, path, { unexpected: true })).length === 0
    );
    expect(missed).toEqual([]);
  });
});
