/**
 * Runs an example through a function.
 *
 * @module
 */
import type { Example } from "../../sandbox/example.ts";
import { PROVIDER_TOKENS, SERVICE_TOKEN, USER_TOKEN } from "./base44.ts";
import { Recording } from "./recording.ts";
import { createWorld, type Handler, type World, type WorldOptions } from "./world.ts";

export interface Replay {
  world: World;
  status: number;
  headers: Headers;
  /** JSON where the answer is JSON, else its text. */
  body: unknown;
  /** What was recorded beside what left, in two lists that have to be equal. */
  requests: { recorded: unknown[]; sent: unknown[] };
  /** Where a token got to that should not be there; has to be empty. */
  leaks: string[];
}

export async function replay(handler: Handler, example: Example): Promise<Replay> {
  const recording = new Recording(example, { service: handler.spec.service, tokens: [tokenOf(example)] });
  const world = createWorld({ ...worldOf(example), provider: (sent) => recording.react(sent) });
  const response = await world.call(handler, inputOf(example));
  const { text, body } = await readAnswer(response);
  return {
    world,
    status: response.status,
    headers: response.headers,
    body,
    requests: await recording.compare(),
    leaks: findLeaks(world, response, text, [tokenOf(example)]),
  };
}

export function tokenOf({ connection }: Example): string {
  return connection?.accessToken ?? PROVIDER_TOKENS[0];
}

/** The world that an example describes. */
export function worldOf(example: Example): WorldOptions {
  const { caller, secrets, connection, connectionError, connections, now } = example;
  return { caller, secrets: secrets ?? {}, connection, connectionError, connections, now };
}

/** What a front end passes to `functions.invoke`. */
export function inputOf({ input, files }: Example): unknown {
  if (!files) return input;
  const opened = Object.entries(files).map(([field, { name, type, text, base64 }]) => {
    const content = base64 === undefined ? text ?? "" : Buffer.from(base64, "base64");
    return [field, new File([content], name, { type })];
  });
  return { ...input as object, ...Object.fromEntries(opened) };
}

export async function readAnswer(response: Response): Promise<{ text: string; body: unknown }> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return { text, body: isJson ? JSON.parse(text) : text };
}

/** No token may reach the answer or the log, nor go anywhere but into its header. */
export function findLeaks(
  { sent, logs }: Pick<World, "sent" | "logs">,
  { headers }: Pick<Response, "headers">,
  text: string,
  tokens: readonly string[],
): string[] {
  const places: [string, string][] = [
    ["the answer", text],
    ["the answer's headers", JSON.stringify([...headers])],
    ["the log", JSON.stringify(logs)],
    ...sent.flatMap(({ url, body }): [string, string][] => [
      ["a request's address", url.href],
      ["a request's body", Buffer.from(body).toString("latin1")],
    ]),
  ];
  const hidden = [...tokens, USER_TOKEN, SERVICE_TOKEN];
  return places.filter(([, content]) => hidden.some((token) => content.includes(token))).map(([place]) =>
    place
  );
}
