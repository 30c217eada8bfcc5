/**
 * Input that no honest caller sends. Whatever it is, the answer is either success or says what is wrong with
 * which field, and nothing leaves for another place than the examples' requests go to.
 *
 * @module
 */
import { type Example, type Exchange, exchangesOf, matchRoute } from "../../../sandbox/example.ts";
import type * as z from "../../../shared/runtime/zod.ts";
import { reactionOf } from "../../support/recording.ts";
import { inputOf } from "../../support/replay.ts";
import type { Handler } from "../../support/world.ts";
import type { Fault, FaultName } from "./fault.ts";
import { rehearse, type Rehearsal } from "./rehearsal.ts";
import { textFields, valueAt, withValue } from "./fields.ts";

const HOSTILE = [
  "",
  "   ",
  "\0\u0007\u202e",
  "..",
  "../../admin?x=1#y",
  "a\r\nBcc: stranger@example.com\r\n\r\n",
  "' OR 1=1 -- \" ` \\ ; ) } ] </script> <!channel> ${x} {{x}} %00%2e%2e%2f =cmd|'/c'!A1",
  "\ud800",
  "__proto__",
  "שלום 😀 \u200f\ufeff",
  "a".repeat(30_000) + "!",
];

const WRONG: readonly unknown[] = [{}, [[]], 12.5, -1, "", false, { toString: "x" }, [null]];

export function inputFaults(handler: Handler, examples: readonly Example[]): Fault[] {
  const [example] = examples;
  const input = example && inputOf(example);
  if (!example || typeof input !== "object" || input === null) return [];
  const { shape } = handler.spec.input;
  const exchanges = examples.flatMap(exchangesOf);

  const tried = (name: FaultName, at: string, inputs: () => unknown[], judge: Judge = reasonable): Fault => ({
    name,
    at,
    async run() {
      const problems: string[] = [];
      for (const input of inputs()) {
        const result = await rehearse(handler, example, { input, world: answering(exchanges) });
        const found = [...result.problems, ...judge(result, at), ...strays(result, exchanges)];
        problems.push(...found.map((problem) => `${problem}, for ${show(valueAt(input, at))}`));
      }
      return problems;
    },
  });
  return [
    ...textFields(shape, input).map((path) =>
      tried("hostile text", path, () => HOSTILE.map((text) => withValue(input, path, text)))
    ),
    ...Object.keys(shape).map((field) =>
      tried("wrong type", field, () => WRONG.map((value) => withValue(input, field, value)))
    ),
    ...requiredFields(shape).map((field) =>
      tried("missing field", field, () => [withValue(input, field, undefined)], refusedAt)
    ),
    tried("unknown field", "unheardOf", () => [withValue(input, "unheardOf", "x")], refusedAt),
  ];
}

type Judge = (run: Rehearsal, path: string) => string[];

/** Success, or a refusal that names what is wrong; never a failure of our own. */
function reasonable({ status, body, world }: Rehearsal): string[] {
  if (status === 200) return [];
  if (body.code === "not_allowed" || body.code === "payload_too_large") return sentNothing(world.sent.length);
  if (body.code !== "invalid_input" && body.code !== "invalid_request") {
    return [`expected success or invalid_input, got ${body.code}: ${body.error}`];
  }
  return [...issueProblems(body), ...sentNothing(world.sent.length)];
}

function refusedAt({ body, world }: Rehearsal, path: string): string[] {
  const [issue] = Array.isArray(body.issues) ? body.issues : [];
  return [
    ...(body.code === "invalid_input" ? [] : [`expected invalid_input, got ${body.code ?? "success"}`]),
    ...(issue?.path === path ? [] : [`expected an issue at ${path}, got one at ${issue?.path}`]),
    ...sentNothing(world.sent.length),
  ];
}

function issueProblems({ code, issues }: Record<string, unknown>): string[] {
  if (code !== "invalid_input") return [];
  const named = Array.isArray(issues) && issues.length > 0 && issues.every(({ message }) => message);
  return named ? [] : ["expected issues that say what is wrong"];
}

function sentNothing(count: number): string[] {
  return count === 0 ? [] : [`expected no provider request, got ${count}`];
}

/** Requests that go elsewhere than any of the examples' go. */
function strays({ world }: Rehearsal, exchanges: readonly Exchange[]): string[] {
  return world.sent.filter((sent) => !exchanges.some((exchange) => isAt(exchange, sent.method, sent.url)))
    .map(({ method, url }) => `${method} ${url.href.slice(0, 200)} is on no example's way`);
}

function isAt({ route, request }: Exchange, method: string, url: URL): boolean {
  return new URL(request.url).origin === url.origin && matchRoute(route, method, url);
}

function answering(exchanges: readonly Exchange[]) {
  return {
    provider: ({ method, url }: { method: string; url: URL }) => {
      const exchange = exchanges.find((exchange) => isAt(exchange, method, url));
      return exchange ? reactionOf(exchange) : "reset" as const;
    },
  };
}

function requiredFields(shape: Readonly<Record<string, z.core.$ZodType>>): string[] {
  return Object.keys(shape).filter((name) => !shape[name]?._zod.optin);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
