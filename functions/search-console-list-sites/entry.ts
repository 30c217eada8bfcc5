/**
 * Lists the sites of the connected Google Search Console account, spelled the way its other functions want them.
 *
 * @example
 * const { data } = await base44.functions.invoke("search-console-list-sites", {});
 *
 * @see https://developers.google.com/webmaster-tools/v1/sites/list
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { camelCase, searchConsole } from "../../shared/services/search-console.ts";

const PERMISSIONS = new Map([
  ["siteOwner", "owner"],
  ["siteFullUser", "full"],
  ["siteRestrictedUser", "restricted"],
  ["siteUnverifiedUser", "unverified"],
]);

const Input = z.strictObject({});

const Output = z.object({
  sites: z.array(z.object({
    siteUrl: z.string().describe("The site: https://www.example.com/ or sc-domain:example.com"),
    kind: z.string().describe("domain: a whole domain; urlPrefix: addresses that start alike"),
    permission: z.string().describe("owner, full, restricted or unverified"),
    canQuery: z.boolean().describe("Whether it can be read: unverified ones cannot"),
  })).describe("All sites, at once"),
});

export default defineFunction({
  name: "search-console-list-sites",
  service: searchConsole,
  scopes: [googleScope("webmasters.readonly")],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ http }) {
    const { siteEntry } = await http.get("webmasters/v3/sites", {
      response: z.object({
        siteEntry: z.array(z.object({ siteUrl: z.string(), permissionLevel: z.string().default("") }))
          .default([]),
      }),
    });
    return {
      sites: siteEntry.map(({ siteUrl, permissionLevel }) => {
        const level = camelCase(permissionLevel);
        const permission = PERMISSIONS.get(level) ?? level;
        return {
          siteUrl,
          kind: siteUrl.startsWith("sc-domain:") ? "domain" : "urlPrefix",
          permission,
          canQuery: permission !== "unverified",
        };
      }),
    };
  },
});
