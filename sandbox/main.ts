/**
 * `npm start`: the sandbox.
 *
 * @module
 */
import { start } from "./commands/start.ts";
import { runCommand } from "./problem.ts";

await runCommand(() => start(process.argv.slice(2)));
