/** @module */
import type { Bench } from "./bench.ts";

/** What a function does to an emulator, with a look at the emulator's state afterwards. */
export interface Scenario {
  function: string;
  does: string;
  run(bench: Bench): Promise<void>;
}
