/**
 * What the fault matrix cannot tell from a function's definition and its example. Every entry gives its reason,
 * and one that is not needed fails.
 *
 * @module
 */
import type { ErrorCode, Outcome } from "../../shared/runtime/errors.ts";
import type { FaultName } from "./faults/fault.ts";

/**
 * Provider requests that are not what their method says. GET, HEAD and everything in functions with the effect
 * `read` only read; PUT and DELETE may be repeated; every other request is made once and leaves something behind.
 */
export interface Route {
  function: string;
  route: string;
  /** Changes nothing that anybody sees: it may be repeated, and a later failure is not `partial`. */
  reads?: true;
  /** A second identical request does nothing more. */
  repeatable?: true;
  reason: string;
}

export const ROUTES: readonly Route[] = [
  {
    function: "slackbot-upload-file",
    route: "POST /api/files.getUploadURLExternal",
    reads: true,
    reason: "An upload address that nobody uses does nothing",
  },
  {
    function: "slackbot-upload-file",
    route: "POST /upload/v1/{id}",
    reads: true,
    reason: "An upload that is not completed is shown to nobody",
  },
];

/** Faults that a function answers in a way of its own. */
export interface Exception {
  function: string;
  fault: FaultName;
  /** Only there; at every request where absent. */
  route?: string;
  /** What replaces the usual expectation. */
  expect: { code?: ErrorCode; outcome?: Outcome; attempts?: number } | { output: unknown } | {
    /** The example that records what happens instead. */
    example: string;
  };
  reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [];
