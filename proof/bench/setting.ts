/**
 * How the figures came about.
 *
 * @module
 */
import type { Bench } from "./bench.ts";
import { SDKS } from "./sdks.ts";

export function describeSetting({ jobs }: Bench): string {
  const names = jobs.map(({ name, sdk }) => `${name} (${sdk} ${SDKS[sdk]})`).join(", ");
  return `${jobs.length} jobs, each in three variants that get the same input and the same answers: ours ` +
    "(`functions/<name>`), the shortest form that builders write by hand (`proof/bench/handwritten`: " +
    "sign-in, token and request one after the other, nothing checked), and the official SDK inside the " +
    `function (\`proof/bench/official\`): ${names}. All three import the same @base44/sdk and are bundled as the ` +
    "platform bundles. Node's modules, which the official SDKs name in ways that neither runtime takes, " +
    "are made to work for them, and two of them get a `fetch` that workerd accepts (@slack/web-api " +
    'calls it as a method and with `redirect: "error"`, @googleapis/gmail brings node-fetch): as they ' +
    "are, these two do not work there. Base44 and the providers are one local server. workerd runs by " +
    "itself, without miniflare around it; each function is an isolate that a worker loader makes from " +
    "text in memory. Deno runs without its code cache.";
}
