/**
 * What a provider can only do on a real connection: at every request of a function.
 *
 * @module
 */
import { type Example, type Exchange, matchRoute } from "../../../sandbox/example.ts";
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import type { Wire, WireTrouble } from "../../runtimes/wire.ts";
import { breaking, closed, informed, late, lying } from "../../runtimes/wire-answers.ts";
import { responseOf } from "../../support/recording.ts";
import { bytesOf } from "../../support/request.ts";
import { type Expected, type Fault, verdict, type WireFaultName } from "./fault.ts";
import { faultsOf } from "./providers.ts";
import type { Step } from "./steps.ts";
import { after, different, failureProblems, successProblems } from "./verdict.ts";

type Recorded = NonNullable<Exchange["response"]>;

const LATE = 3_000;
const SLOW = { delay: 2_000, pause: 50 };
const STRANGER = "https://stranger.example.com/collect";
const MAX_ATTEMPTS = 3;
const CONTINUE = "100 Continue";
const HINTS = "103 Early Hints";

export function wireFaults(spec: FunctionSpec, example: Example, step: Step): Fault<WireTrouble>[] {
  const { response } = step.exchange;
  if (!response) return [];
  return [
    ...harmlessFaults(example, step, response),
    ...brokenFaults(spec, example, step, response),
    ...redirectFaults(spec, example, step),
  ];
}

/** A good answer that comes in an unusual way is a good answer, and asked for once. */
function harmlessFaults(example: Example, step: Step, response: Recorded): Fault<WireTrouble>[] {
  const taken = (name: WireFaultName, trouble: WireTrouble): Fault<WireTrouble> => ({
    name,
    at: step.route,
    async run(rehearse) {
      const run = await rehearse(example, trouble);
      const { length } = run.sends(step.exchange);
      return verdict(run, successProblems(run, example.output), different("attempts", length, 1));
    },
  });
  const answered = (name: WireFaultName, answer: () => Wire) =>
    taken(name, { deliver: (exchange) => exchange === step.exchange ? answer() : undefined });
  const hasBody = bytesOf(step.exchange.request).length > 0;
  const reading = (method: string, url: URL) => matchRoute(step.route, method, url) ? SLOW : undefined;
  return [
    answered("late answer", () => late(responseOf(response), LATE)),
    interimFault("100 first", example, step, () => informed(responseOf(response), [CONTINUE])),
    interimFault("103 first", example, step, () => informed(responseOf(response), [HINTS, HINTS])),
    ...(response.json === undefined
      ? []
      : [answered("JSON as text", () => informed(responseOf(asText(response)), []))]),
    ...(hasBody ? [taken("slow upload", { reading })] : []),
  ];
}

/**
 * An interim response is no answer (https://www.rfc-editor.org/rfc/rfc9110#section-15.2). workerd takes it for one,
 * with what follows as its body; then nothing may be said but that this cannot be read.
 */
function interimFault(
  name: WireFaultName,
  example: Example,
  step: Step,
  answer: () => Wire,
): Fault<WireTrouble> {
  return {
    name,
    at: step.route,
    async run(rehearse) {
      const deliver = (exchange: Exchange) => exchange === step.exchange ? answer() : undefined;
      const run = await rehearse(example, { deliver });
      return verdict(
        run,
        run.quirks.endsAtInterim
          ? failureProblems(run, unusable(step), step)
          : successProblems(run, example.output),
        different("attempts", run.sends(step.exchange).length, 1),
      );
    },
  };
}

/** What is no success and no refusal either: nobody knows what was done. */
function unusable(step: Step): Expected {
  return {
    code: "provider_invalid_response",
    outcome: after(step, step.reads ? "not_done" : "unknown"),
    attempts: 1,
  };
}

function brokenFaults(
  spec: FunctionSpec,
  example: Example,
  step: Step,
  response: Recorded,
): Fault<WireTrouble>[] {
  const { needsJson = false } = faultsOf(spec.service?.connector ?? "", step.presigned);
  /** Where the function needs nothing of the body, it may well go on without it. */
  const broken = (
    name: WireFaultName,
    react: () => Wire,
    expected: Expected,
    isTaken = false,
  ): Fault<WireTrouble> => ({
    name,
    at: step.route,
    async run(rehearse, changes) {
      const run = await rehearse(example, whileAt(step, react));
      if (isTaken && run.status === 200 && !needsJson) {
        return verdict(run, successProblems(run, example.output));
      }
      return verdict(run, failureProblems(run, { ...expected, ...changes }, step));
    },
  });
  const { length } = bytesOf(response);
  const hasContent = response.status >= 200 && response.status < 300 && length > 1;
  const answer = () => responseOf(response);
  return [
    broken("connection closed", closed, {
      code: "provider_unavailable",
      outcome: after(step, step.reads ? "not_done" : "unknown"),
      attempts: step.repeatable ? MAX_ATTEMPTS : 1,
      breaks: true,
    }),
    ...(hasContent
      ? [
        broken("break in the body", () => breaking(answer(), "content-length"), brokenOff(step), true),
        broken("break in a chunked body", () => breaking(answer(), "chunked"), brokenOff(step), true),
        broken("length too long", () => lying(answer(), length), brokenOff(step), true),
      ]
      : []),
    ...(hasContent && response.json !== undefined
      ? [broken("length too short", () => lying(answer(), -Math.ceil(length / 2)), cutOff(step), true)]
      : []),
  ];
}

/** The job is done where it changes something; what only reads is repeated. */
function brokenOff(step: Step): Expected {
  return {
    code: step.reads ? "provider_unavailable" : "provider_invalid_response",
    outcome: after(step, step.reads ? "not_done" : "done"),
    attempts: step.repeatable ? MAX_ATTEMPTS : 1,
  };
}

/** For HTTP the answer is whole, so it is not asked for again. */
function cutOff(step: Step): Expected {
  return { ...brokenOff(step), code: "provider_invalid_response", attempts: 1 };
}

/** Nobody is followed anywhere, and a stranger gets neither a request nor a token. */
function redirectFaults(spec: FunctionSpec, example: Example, step: Step): Fault<WireTrouble>[] {
  const { redirected: code } = faultsOf(spec.service?.connector ?? "", step.presigned);
  const usual: Expected = code ? { code, outcome: after(step, "not_done"), attempts: 1 } : unusable(step);
  const own = new URL("/elsewhere", step.exchange.request.url).href;
  const redirected = (name: WireFaultName, status: number, location: string): Fault<WireTrouble> => ({
    name,
    at: step.route,
    async run(rehearse, changes) {
      const react = () => informed(new Response(null, { status, headers: { location } }), []);
      const run = await rehearse(example, whileAt(step, react));
      return verdict(
        run,
        failureProblems(run, { ...usual, ...changes }, step),
        run.sent.filter(({ url }) => url.href === location).map(() => `${spec.name} followed to ${location}`),
      );
    },
  });
  return [
    redirected("302 to a stranger", 302, STRANGER),
    redirected("302 within", 302, own),
    redirected("307 to a stranger", 307, STRANGER),
    redirected("308 to a stranger", 308, STRANGER),
  ];
}

function whileAt({ exchange: due }: Step, react: () => Wire): WireTrouble {
  return { intercept: (exchange) => exchange === due ? react() : undefined };
}

function asText(response: Recorded): Recorded {
  return { ...response, headers: { ...response.headers, "content-type": "text/plain" } };
}
