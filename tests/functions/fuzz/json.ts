/**
 * JSON text with pieces in it that no value can be written from: 1e309, a name twice, a thousand brackets.
 *
 * @module
 */

/** A piece of JSON as it is. */
export class RawJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const MARK = /"@raw:(\d+)@"/g;

export function toJson(value: unknown): string {
  const pieces: string[] = [];
  const text: string | undefined = JSON.stringify(
    value,
    (_, item: unknown) => item instanceof RawJson ? `@raw:${pieces.push(item.text) - 1}@` : item,
  );
  return (text ?? "").replace(MARK, (_, index: string) => pieces[Number(index)] ?? "null");
}
