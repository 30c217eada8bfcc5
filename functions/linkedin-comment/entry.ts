/**
 * Comments on a LinkedIn post, or answers a comment, as the connected person or as one of their pages.
 *
 * @example
 * const { data } = await base44.functions.invoke("linkedin-comment", { postUrn: "urn:li:share:7459883086118273026", text: "Thanks!" });
 *
 * @see https://learn.microsoft.com/linkedin/marketing/community-management/shares/comments-api
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  actorUrn,
  linkedin,
  LINKEDIN_ALLOWED_ORGANIZATIONS,
  linkedinOrganizationId,
  linkedinPostUrn,
} from "../../shared/services/linkedin.ts";

const Input = z.strictObject({
  postUrn: linkedinPostUrn.describe("URN of the post, from linkedin-post"),
  text: z.string().min(1).max(1_250).describe("Text, without markup"),
  organizationId: linkedinOrganizationId.optional().describe(
    "ID of the page to comment as, from linkedin-list-organizations; by default the connected person",
  ),
  parentCommentUrn: z.string().regex(
    /^urn:li:comment:\(urn:li:(activity|share|ugcPost):\d{1,19},\d{1,19}\)$/,
    "Expected a comment's URN such as urn:li:comment:(urn:li:activity:7460071015826649089,7460071200006991873)",
  ).optional().describe("`commentUrn` of the comment to answer"),
});

const Output = z.object({
  commentId: z.string().describe("ID of the comment at this post"),
  commentUrn: z.string().nullable().describe("URN of the comment, for parentCommentUrn"),
  actorUrn: z.string().describe("URN of the person or page that commented"),
  createdAt: z.string().nullable().describe("ISO 8601 time"),
});

const Comment = z.object({
  id: z.string(),
  $URN: z.string().nullish(),
  commentUrn: z.string().nullish(),
  created: z.object({ time: z.number() }).nullish(),
});

export default defineFunction({
  name: "linkedin-comment",
  service: linkedin,
  scopes: ["openid", "profile", "w_member_social"],
  extraScopes: {
    w_member_social_feed: "comment with LinkedIn apps that have this newer scope",
    w_organization_social: "comment as a page",
    w_organization_social_feed: "comment as a page with LinkedIn apps that have this newer scope",
  },
  effect: "send",
  access: "admin",
  bounds: { organizationId: LINKEDIN_ALLOWED_ORGANIZATIONS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const actor = await actorUrn(http, input.organizationId);
    const comment = await http.post("socialActions/{postUrn}/comments", {
      path: { postUrn: input.postUrn },
      json: {
        actor,
        object: input.postUrn,
        message: { text: input.text },
        parentComment: input.parentCommentUrn,
      },
      response: Comment,
    });
    return {
      commentId: comment.id,
      commentUrn: comment.$URN ?? comment.commentUrn ?? null,
      actorUrn: actor,
      createdAt: comment.created ? new Date(comment.created.time).toISOString() : null,
    };
  },
});
