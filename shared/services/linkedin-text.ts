/**
 * The text of posts, which LinkedIn reads as markup: what a person typed stays text, hashtags and named pages
 * become links.
 *
 * @see https://learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format
 * @module
 * @version 0.1.0
 */
import { inputError } from "../runtime/issues.ts";

/** Escapes count. */
const MAX_COMMENTARY = 3_000;

export interface Mention {
  /** As the text has it behind an `@`, and as the page is called. */
  name: string;
  organizationId: string;
}

/** The text for `commentary`. Throws `invalid_input` where that is too long, or names no page of the mentions. */
export function commentary(text: string, mentions: readonly Mention[] = []): string {
  const missing = mentions.findIndex(({ name }) => !text.includes(`@${name}`));
  if (missing >= 0) {
    throw inputError([{
      path: `mentions[${missing}].name`,
      message: "expected it in the text, behind an @",
    }]);
  }
  const little = littleText(text, mentions);
  if (little.length <= MAX_COMMENTARY) return little;
  throw inputError([{
    path: "text",
    message: `expected at most ${MAX_COMMENTARY} characters, got ${little.length} with LinkedIn's escapes`,
  }]);
}

/** A link with everything up to the next blank, in which no hashtag starts; or a hashtag with a letter in it. */
const LINK_OR_HASHTAG = /https?:\/\/\S+|(?<![\p{L}\p{M}\p{N}_&])#([\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*)/gu;

export function littleText(text: string, mentions: readonly Mention[] = []): string {
  const longestFirst = [...mentions].sort((a, b) => b.name.length - a.name.length);
  return withMentions(text, longestFirst);
}

/** The text around each mention, and the mentions; longer names first, since a shorter one may be within. */
function withMentions(text: string, [mention, ...others]: readonly Mention[]): string {
  if (!mention) return withHashtags(text);
  const link = `@[${escapeLittle(mention.name)}](urn:li:organization:${mention.organizationId})`;
  return text.split(`@${mention.name}`).map((part) => withMentions(part, others)).join(link);
}

function withHashtags(text: string): string {
  let little = "";
  let end = 0;
  for (const match of text.matchAll(LINK_OR_HASHTAG)) {
    const [found, word] = match;
    little += escapeLittle(text.slice(end, match.index));
    little += word === undefined ? escapeLittle(found) : `{hashtag|\\#|${escapeLittle(word)}}`;
    end = match.index + found.length;
  }
  return little + escapeLittle(text.slice(end));
}

function escapeLittle(text: string): string {
  return text.replace(/[\\|{}@[\]()<>#*_~]/g, "\\$&");
}
