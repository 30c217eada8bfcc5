/** @module */
import { createWorkerdRuntime } from "../../sandbox/runtimes/workerd.ts";
import { describeRuntime } from "./suite.ts";

describeRuntime("workerd", createWorkerdRuntime);
