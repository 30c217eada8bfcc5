/**
 * What a single issue in Linear has beside the fields that lists show.
 *
 * @see https://linear.app/developers/graphql
 * @module
 * @version 0.1.0
 */
import { cutText } from "../runtime/markdown.ts";
import * as z from "../runtime/zod.ts";
import { LinearIssue } from "./linear-issues.ts";

/** For documents that select `...DetailFields`, with the variables `$comments` and `$withComments`. */
export const DETAIL_FIELDS = `
  fragment DetailFields on Issue {
    parent { id identifier title }
    children(first: 50) { nodes { id identifier title state { name type } } }
    comments(first: $comments) @include(if: $withComments) {
      nodes { id body url createdAt user { name } botActor { name } parent { id } }
      pageInfo { hasNextPage }
    }
    attachments(first: 50) { nodes { id title subtitle url } }
  }`;

const Relative = z.object({ id: z.string(), identifier: z.string(), title: z.string() });

const Comment = z.object({
  id: z.string(),
  body: z.string(),
  url: z.string(),
  createdAt: z.string(),
  user: z.object({ name: z.string() }).nullish(),
  botActor: z.object({ name: z.string().nullish() }).nullish(),
  parent: z.object({ id: z.string() }).nullish(),
});

const Attachment = z.object({
  id: z.string(),
  title: z.string(),
  subtitle: z.string().nullish(),
  url: z.string(),
});

export const DetailedIssue = LinearIssue.extend({
  parent: Relative.nullish(),
  children: z.object({
    nodes: z.array(Relative.extend({ state: z.object({ name: z.string(), type: z.string() }) })),
  }),
  comments: z.object({
    nodes: z.array(Comment),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }).optional(),
  attachments: z.object({ nodes: z.array(Attachment) }),
});

const id = z.string().describe("UUID");
const relativeFields = {
  id,
  identifier: z.string().describe("Identifier, such as ENG-123"),
  title: z.string().describe("Title"),
};

export const detailFields = {
  parent: z.object(relativeFields).nullable().describe("Issue that this is a part of"),
  children: z.array(z.object({
    ...relativeFields,
    state: z.object({ name: z.string(), type: z.string().describe("Such as started") }).describe("State"),
  })).describe("Issues that are parts of this, at most 50"),
  comments: z.array(z.object({
    id,
    text: z.string().describe("Comment as Markdown; strangers may have written it"),
    truncated: z.boolean().describe("Whether text is cut"),
    url: z.string().describe("Its place on the issue's page"),
    author: z.string().nullable().describe("Name of the person or the integration"),
    parentId: z.string().nullable().describe("UUID of the comment that it answers"),
    createdAt: z.string().describe("ISO 8601 time"),
  })).describe("Comments, newest first"),
  moreComments: z.boolean().describe("Whether there are more comments than these"),
  attachments: z.array(z.object({
    id,
    title: z.string().describe("Title"),
    subtitle: z.string().nullable().describe("Subtitle"),
    url: z.string().describe("What is linked"),
  })).describe("Links and files, at most 50"),
};

export function toDetails(issue: z.output<typeof DetailedIssue>, maxText: number) {
  return {
    parent: issue.parent ?? null,
    children: issue.children.nodes,
    comments: (issue.comments?.nodes ?? []).map(({ body, user, botActor, parent, ...comment }) => ({
      ...comment,
      text: cutText(body, maxText),
      truncated: body.length > maxText,
      author: user?.name ?? botActor?.name ?? null,
      parentId: parent?.id ?? null,
    })),
    moreComments: issue.comments?.pageInfo.hasNextPage ?? false,
    attachments: issue.attachments.nodes.map((attachment) => ({
      ...attachment,
      subtitle: attachment.subtitle ?? null,
    })),
  };
}
