/**
 * Makes a link to a file or folder in Dropbox, or changes the one that is there.
 *
 * @example
 * const { data } = await base44.functions.invoke("dropbox-share", { path: "/Reports/a.pdf" });
 *
 * @see https://www.dropbox.com/developers/documentation/http/documentation#sharing-create_shared_link_with_settings
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { instant } from "../../shared/runtime/time.ts";
import * as z from "../../shared/runtime/zod.ts";
import { dropboxPath } from "../../shared/services/dropbox-files.ts";
import {
  isLinkThere,
  LinkAnswer,
  linkOutput,
  linkSettings,
  sharedLink,
} from "../../shared/services/dropbox-links.ts";
import { dropbox } from "../../shared/services/dropbox.ts";

const Input = z.strictObject({
  path: dropboxPath.describe("Path of the file or folder, such as /Reports/a.pdf, or its ID"),
  audience: z.enum(["public", "team", "no_one"]).optional().describe(
    "public: everybody who knows the link; team: members of the Dropbox team; no_one: people who have " +
      "access anyway. By default what the account is set to, mostly public",
  ),
  access: z.enum(["viewer", "editor", "max", "default"]).optional().describe(
    "What they may do; cannot be changed where the link is there already",
  ),
  password: z.string().min(1).max(200).optional().describe("Password of the link, in paid plans"),
  expiresAt: instant.optional().describe("When the link stops working, in paid plans"),
  allowDownload: z.boolean().optional().describe("Whether what is shown may be downloaded"),
});

const Output = z.object({
  ...linkOutput,
  existed: z.boolean().describe("Whether there was a link, which then got these settings"),
});

export default defineFunction({
  name: "dropbox-share",
  service: dropbox,
  scopes: ["sharing.write", "sharing.read"],
  effect: "send",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { path, access: _, ...changeable } = input;
    try {
      const made = await http.post("sharing/create_shared_link_with_settings", {
        json: { path, settings: linkSettings(input) },
        idempotent: true, // A link that the first request made is found by the second.
        response: LinkAnswer,
      });
      return { ...sharedLink(made), existed: false };
    } catch (error) {
      if (!isLinkThere(error)) throw error;
    }
    const { links } = await http.post("sharing/list_shared_links", {
      json: { path, direct_only: true },
      read: true,
      response: z.object({ links: z.array(LinkAnswer) }),
    });
    const [link] = links;
    if (!link) throw new FunctionError("conflict", "Dropbox has a link already, and does not tell it");
    const settings = linkSettings(changeable);
    if (!settings) return { ...sharedLink(link), existed: true };
    const changed = await http.post("sharing/modify_shared_link_settings", {
      json: { url: link.url, settings },
      idempotent: true,
      response: LinkAnswer,
    });
    return { ...sharedLink(changed), existed: true };
  },
});
