/**
 * Providers that let a client choose the id of what it makes, over emulators that do not: functions see the
 * ids that they chose, the emulator sees its own.
 *
 * @module
 */
export class ChosenIds {
  #emulators = new Map<string, string>();
  #chosen = new Map<string, string>();

  has(chosen: string): boolean {
    return this.#emulators.has(chosen);
  }

  keep(chosen: string, emulators: string): void {
    this.#emulators.set(chosen, emulators);
    this.#chosen.set(emulators, chosen);
  }

  toEmulator(text: string): string {
    return replaceIds(text, this.#emulators);
  }

  urlToEmulator(address: string): string {
    const url = new URL(address);
    url.pathname = this.toEmulator(url.pathname);
    for (const [name, value] of [...url.searchParams]) url.searchParams.set(name, this.toEmulator(value));
    return url.href;
  }

  toChosen(text: string): string {
    return replaceIds(text, this.#chosen);
  }
}

/** Only whole words: an id may be part of another text. */
function replaceIds(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(/[\w-]+/g, (word) => ids.get(word) ?? word);
}
