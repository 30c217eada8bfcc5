/**
 * Sends every request to the local server instead of to the provider that it is meant for. Runs in Deno, which
 * has no other way for it; workerd has.
 *
 * @module
 */

export function routeFetch(upstream: string): void {
  const send = globalThis.fetch;
  const local = `http://${upstream}`;
  const readdress = (url: string) => local + url.slice(url.indexOf("/", "https://".length));
  globalThis.fetch = (input: RequestInfo | URL, init?: RequestInit) => {
    if (!(input instanceof Request)) {
      return send(readdress(String(input)), init);
    }
    return send(input.url.startsWith(local) ? input : new Request(readdress(input.url), input), init);
  };
}
