/**
 * Posts: the input fields that all of them have, the body of the request, and what became of it.
 *
 * @see https://learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api
 * @module
 * @version 0.1.0
 */
import type { Reply } from "../runtime/http.ts";
import * as z from "../runtime/zod.ts";
import { createdUrn, existingPost, linkedinOrganizationId, postUrl } from "./linkedin.ts";

export const postFields = {
  text: z.string().min(1).max(3_000).optional().describe(
    "Text, shown as typed; #words become hashtags. LinkedIn counts @ # * _ ~ | \\ and brackets twice",
  ),
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
};
const PostInput = z.object(postFields);
type PostInput = z.output<typeof PostInput>;

/** For `.refine(...)`. */
export const visibilityRule: [(input: PostInput) => boolean, { path: string[]; error: string }] = [
  ({ organizationId, visibility }) => organizationId === undefined || visibility === "PUBLIC",
  { path: ["visibility"], error: "expected PUBLIC: a page has no connections" },
];

export const Post = z.object({
  postUrn: z.string().describe("URN of the post, for linkedin-comment"),
  url: z.string().describe("Address of the post"),
  authorUrn: z.string().describe("URN of the person or page that posted"),
  isDuplicate: z.boolean().describe(
    "The author posted the same shortly before: this is that post, and LinkedIn made no second one",
  ),
});

/** `content` is what goes with the text: an article, an image or several. */
export function postBody(
  { visibility, disableReshare }: PostInput,
  author: string,
  commentary: string,
  content: Record<string, unknown> | undefined,
) {
  return {
    author,
    commentary,
    visibility,
    distribution: { feedDistribution: "MAIN_FEED", targetEntities: [], thirdPartyDistributionChannels: [] },
    lifecycleState: "PUBLISHED",
    isReshareDisabledByAuthor: disableReshare,
    content,
  };
}

/** The post that a request made, or that LinkedIn refuses to make again. */
export async function publishedPost(author: string, posting: Promise<Reply>): Promise<z.output<typeof Post>> {
  const { postUrn, isDuplicate } = await posting.then(
    ({ headers }) => ({ postUrn: createdUrn(headers), isDuplicate: false }),
    (error) => ({ postUrn: existingPost(error), isDuplicate: true }),
  );
  return { postUrn, url: postUrl(postUrn), authorUrn: author, isDuplicate };
}
