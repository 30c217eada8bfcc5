/**
 * Bodies as plain values that can be compared: JSON without its spacing, multipart without its boundary, mail
 * without its encoding.
 *
 * @module
 */
import PostalMime from "postal-mime";

const BOUNDARY = /;\s*boundary="?([^";]+)"?/i;

/** A content type without its boundary, which means nothing. */
export function withoutBoundary(contentType: string): string {
  return contentType.replace(BOUNDARY, "");
}

export async function plainContent(bytes: Uint8Array, contentType: string): Promise<unknown> {
  if (bytes.length === 0) return undefined;
  const type = contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (/[/+]json$/.test(type)) return await plainJson(JSON.parse(plainText(bytes)));
  if (type === "application/x-www-form-urlencoded") {
    return { form: sortedPairs(new URLSearchParams(plainText(bytes))) };
  }
  if (type.startsWith("multipart/")) return { parts: await plainParts(bytes, contentType) };
  return type === "message/rfc822" ? await plainMail(bytes) : plainText(bytes);
}

/** By name; values of one name keep their order. */
export function sortedPairs(params: URLSearchParams): [string, string][] {
  return [...params].sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
}

/** Text where the bytes are text, else base64. */
function plainText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return `base64:${Buffer.from(bytes).toString("base64")}`;
  }
}

/** Gmail takes a whole mail as base64url in `raw`, at the top or in `message`. */
async function plainJson(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(async ([name, item]) => {
    if (name === "raw" && typeof item === "string") {
      return [name, await plainMail(Buffer.from(item, "base64url"))];
    }
    return [name, name === "message" ? await plainJson(item) : item];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function plainMail(bytes: Uint8Array): Promise<Record<string, unknown>> {
  const { headers, headerLines: _, ...mail } = await PostalMime.parse(bytes, {
    attachmentEncoding: "base64",
  });
  const lines = headers.filter(({ key }) => key !== "content-type").map(({ key, value }) =>
    `${key}: ${value}`
  );
  return { ...mail, headers: lines.sort() };
}

/** The parts of a body (RFC 2046, section 5.1). */
async function plainParts(bytes: Uint8Array, contentType: string): Promise<unknown[]> {
  const boundary = BOUNDARY.exec(contentType)?.[1];
  // One character for each byte: parts may hold bytes that are no text.
  const [, ...sections] = `\r\n${Buffer.from(bytes).toString("latin1")}`.split(`\r\n--${boundary}`);
  if (!sections.at(-1)?.startsWith("--")) {
    throw new Error("Expected a multipart body that follows its boundary");
  }
  return await Promise.all(
    sections.slice(0, -1).map(async (section) => {
      const end = section.indexOf("\r\n\r\n");
      const headers = parseHeaders(fromLatin1(section.slice(0, end)).toString());
      return {
        headers,
        body: await plainContent(fromLatin1(section.slice(end + 4)), headers["content-type"] ?? ""),
      };
    }),
  );
}

function parseHeaders(text: string): Record<string, string> {
  const lines = text.split("\r\n").filter((line) => line.includes(":"));
  return Object.fromEntries(lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
  }));
}

function fromLatin1(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}
