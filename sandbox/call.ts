/**
 * `npm run call`: calls one function of a running sandbox.
 *
 * @module
 */
import { call } from "./commands/call.ts";
import { runCommand } from "./problem.ts";

await runCommand(() => call(process.argv.slice(2)));
