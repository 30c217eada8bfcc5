/**
 * Every function has the examples that tests, sandbox and documents live on.
 *
 * @module
 */
import { exchangesOf } from "../../sandbox/example.ts";
import type { Check } from "./collection.ts";

export const enoughExamples: Check = ({ functions }) =>
  functions.flatMap(({ name, examples }) => [
    ...(examples.some((example) => example.case === "success" && !example.error)
      ? []
      : [`${name}: expected examples/${name}/success.json, which ends well`]),
    ...(examples.some(({ error }) => error) ? [] : [`${name}: expected an example that ends in an error`]),
  ]);

/** The main refusal is the provider's own. */
export const providerRefusals: Check = ({ functions }) =>
  functions.filter(({ spec, examples }) => spec.service && !examples.some(({ error }) => error?.provider))
    .map(
      ({ name }) => `${name}: expected an example of what the provider refuses`,
    );

export const noOrphans: Check = ({ functions, exampleFolders }) => {
  const names = functions.map(({ name }) => name);
  return exampleFolders.filter((folder) => !names.includes(folder)).map((folder) =>
    `examples/${folder} belongs to no function`
  );
};

/** A function that only reads sends nothing that changes. */
export const effects: Check = ({ functions }) =>
  functions.filter(({ spec }) => spec.effect === "read").flatMap(({ name, examples }) =>
    examples.flatMap(exchangesOf).filter(({ request }) => ["PUT", "PATCH", "DELETE"].includes(request.method))
      .map(
        ({ route }) => `${name}: has the effect read, and sends ${route}`,
      )
  );

export const titles: Check = ({ functions }) =>
  functions.flatMap(({ name, examples }) =>
    examples.filter(({ title }) => !/^[A-Z0-9].*[^.\s]$/.test(title)).map(({ title }) =>
      `${name}: expected a title without a full stop, got "${title}"`
    )
  );
