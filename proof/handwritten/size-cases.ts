/**
 * More than the first page, and more than a small file.
 *
 * @module
 */
import type { Exchange } from "../../sandbox/example.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
import { responseOf } from "../../tests/support/recording.ts";
import { type Case, caseOf } from "./case.ts";
import type { Side } from "./side.ts";
import { isStored, storedFile } from "./storage.ts";

/** `wholeList` is the answer where there is one page only. */
export function sizeCases(side: Side, exchanges: readonly Exchange[], wholeList: string): Case[] {
  const { nextPage } = side.pair;
  return [
    ...(nextPage === undefined
      ? []
      : exchanges.map((exchange) => secondPage(side, exchange, nextPage, wholeList))),
    ...exchanges.filter(isStored).map((exchange) => largeFile(side, exchange)),
  ];
}

/** Whoever asks for the second page gets what the example holds. */
function secondPage(side: Side, exchange: Exchange, nextPage: string, wholeList: string): Case {
  const { response } = exchange;
  return caseOf(side, "second page", { end: "done", wholeList }, () => {
    let pages = 0;
    return {
      intercept(intercepted) {
        if (intercepted !== exchange || !response || pages++ > 0) return undefined;
        return responseOf({ ...response, json: { ...response.json as object, [nextPage]: "page-two" } });
      },
    };
  }, exchange.route);
}

function largeFile(side: Side, exchange: Exchange): Case {
  const headers = { "content-type": "application/pdf" };
  return caseOf(side, "file of 1 MB", { end: "done" }, () => ({
    intercept: (intercepted) =>
      intercepted === exchange ? storedFile(new Response(new Uint8Array(MEGABYTE), { headers })) : undefined,
  }), exchange.route);
}
