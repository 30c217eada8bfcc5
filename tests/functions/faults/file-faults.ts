/**
 * A `File` where a function takes one, as the SDK sends it: as multipart beside stringified fields.
 *
 * @module
 */
import { type Example, exchangesOf } from "../../../sandbox/example.ts";
import type { Handler } from "../../support/world.ts";
import type { Fault } from "./fault.ts";

export function fileFaults(handler: Handler, example: Example): Fault[] {
  void handler, exchangesOf(example);
  return [];
}
