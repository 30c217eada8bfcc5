/** @module */
import type { Bench } from "./bench.ts";

/** What a function does to an emulator, with a look at the emulator's state afterwards. */
export interface Scenario {
  function: string;
  does: string;
  /** Why the emulator does not serve it. The scenario then has to fail: once it does not, this goes. */
  gap?: string;
  run(bench: Bench): Promise<void>;
}
