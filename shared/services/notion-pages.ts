/**
 * What can be set on a page besides the values of its properties.
 *
 * @see https://developers.notion.com/reference/post-page
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

export const rawProperties = z.record(z.string().min(1), z.unknown()).optional().describe(
  "Properties as Notion's own property objects, for types that have no plain value",
);

export const icon = z.emoji().max(50);
export const coverUrl = z.url({ protocol: /^https$/ }).max(2_000);

/** `null` takes them away, absent ones stay as they are. */
export function appearance(
  { icon, coverUrl }: { icon?: string | null | undefined; coverUrl?: string | null | undefined },
): { icon?: unknown; cover?: unknown } {
  return {
    icon: icon ? { type: "emoji", emoji: icon } : icon,
    cover: coverUrl ? { type: "external", external: { url: coverUrl } } : coverUrl,
  };
}
