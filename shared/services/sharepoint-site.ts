/**
 * Finds the site that a call is about, and its document library.
 *
 * Base44 keeps the site's path in a field of the connection that is named `subdomain`.
 *
 * @see https://learn.microsoft.com/graph/api/site-get
 * @see https://learn.microsoft.com/graph/api/site-getbypath
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import type { Http } from "../runtime/http.ts";
import { inputError } from "../runtime/issues.ts";
import type { Connection } from "../runtime/service.ts";
import { isPlainHttps } from "../runtime/url.ts";
import * as z from "../runtime/zod.ts";

/** The only hosts that a site may have. */
const HOST = /^[a-z0-9-]+\.sharepoint\.com$/;
const SITE_ID = /^[a-z0-9-]+\.sharepoint\.com,[0-9a-f-]{36},[0-9a-f-]{36}$/i;
const SITE_PATH = /^(?!\.{1,2}(?:\/|$))[\w.~ -]+(?:\/(?!\.{1,2}(?:\/|$))[\w.~ -]+){0,5}$/;

/** A site as it is asked for: by its ID, or by a path on a host; the host `root` is the organization's own. */
export type SiteName = { id: string } | { host: string; path: string };

const SiteAnswer = z.object({ id: z.string(), webUrl: z.string().nullish() });

/** `undefined` where the text names no site. */
export function siteName(text: string): SiteName | undefined {
  const given = text.trim().replace(/^\/+|\/+$/g, "");
  if (given === "root") return { id: "root" };
  if (SITE_ID.test(given)) return { id: given };
  if (!given.includes("://")) return SITE_PATH.test(given) ? { host: "root", path: given } : undefined;
  if (!URL.canParse(given)) return undefined;
  const url = new URL(given);
  if (!isPlainHttps(url) || !HOST.test(url.host)) return undefined;
  const path = decoded(url.pathname).replace(/^\/+|\/+$/g, "");
  if (path === "") return { id: url.host };
  return SITE_PATH.test(path) ? { host: url.host, path } : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The ID of the site: the one of the input, else the connection's. */
export async function findSite(
  http: Http,
  connection: Connection,
  given: string | undefined,
): Promise<string> {
  const name = given === undefined ? connectedSite(connection) : siteName(given);
  if (!name) {
    throw inputError([{
      path: "site",
      message: "expected a path such as sites/marketing, an address on sharepoint.com, a site's ID, or root",
    }]);
  }
  if ("id" in name) return name.id;
  if (name.host !== "root" || name.path.includes("/")) return await siteAt(http, name.host, name.path);
  return await siteAt(http, "root", `sites/${name.path}`).catch(async (error) => {
    if (!(error instanceof FunctionError) || error.code !== "not_found") throw error;
    return await siteAt(http, "root", `teams/${name.path}`);
  });
}

function connectedSite({ connectionConfig }: Connection): SiteName {
  const name = siteName(connectionConfig?.subdomain ?? "");
  if (name) return name;
  throw new FunctionError("not_configured", "The SharePoint connection names no site", {
    hint: "Enter the site in the connector as a path such as sites/marketing, or give it as site",
  });
}

async function siteAt(http: Http, host: string, path: string): Promise<string> {
  const request = { query: { $select: "id,webUrl" }, response: SiteAnswer };
  const { id } = await http.get("sites/{host}:/{+path}", { path: { host, path }, ...request }).catch(
    async (error) => {
      // Documented with a host's name only.
      if (host !== "root" || !(error instanceof FunctionError) || error.details.provider?.status !== 400) {
        throw error;
      }
      const { siteCollection } = await http.get("sites/root", {
        query: { $select: "siteCollection" },
        response: z.object({ siteCollection: z.object({ hostname: z.string() }) }),
      });
      return await http.get("sites/{host}:/{+path}", {
        path: { host: siteCollection.hostname, path },
        ...request,
      });
    },
  );
  return id;
}

const Drive = z.object({ id: z.string() });
const Drives = z.object({ value: z.array(Drive.extend({ name: z.string().nullish() })) });

/** The ID of a site's document library. */
export async function findLibrary(http: Http, siteId: string, name: string | undefined): Promise<string> {
  if (name === undefined) {
    const { id } = await http.get("sites/{siteId}/drive", {
      path: { siteId },
      query: { $select: "id" },
      response: Drive,
    });
    return id;
  }
  const { value } = await http.get("sites/{siteId}/drives", {
    path: { siteId },
    query: { $select: "id,name" },
    response: Drives,
  });
  const found = value.find((drive) => drive.name === name) ??
    value.find((drive) => drive.name?.toLowerCase() === name.toLowerCase());
  if (found) return found.id;
  const names = value.flatMap((drive) => drive.name ? [drive.name] : []).slice(0, 20).join(", ");
  throw inputError([{
    path: "library",
    message: `expected a library of this site: ${names || "it has none"}`,
  }]);
}
