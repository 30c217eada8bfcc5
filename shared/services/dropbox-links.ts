/**
 * Shared links: their settings, and a link as functions answer it.
 *
 * @see https://www.dropbox.com/developers/documentation/http/documentation#sharing-create_shared_link_with_settings
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import * as z from "../runtime/zod.ts";
import { dropboxTime } from "./dropbox-files.ts";

const Tag = z.object({ ".tag": z.string() }).nullish();

export const LinkAnswer = z.object({
  ".tag": z.string().optional(),
  url: z.string(),
  id: z.string().nullish(),
  name: z.string(),
  path_lower: z.string().nullish(),
  expires: z.string().nullish(),
  link_permissions: z.object({
    effective_audience: Tag,
    link_access_level: Tag,
    require_password: z.boolean().nullish(),
    allow_download: z.boolean().nullish(),
  }),
});
type LinkAnswer = z.output<typeof LinkAnswer>;

export const linkOutput = {
  url: z.string().describe("The link, which shows the file or folder"),
  downloadUrl: z.string().nullable().describe(
    "The link, as one that downloads; null where there may be none",
  ),
  type: z.string().describe("file or folder"),
  id: z.string().nullable().describe("ID of the file or folder"),
  name: z.string().describe("Its name"),
  audience: z.string().nullable().describe("Who can open it, by all settings: public, team, members, ..."),
  access: z.string().nullable().describe("What they may do: viewer or editor"),
  expiresAt: z.string().nullable().describe("When the link stops working, ISO 8601; null for never"),
  passwordProtected: z.boolean().describe("Whether it asks for a password"),
};

export function sharedLink(link: LinkAnswer) {
  const { effective_audience, link_access_level, require_password, allow_download } = link.link_permissions;
  return {
    url: link.url,
    downloadUrl: allow_download === false ? null : downloadUrl(link.url),
    type: link[".tag"] ?? "file",
    id: link.id ?? null,
    name: link.name,
    audience: effective_audience?.[".tag"] ?? null,
    access: link_access_level?.[".tag"] ?? null,
    expiresAt: link.expires ?? null,
    passwordProtected: require_password ?? false,
  };
}

/** The other parameters of a link are what opens it. */
function downloadUrl(link: string): string | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  url.searchParams.set("dl", "1");
  return url.href;
}

interface LinkInput {
  audience?: string | undefined;
  access?: string | undefined;
  password?: string | undefined;
  expiresAt?: string | undefined;
  allowDownload?: boolean | undefined;
}

/** `undefined` where nothing is asked for: Dropbox refuses settings without any. */
export function linkSettings(input: LinkInput): Record<string, unknown> | undefined {
  const settings = Object.entries({
    audience: input.audience,
    access: input.access,
    require_password: input.password === undefined ? undefined : true,
    link_password: input.password,
    expires: dropboxTime(input.expiresAt),
    allow_download: input.allowDownload,
  }).filter(([, value]) => value !== undefined);
  return settings.length > 0 ? Object.fromEntries(settings) : undefined;
}

export function isLinkThere(error: unknown): boolean {
  return error instanceof FunctionError &&
    error.details.provider?.code?.startsWith("shared_link_already_exists") === true;
}
