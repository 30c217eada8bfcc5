/**
 * Where a request goes and how it is built, without the values in it: what somebody's text must not change.
 *
 * @module
 */
import PostalMime from "postal-mime";
import { type Exchange, matchRoute } from "../../sandbox/example.ts";
import type { Sent } from "../../tests/support/provider.ts";

export interface Shape {
  target: string;
  /** A search language's text without what stands in quotes. */
  search: string;
  mailHeaders: string;
  /** Whether a mail's header holds what no header may hold (RFC 5322, section 2.2). */
  garbledHeaders: boolean;
  /** Whether a spreadsheet is told to run a formula. */
  runsFormula: boolean;
}

export async function shapeOf(sent: Sent, exchanges: readonly Exchange[]): Promise<Shape> {
  const { method, url } = sent;
  const route = exchanges.map((exchange) => exchange.route).find((route) => matchRoute(route, method, url));
  const body = readJson(sent.body);
  const mail = typeof body.raw === "string" ? Buffer.from(body.raw, "base64url") : undefined;
  return {
    target: `${url.origin} ${route ?? url.pathname} ${[...url.searchParams.keys()].sort()}${url.hash}`,
    search: (url.searchParams.get("q") ?? "").replace(/'(?:\\.|[^'\\])*'/gs, "'…'"),
    mailHeaders: mail ? await headerNames(mail) : "",
    garbledHeaders: mail !== undefined && !/^[\0-\x7f]*$/.test(headerText(mail)),
    runsFormula: url.searchParams.get("valueInputOption") === "USER_ENTERED" && holdsFormula(body.values),
  };
}

function readJson(body: Uint8Array): Record<string, unknown> {
  try {
    const value = JSON.parse(new TextDecoder().decode(body));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

async function headerNames(mail: Uint8Array): Promise<string> {
  const { headers } = await PostalMime.parse(mail);
  return headers.map(({ key }) => key).sort().join();
}

function headerText(mail: Buffer): string {
  return mail.toString("latin1").split("\r\n\r\n", 1)[0] ?? "";
}

function holdsFormula(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsFormula);
  return typeof value === "string" && /^[=+\-@]\D/.test(value);
}
