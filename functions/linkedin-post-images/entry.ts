/**
 * Publishes a post with 1 to 20 images on LinkedIn, as the connected person or as one of their pages.
 *
 * @example
 * const { data } = await base44.functions.invoke("linkedin-post-images", { text: "Our new shop", images: [{ fileUrl }] });
 *
 * @see https://learn.microsoft.com/linkedin/marketing/community-management/shares/images-api
 * @see https://learn.microsoft.com/linkedin/marketing/community-management/shares/multiimage-post-api
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { FILE_BODY_LIMIT } from "../../shared/runtime/files.ts";
import { atLeastOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  altTextRule,
  imageContent,
  imageCountRule,
  imageFields,
  imageSources,
  readImage,
  type UploadedImage,
  whenReady,
} from "../../shared/services/linkedin-images.ts";
import {
  Post,
  postBody,
  postFields,
  publishedPost,
  visibilityRule,
} from "../../shared/services/linkedin-posts.ts";
import { commentary } from "../../shared/services/linkedin-text.ts";
import { actorUrn, linkedin, LINKEDIN_ALLOWED_ORGANIZATIONS } from "../../shared/services/linkedin.ts";

const UPLOAD_TIMEOUT = 60_000;

const Input = z.strictObject({ ...postFields, ...imageFields })
  .refine(...atLeastOne("file", "images"))
  .refine(...imageCountRule)
  .refine(...altTextRule)
  .refine(...visibilityRule);

const Output = Post.extend({
  imageUrns: z.array(z.string()).describe("URNs of the images, in the order of the post"),
});

const UploadTicket = z.object({ value: z.object({ uploadUrl: z.url(), image: z.string() }) });

export default defineFunction({
  name: "linkedin-post-images",
  service: linkedin,
  scopes: ["openid", "profile", "w_member_social"],
  extraScopes: { w_organization_social: "post as a page" },
  effect: "send",
  access: "admin",
  bounds: { organizationId: LINKEDIN_ALLOWED_ORGANIZATIONS },
  limits: { body: FILE_BODY_LIMIT },
  budget: 240,
  input: Input,
  output: Output,

  async run({ input, http, ...context }) {
    const text = commentary(input.text ?? "", input.mentions);
    const author = await actorUrn(http, input.organizationId);
    const images: UploadedImage[] = [];
    for (const source of imageSources(input)) {
      const { mimeType, bytes } = await readImage(context, source);
      const { value: ticket } = await http.post("images", {
        query: { action: "initializeUpload" },
        json: { initializeUploadRequest: { owner: author } },
        read: true, // A ticket that nobody uses does nothing.
        response: UploadTicket,
      });
      await http.put(ticket.uploadUrl, {
        headers: { "content-type": mimeType },
        body: bytes,
        read: true, // An image that is in no post is shown to nobody.
        timeout: UPLOAD_TIMEOUT,
      });
      images.push({ id: ticket.image, altText: source.altText });
    }
    const json = postBody(input, author, text, imageContent(images));
    const posting = whenReady(context, () => http.send("POST", "posts", { json }));
    return { ...await publishedPost(author, posting), imageUrns: images.map(({ id }) => id) };
  },
});
