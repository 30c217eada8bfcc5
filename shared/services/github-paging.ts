/**
 * Pages of GitHub's lists: what its `Link` header says of the next page, as an opaque cursor.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
 * @module
 * @version 0.1.0
 */
import { decodeBase64, encodeBase64Url } from "../runtime/base64.ts";
import { FunctionError } from "../runtime/errors.ts";
import * as z from "../runtime/zod.ts";
import { GITHUB_HOST } from "./github.ts";

/** Long lists go on after an item, since GitHub counts pages only so far. */
const Position = z.strictObject({
  page: z.int().min(1).max(1_000_000).optional(),
  after: z.string().min(1).max(1_000).optional(),
}).refine(({ page, after }) => page !== undefined || after !== undefined);
type Position = z.output<typeof Position>;

export const githubCursor = z.string().max(2_000).refine(
  (cursor) => readCursor(cursor) !== undefined,
  "expected `nextCursor` of the page before",
).optional().describe("`nextCursor` of the page before; the other fields stay as they were");

export function githubLimit(usual: number) {
  return z.int().min(1).max(100).default(usual).describe(
    "Most items of a page, 1 to 100; a page may hold fewer",
  );
}

export const nextCursorField = z.string().nullable().describe("For the next page; null on the last");

export function pageQuery({ limit, cursor }: { limit: number; cursor?: string | undefined }) {
  return { per_page: limit, ...(cursor !== undefined && readCursor(cursor)) };
}

function readCursor(cursor: string): Position | undefined {
  try {
    const json = new TextDecoder().decode(decodeBase64(cursor));
    return Position.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** Only `page` and `after` are taken from the address: the next request is ours. */
export function nextCursor(headers: Headers): string | null {
  const link = nextLink(headers.get("link") ?? "");
  if (link === undefined) return null;
  const url = URL.canParse(link) ? new URL(link) : undefined;
  const position = url?.protocol === "https:" && url.host === GITHUB_HOST
    ? positionIn(url.searchParams)
    : undefined;
  if (!position) {
    throw new FunctionError("provider_invalid_response", "GitHub pointed to a next page that is not its own");
  }
  return encodeBase64Url(new TextEncoder().encode(JSON.stringify(position)));
}

/** Other links, such as `rel="deprecation"`, stand beside it. */
function nextLink(header: string): string | undefined {
  const links = [...header.matchAll(/<([^<>]*)>([^<>]*)/g)];
  return links.find(([, , parameters = ""]) => /;\s*rel="?next"?/.test(parameters))?.[1];
}

function positionIn(params: URLSearchParams): Position | undefined {
  const page = params.get("page");
  const after = params.get("after");
  return Position.safeParse({ ...(page && { page: Number(page) }), ...(after && { after }) }).data;
}
