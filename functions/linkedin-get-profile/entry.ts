/**
 * Gets the LinkedIn profile of the connected person: name, picture, email address.
 *
 * @example
 * const { data } = await base44.functions.invoke("linkedin-get-profile", {});
 *
 * @see https://learn.microsoft.com/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { linkedin, personUrn } from "../../shared/services/linkedin.ts";

const Input = z.strictObject({});

const Output = z.object({
  id: z.string().describe("ID of the person, for this LinkedIn app only"),
  urn: z.string().describe("The same as a URN, such as urn:li:person:cer9AVOqWG"),
  name: z.string().nullable().describe("Full name"),
  firstName: z.string().nullable().describe("First name"),
  lastName: z.string().nullable().describe("Last name"),
  pictureUrl: z.string().nullable().describe("Address of the picture, which expires"),
  email: z.string().nullable().describe("Email address; null without the scope email"),
  emailVerified: z.boolean().nullable().describe("Whether LinkedIn has checked it"),
  locale: z.string().nullable().describe("Language and country, such as en_US"),
});

const UserInfo = z.object({
  sub: z.string(),
  name: z.string().nullish(),
  given_name: z.string().nullish(),
  family_name: z.string().nullish(),
  picture: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.union([z.boolean(), z.string()]).nullish(),
  locale: z.union([z.string(), z.object({ language: z.string(), country: z.string().optional() })]).nullish(),
});

export default defineFunction({
  name: "linkedin-get-profile",
  service: linkedin,
  scopes: ["openid", "profile"],
  extraScopes: { email: "get the email address" },
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ http }) {
    const info = await http.get("/v2/userinfo", { response: UserInfo });
    const { locale, email_verified: verified } = info;
    return {
      id: info.sub,
      urn: personUrn(info.sub),
      name: info.name ?? null,
      firstName: info.given_name ?? null,
      lastName: info.family_name ?? null,
      pictureUrl: info.picture ?? null,
      email: info.email ?? null,
      emailVerified: verified == null ? null : String(verified) === "true",
      locale: typeof locale === "object" && locale
        ? [locale.language, locale.country].filter(Boolean).join("_")
        : locale ?? null,
    };
  },
});
