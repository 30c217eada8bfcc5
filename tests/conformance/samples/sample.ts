/**
 * What the tests of the checks start from: an example that is true to its provider, bodies as the dossiers give
 * them.
 *
 * @module
 */
import type { Example, Exchange } from "../../../sandbox/example.ts";

export interface Sample {
  connector: string;
  example: Example;
}

export type Samples = Record<string, Sample>;

export function sample(connector: string, ...exchanges: Exchange[]): Sample {
  return { connector, example: { title: "A sample", exchanges, output: {} } };
}
