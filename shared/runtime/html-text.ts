/**
 * Turns HTML into plain text, for readers that show no HTML: blocks become lines, links keep their address, and
 * styles and scripts go. Takes time in proportion to the length, whatever the HTML.
 *
 * @module
 * @version 0.1.0
 */

const HIDDEN = /<!--[^]*?(?:-->|$)|<(script|style|title)\b[^]*?(?:<\/\1[^>]*>?|$)/gi;
const TAG = /<(?:(\/?)([a-z][\w:-]*)|[!?])([^<>]*)>/gi;
const HREF = /(?:^|\s)href\s*=\s*["']?\s*(?:(https?:[^"'\s]+)|mailto:([^"'\s?]+))/i;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z\d]{1,8}));/gi;

const LINES = new Set("br dd div dt footer header li section tr".split(" "));
const PARAGRAPHS = new Set("article blockquote dl h1 h2 h3 h4 h5 h6 hr ol p pre table ul".split(" "));

/** U+00A0 to U+00FF in order (https://html.spec.whatwg.org/multipage/named-characters.html). */
const LATIN_1 = (
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute " +
  "micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring " +
  "AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml " +
  "times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil " +
  "egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash " +
  "ugrave uacute ucirc uuml yacute thorn yuml"
).split(" ");
const ENTITIES = new Map([
  ...LATIN_1.map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", bull: "•", euro: "€", hellip: "…" }),
  ...Object.entries({ ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", trade: "™" }),
]);

export function textFromHtml(html: string): string {
  const text = withoutTags(html.replace(HIDDEN, "").replace(/\s+/g, " "));
  return decodeEntities(text)
    .split("\n")
    .map((line) => line.replace(/ {2,}/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function withoutTags(html: string): string {
  let link: { target: string; start: number } | undefined;

  return html.replace(TAG, (tag, slash = "", name = "", attributes: string, offset: number) => {
    const element = name.toLowerCase();
    if (element === "a") {
      const label = html.slice(link?.start ?? offset, offset).trim();
      const address = link && link.target !== label ? ` (${link.target})` : "";
      const [, url, email] = HREF.exec(attributes) ?? [];
      const target = slash ? undefined : url ?? email;
      link = target === undefined ? undefined : { target, start: offset + tag.length };
      return address;
    }
    if (PARAGRAPHS.has(element)) return "\n\n";
    return LINES.has(element) ? "\n" : "";
  });
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (entity, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name) return ENTITIES.get(name) ?? entity;
    const codePoint = decimal ? Number(decimal) : parseInt(hexadecimal ?? "", 16);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : entity;
  });
}
