/**
 * Publishes a post on LinkedIn, with or without a link card, as the connected person or as one of their pages.
 *
 * @example
 * const { data } = await base44.functions.invoke("linkedin-post", { text: "We are hiring! #jobs" });
 *
 * @see https://learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  Post,
  postBody,
  postFields,
  publishedPost,
  visibilityRule,
} from "../../shared/services/linkedin-posts.ts";
import { commentary } from "../../shared/services/linkedin-text.ts";
import { actorUrn, linkedin, LINKEDIN_ALLOWED_ORGANIZATIONS } from "../../shared/services/linkedin.ts";

const Input = z.strictObject({
  ...postFields,
  article: z.strictObject({
    url: z.url({ protocol: /^https$/ }).describe("https address to link to"),
    title: z.string().min(1).max(400).describe("Title of the card: LinkedIn does not read it from the page"),
    description: z.string().min(1).max(4_000).optional().describe("Text below the title"),
  }).optional().describe("A link, shown as a card without a picture"),
}).refine(...atLeastOne("text", "article")).refine(...visibilityRule);

export default defineFunction({
  name: "linkedin-post",
  service: linkedin,
  scopes: ["openid", "profile", "w_member_social"],
  extraScopes: { w_organization_social: "post as a page" },
  effect: "send",
  access: "admin",
  bounds: { organizationId: LINKEDIN_ALLOWED_ORGANIZATIONS },
  input: Input,
  output: Post,

  async run({ input, http }) {
    const { article } = input;
    const text = commentary(input.text ?? "", input.mentions);
    const author = await actorUrn(http, input.organizationId);
    const content = article && {
      article: { source: article.url, title: article.title, description: article.description },
    };
    const posting = http.send("POST", "posts", { json: postBody(input, author, text, content) });
    return await publishedPost(author, posting);
  },
});
