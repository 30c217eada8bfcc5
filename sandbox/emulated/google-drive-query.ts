/**
 * Drive's search language, as far as the emulator and this file together know it.
 *
 * @see https://developers.google.com/workspace/drive/api/guides/search-files
 * @module
 */

export type NameTest = (name: string) => boolean;

const OF_EMULATOR = /^('\d+' in parents|trashed = false|mimeType !?= '\d+')$/;
const OF_NAME = /^name (=|contains) '(\d+)'$/;

/** What a query says of names, which the emulator ignores. `undefined`: it says something else, too. */
export function readNameTests(query: string): NameTest[] | undefined {
  const literals: string[] = [];
  const masked = query.replace(/'((?:[^'\\]|\\.)*)'/g, (_, literal: string) => {
    return `'${literals.push(literal.replace(/\\(.)/g, "$1")) - 1}'`;
  });
  const tests: NameTest[] = [];
  for (const term of masked.split(" and ")) {
    if (term === "" || OF_EMULATOR.test(term)) continue;
    const [, operator, index] = OF_NAME.exec(term) ?? [];
    if (operator === undefined) return undefined;
    const text = literals[Number(index)] ?? "";
    tests.push(operator === "=" ? (name) => name === text : (name) => hasPrefix(name, text));
  }
  return tests;
}

/** Drive looks at the starts of words only. */
function hasPrefix(name: string, text: string): boolean {
  const words = ` ${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")}`;
  return words.includes(` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")}`);
}
