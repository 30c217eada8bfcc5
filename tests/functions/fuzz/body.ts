/**
 * The names in a request's body: everything that its receiver acts upon, whatever the values are.
 *
 * @module
 */
import type { Sent } from "../../support/provider.ts";

type Message = Pick<Sent, "url" | "headers" | "body">;

export function bodyJson({ headers, body }: Pick<Sent, "headers" | "body">): unknown {
  if (!isJson(headers)) return undefined;
  return JSON.parse(new TextDecoder().decode(body));
}

function isJson(headers: Headers): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/.test(headers.get("content-type") ?? "");
}

/**
 * Paths of names, in lists as `[]`, each in all its spellings: as it is, and with `*` for a name that the caller
 * chose, below which everything is the caller's.
 */
export function bodyNames(sent: Message, own: ReadonlySet<string>): string[][] {
  const type = sent.headers.get("content-type") ?? "";
  const argument = sent.headers.get("dropbox-api-arg");
  const names = argument === null ? [] : jsonNames(JSON.parse(argument), own, "dropbox-api-arg");
  if (isJson(sent.headers)) {
    const commands = COMMANDS.get(sent.url.host);
    const chosen = new Set([...own].filter((name) => !commands?.test(name)));
    return [...names, ...jsonNames(bodyJson(sent), chosen, ""), ...documentOf(sent).map((name) => [name])];
  }
  if (type.startsWith("application/x-www-form-urlencoded")) {
    const form = new URLSearchParams(new TextDecoder().decode(sent.body));
    return [...names, ...[...form.keys()].map((name) => [name.replace(/\d+/g, "#")])];
  }
  if (type.startsWith("multipart/")) return [...names, ...partNames(sent.body, type, own)];
  if (type.startsWith("message/rfc822")) return [...names, ...mailNames(sent.body).map((name) => [name])];
  return names;
}

/** Names that mean something to a provider wherever they stand are never the caller's to choose. */
const COMMANDS: ReadonlyMap<string, RegExp> = new Map([
  ["graph.microsoft.com", /@odata\./],
  ["www.wixapis.com", /^\$(?:and|or|not|eq|ne|gte?|lte?|in|hasSome|hasAll|contains|startsWith|exists)$/],
]);

/** GraphQL's documents are constant: values go into variables. */
function documentOf(sent: Message): string[] {
  const json = sent.url.pathname.endsWith("/graphql") ? bodyJson(sent) : undefined;
  return typeof json === "object" && json !== null && "query" in json ? [`document ${json.query}`] : [];
}

function jsonNames(
  value: unknown,
  own: ReadonlySet<string>,
  path: string,
  opens: readonly string[] = [],
): string[][] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) {
    const sample = value.length > MAX_ITEMS
      ? [...value.slice(0, MAX_ITEMS), ...value.slice(-MAX_ITEMS)]
      : value;
    return sample.flatMap((item) => jsonNames(item, own, `${path}[]`, opens));
  }
  return Object.entries(value).flatMap(([name, item]) => {
    // Splitwise numbers people in its names.
    const at = `${path}.${name.replace(/__\d+__/, "__#__")}`;
    const free = [...opens, ...ownName(name, own, path)];
    // Gmail takes a whole mail as base64url.
    const mail = name === "raw" && typeof item === "string" ? mailNames(Buffer.from(item, "base64url")) : [];
    return [[at, ...free], ...mail.map((line) => [line]), ...jsonNames(item, own, at, free)];
  });
}

/** Graph is told the type of a list beside it. */
function ownName(name: string, own: ReadonlySet<string>, path: string): string[] {
  if (own.has(name)) return [`${path}.*`];
  const [start = "", annotation] = name.split(/(?=@odata\.type$)/);
  return annotation !== undefined && own.has(start) ? [`${path}.*${annotation}`] : [];
}

const MAX_ITEMS = 50;

/** The header fields of a mail and of its parts: a line break in one would make another. */
function mailNames(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const head = end < 0 ? text : text.slice(0, end);
  return head.split(/\r\n|\r|\n/).filter((line) => !/^[ \t]/.test(line)).map((line) =>
    `mail ${line.split(":", 1)[0]}`
  );
}

/** RFC 2046, section 5.1. */
function partNames(bytes: Uint8Array, type: string, own: ReadonlySet<string>): string[][] {
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1] ?? "";
  const text = `\r\n${Buffer.from(bytes).toString("latin1")}`;
  return text.split(`\r\n--${boundary}`).slice(1, -1).flatMap((part) => {
    const end = part.indexOf("\r\n\r\n");
    const lines = part.slice(0, end).split(/\r\n|\r|\n/).filter((line) => line.includes(":"));
    const isData = lines.some((line) => /^content-type:\s*application\/json/i.test(line));
    const data = isData ? JSON.parse(Buffer.from(part.slice(end + 4), "latin1").toString()) : undefined;
    const form = lines.join().match(/form-data; name="([^"]*)"/)?.[1];
    return [
      ...lines.map((line) => [`part ${line.split(":", 1)[0]}`]),
      ...(form === undefined ? [] : [[`part named ${form}`]]),
      ...jsonNames(data, own, "part"),
    ];
  });
}
