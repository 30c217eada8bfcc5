/**
 * Base44's file storage. It tells a file's length, which the stage leaves out of what an example recorded.
 *
 * @module
 */
import type { Exchange } from "../../sandbox/example.ts";
import { FILE_HOSTS } from "../../shared/runtime/files.ts";
import { hostMatches } from "../../shared/runtime/url.ts";
import { responseOf } from "../../tests/support/recording.ts";
import { late } from "../../tests/runtimes/wire-answers.ts";
import type { Wire, WireTrouble } from "../../tests/runtimes/wire.ts";

export function isStored({ request }: Exchange): boolean {
  return hostMatches(new URL(request.url).host, FILE_HOSTS);
}

export function storedFile(response: Response): Wire {
  return late(response, 0);
}

/** The same trouble, with files that come as the example has them where nothing else happens to them. */
export function withStorage(trouble: WireTrouble = {}): WireTrouble {
  const { intercept } = trouble;
  return {
    ...trouble,
    intercept: (exchange, sent) =>
      intercept?.(exchange, sent) ??
        (isStored(exchange) && exchange.response ? storedFile(responseOf(exchange.response)) : undefined),
  };
}
