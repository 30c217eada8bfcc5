/**
 * Every request goes where one of the function's examples goes, and to a path that no server reads as another.
 *
 * @module
 */
import type { Sent } from "../../support/provider.ts";
import { isStoredFile } from "./stand-in.ts";
import type { Subject } from "./subject.ts";

export function addressProblems({ standIn }: Subject, requests: readonly Sent[]): string[] {
  return requests.flatMap((sent) => {
    const { method, url } = sent;
    const route = standIn.routeOf(sent);
    const shown = `${method} ${url.href.slice(0, 160)}`;
    if (isStoredFile(url) && method === "GET") return [];
    if (url.username || url.password || url.hash) return [`${shown} has more than an address needs`];
    if (route === undefined) return [`${shown} is on no example's way`];
    const mayHoldSlash = SLASHES.some((entry) => entry.host === url.host && entry.path.test(url.pathname));
    const [, , template = ""] = route.split(" ");
    return [
      ...segmentsOf(url).filter((segment) => isAmbiguous(segment, mayHoldSlash)).map((segment) =>
        `${shown} has the segment ${segment.slice(0, 40) || "without anything"}`
      ),
      ...(separators(url) === separators({ ...url, host: url.host, pathname: template })
        ? []
        : [`${shown} has another number of colons than ${template}`]),
    ];
  });
}

/** Some providers' paths end with a slash. */
function segmentsOf({ pathname }: URL): string[] {
  const segments = pathname.split("/").slice(1);
  return segments.at(-1) === "" ? segments.slice(0, -1) : segments;
}

/** Values that may hold a slash by their provider's rules, so that an encoded one is part of them. */
const SLASHES: readonly { host: string; path: RegExp; reason: string }[] = [
  { host: "api.airtable.com", path: /^\/v0\/app\w+\//, reason: "names of tables" },
  { host: "sheets.googleapis.com", path: /\/values\/'/, reason: "titles of tabs, within quotation marks" },
  { host: "searchconsole.googleapis.com", path: /^\/webmasters\/v3\/sites\//, reason: "sites are addresses" },
  { host: "api.hubapi.com", path: /^\/crm\/objects\//, reason: "unique values of any property" },
  { host: "acme.my.salesforce.com", path: /\/sobjects\/\w+\/\w+\//, reason: "external IDs are any text" },
];

/** Graph reads `:` as the end of a path within a drive. */
function separators({ host, pathname }: Pick<URL, "host" | "pathname">): number {
  return host === "graph.microsoft.com" ? pathname.split(":").length : 0;
}

/** What a server might read as something else, such as a parent folder. */
function isAmbiguous(segment: string, mayHoldSlash: boolean): boolean {
  const decoded = decodeURIComponent(segment);
  return /^\.{0,2}$/.test(decoded) || (!mayHoldSlash && decoded.includes("/"));
}
