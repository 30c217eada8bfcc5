/**
 * Publishes a post on LinkedIn, with or without a link card, as the connected person or as one of their pages.
 *
 * @example
 * const { data } = await base44.functions.invoke("linkedin-post", { text: "We are hiring! #jobs" });
 *
 * @see https://learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api
 * @module
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { commentary } from "../../shared/services/linkedin-text.ts";
import {
  actorUrn,
  createdUrn,
  existingPost,
  linkedin,
  LINKEDIN_ALLOWED_ORGANIZATIONS,
  linkedinOrganizationId,
  postUrl,
} from "../../shared/services/linkedin.ts";

const Input = z.strictObject({
  text: z.string().min(1).max(3_000).optional().describe(
    "Text, shown as typed; #words become hashtags. LinkedIn counts @ # * _ ~ | \\ and brackets twice",
  ),
  article: z.strictObject({
    url: z.url({ protocol: /^https$/ }).describe("https address to link to"),
    title: z.string().min(1).max(400).describe("Title of the card: LinkedIn does not read it from the page"),
    description: z.string().min(1).max(4_000).optional().describe("Text below the title"),
  }).optional().describe("A link, shown as a card without a picture"),
  organizationId: linkedinOrganizationId.optional().describe(
    "ID of the page to post as, from linkedin-list-organizations; by default the connected person",
  ),
  visibility: z.enum(["PUBLIC", "CONNECTIONS", "LOGGED_IN"]).default("PUBLIC").describe(
    "Who sees it; posts of a page are PUBLIC",
  ),
  disableReshare: z.boolean().default(false).describe("Whether others cannot share it"),
  mentions: z.array(z.strictObject({
    name: z.string().min(1).max(200).describe("The page's exact name, as it stands in text behind an @"),
    organizationId: linkedinOrganizationId.describe("ID of that page"),
  })).max(20).optional().describe("Pages that text names, such as @Acme Corp, to be linked and notified"),
}).refine(...atLeastOne("text", "article")).refine(
  ({ organizationId, visibility }) => organizationId === undefined || visibility === "PUBLIC",
  { path: ["visibility"], error: "expected PUBLIC: a page has no connections" },
);

const Output = z.object({
  postUrn: z.string().describe("URN of the post, for linkedin-comment"),
  url: z.string().describe("Address of the post"),
  authorUrn: z.string().describe("URN of the person or page that posted"),
  isDuplicate: z.boolean().describe(
    "The author posted the same shortly before: this is that post, and LinkedIn made no second one",
  ),
});

export default defineFunction({
  name: "linkedin-post",
  service: linkedin,
  scopes: ["openid", "profile", "w_member_social"],
  extraScopes: { w_organization_social: "post as a page" },
  effect: "send",
  access: "admin",
  bounds: { organizationId: LINKEDIN_ALLOWED_ORGANIZATIONS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { article } = input;
    const text = commentary(input.text ?? "", input.mentions);
    const author = await actorUrn(http, input.organizationId);
    const posted = await http.send("POST", "posts", {
      json: {
        author,
        commentary: text,
        visibility: input.visibility,
        distribution: {
          feedDistribution: "MAIN_FEED",
          targetEntities: [],
          thirdPartyDistributionChannels: [],
        },
        lifecycleState: "PUBLISHED",
        isReshareDisabledByAuthor: input.disableReshare,
        content: article && {
          article: { source: article.url, title: article.title, description: article.description },
        },
      },
    }).then(
      ({ headers }) => ({ postUrn: createdUrn(headers), isDuplicate: false }),
      (error) => ({ postUrn: existingPost(error), isDuplicate: true }),
    );
    return { ...posted, url: postUrl(posted.postUrn), authorUrn: author };
  },
});
