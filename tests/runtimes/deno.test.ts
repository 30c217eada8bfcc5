/** @module */
import { createDenoRuntime } from "../../sandbox/runtimes/deno.ts";
import { describeRuntime } from "./suite.ts";

describeRuntime("Deno", createDenoRuntime);
