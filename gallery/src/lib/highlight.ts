/**
 * Colours code with CSS's highlights, which leave the text alone: what is on the page, and what is copied by hand,
 * is the file as it is. Browsers without them show plain text.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/API/CSS_Custom_Highlight_API
 * @module
 */

export type Language = "ts" | "json" | "shell" | "text";

const KINDS = ["comment", "string", "keyword", "number", "key"] as const;
type Kind = (typeof KINDS)[number];

const CODE =
  /(?<comment>\/\/[^\n]*|\/\*[^]*?\*\/)|(?<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`|(?<=[(,=:[!&|?{};] ?)\/(?![*\/ ])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^\/\\[\n])+\/[dgimsuvy]*)|(?<keyword>\b(?:as|async|await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|false|finally|for|from|function|if|import|in|instanceof|interface|let|new|null|of|readonly|return|satisfies|static|super|switch|this|throw|true|try|type|typeof|undefined|void|while|yield)\b)|(?<number>\b\d[\d_.]*n?\b)/g;
const JSON_TEXT =
  /(?<key>"(?:\\.|[^"\\\n])*"(?=\s*:))|(?<string>"(?:\\.|[^"\\\n])*")|(?<keyword>\b(?:true|false|null)\b)|(?<number>-?\b\d[\d.eE+-]*)/g;
const SHELL = /(?<key>^\w+)|(?<string>"[^"]*"|'[^']*')|(?<keyword>(?<=\s)--?[\w-]+)/gm;

const PATTERNS: Partial<Record<Language, RegExp>> = { ts: CODE, json: JSON_TEXT, shell: SHELL };

/** Colours the text of a node; what comes back takes the colours away. */
export function highlight(node: Text, language: Language): () => void {
  const pattern = PATTERNS[language];
  if (!pattern || !("highlights" in CSS)) return () => {};
  const made = [...node.data.matchAll(pattern)].map(({ index, 0: text, groups = {} }) => {
    const range = new StaticRange({
      startContainer: node,
      startOffset: index,
      endContainer: node,
      endOffset: index + text.length,
    });
    const kind = KINDS.find((candidate) => groups[candidate] !== undefined) ?? "string";
    registered(kind).add(range);
    return { kind, range };
  });
  return () => {
    for (const { kind, range } of made) registered(kind).delete(range);
  };
}

function registered(kind: Kind): Highlight {
  const name = `code-${kind}`;
  const existing = CSS.highlights.get(name);
  if (existing) return existing;
  const created = new Highlight();
  CSS.highlights.set(name, created);
  return created;
}
