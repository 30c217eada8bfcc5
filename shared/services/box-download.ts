/**
 * Where Box keeps the content of a file: an address that works for a quarter of an hour, without the token.
 *
 * @see https://developer.box.com/guides/downloads/file/
 * @module
 * @version 0.1.0
 */
import type { Environment } from "../runtime/environment.ts";
import { FunctionError } from "../runtime/errors.ts";
import type { Reply } from "../runtime/http.ts";
import { readRetryAfter } from "../runtime/retry.ts";
import { hostMatches, isPlainHttps } from "../runtime/url.ts";
import { box } from "./box.ts";

const MAX_TRIES = 3;
const DELAY_SECONDS = 2;
const MAX_DELAY_SECONDS = 8;

/** `ask` requests the content; 202 says that Box is not done with a file that was just uploaded. */
export async function contentAddress(
  ask: () => Promise<Reply>,
  { environment, signal }: { environment: Environment; signal: AbortSignal },
): Promise<string> {
  for (let tries = 1;; tries++) {
    const { status, headers } = await ask();
    if (status !== 202) return ownAddress(headers.get("location"));
    const seconds = readRetryAfter(headers.get("retry-after"), environment.clock.now()) ?? DELAY_SECONDS;
    if (tries === MAX_TRIES || seconds > MAX_DELAY_SECONDS) throw notReady(seconds);
    await environment.clock.wait(seconds * 1_000, signal).catch(() => {
      throw notReady(seconds);
    });
  }
}

function ownAddress(location: string | null): string {
  const url = location !== null && URL.canParse(location) ? new URL(location) : undefined;
  if (url && isPlainHttps(url) && hostMatches(url.host, box.presignedHosts ?? [])) return url.href;
  throw new FunctionError(
    "provider_invalid_response",
    `${box.name} pointed to an address that is not its own`,
    {
      params: { service: box.name },
    },
  );
}

function notReady(retryAfter: number): FunctionError {
  return new FunctionError(
    "provider_unavailable",
    `${box.name} is not done with this file yet, try again later`,
    {
      retryAfter,
      params: { service: box.name },
    },
  );
}
