/**
 * Lists the LinkedIn pages that the connected person is an admin of, with the IDs that posts as a page need.
 *
 * @example
 * const { data } = await base44.functions.invoke("linkedin-list-organizations", {});
 *
 * @see https://learn.microsoft.com/linkedin/marketing/community-management/organizations/organization-access-control-by-role
 * @module
 * @version 0.1.0
 */
import { mapConcurrent } from "../../shared/runtime/concurrency.ts";
import { offsetCursor, readOffset } from "../../shared/runtime/cursor.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { nullIfNotFound } from "../../shared/runtime/errors.ts";
import * as z from "../../shared/runtime/zod.ts";
import { linkedin } from "../../shared/services/linkedin.ts";

const MAX_REQUESTS_AT_ONCE = 10;

const Input = z.strictObject({
  limit: z.int().min(1).max(50).default(25).describe("Most pages of one answer; each costs a request"),
  cursor: z.string().min(1).optional().describe("`nextCursor` of the answer before"),
});

const Output = z.object({
  organizations: z.array(z.object({
    id: z.string().describe("ID of the page, for organizationId"),
    urn: z.string().describe("The same as a URN"),
    name: z.string().nullable().describe("Name; null where LinkedIn does not find the page"),
    vanityName: z.string().nullable().describe("Its part of the address: acme in linkedin.com/company/acme"),
    role: z.string().describe("What the connected person is there"),
  })).describe("Pages"),
  nextCursor: z.string().nullable().describe("For more; null at the end"),
});

const Roles = z.object({
  elements: z.array(z.object({ organization: z.string(), role: z.string() })),
});

const Organization = z.object({
  localizedName: z.string().nullish(),
  vanityName: z.string().nullish(),
});

export default defineFunction({
  name: "linkedin-list-organizations",
  service: linkedin,
  scopes: ["rw_organization_admin"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const start = readOffset(input.cursor);
    const { elements } = await http.get("organizationAcls", {
      query: { q: "roleAssignee", state: "APPROVED", role: "ADMINISTRATOR", start, count: input.limit },
      response: Roles,
    });
    const pages = elements.flatMap(({ organization: urn, role }) => {
      const [, id] = /^urn:li:organization:(\d+)$/.exec(urn) ?? [];
      return id === undefined ? [] : [{ id, urn, role }];
    });
    const organizations = await mapConcurrent(pages, MAX_REQUESTS_AT_ONCE, async ({ id, urn, role }) => {
      const page = await nullIfNotFound(
        http.get("organizations/{id}", { path: { id }, response: Organization }),
      );
      return { id, urn, name: page?.localizedName ?? null, vanityName: page?.vanityName ?? null, role };
    });
    const isLast = elements.length < input.limit;
    return { organizations, nextCursor: isLast ? null : offsetCursor(start + elements.length) };
  },
});
