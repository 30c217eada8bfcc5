/**
 * Splits a multipart body into its parts (RFC 2046, section 5.1).
 *
 * @module
 */

export interface Part {
  headers: Headers;
  /** The field's name, in `multipart/form-data`. */
  name: string | undefined;
  text: string;
}

/** Throws nothing: a body that does not follow its boundary has no parts. */
export function parseMultipart(body: string, contentType: string): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) return [];
  const text = body.replaceAll("\r\n", "\n");
  const [, ...sections] = `\n${text}`.split(`\n--${boundary}`);
  const end = sections.findIndex((section) => section.startsWith("--"));
  return end < 0 ? [] : sections.slice(0, end).map(parsePart);
}

function parsePart(section: string): Part {
  const headers = new Headers();
  const [head = "", ...rest] = section.slice(section.indexOf("\n")).split("\n\n");
  for (const line of head.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.append(line.slice(0, colon).trim(), asciiOnly(line.slice(colon + 1).trim()));
  }
  const name = /\bname="([^"]*)"/.exec(headers.get("content-disposition") ?? "")?.[1];
  return { headers, name, text: rest.join("\n\n") };
}

/** `Headers` takes bytes only, a file's name may hold more. */
function asciiOnly(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?");
}
