/**
 * The provider refuses the token: Base44 may hold a newer one than it gave at first, and is asked once more.
 *
 * @module
 */
import type { Example, Exchange } from "../../../sandbox/example.ts";
import { PROVIDER_TOKENS } from "../../support/base44.ts";
import { responseOf } from "../../support/recording.ts";
import { type Expected, type Fault, verdict } from "./fault.ts";
import type { Spelled } from "./providers.ts";
import type { Rehearse } from "./rehearsal.ts";
import type { Step } from "./steps.ts";
import { after, different, failureProblems, successProblems } from "./verdict.ts";

export function staleTokenFaults(example: Example, step: Step, expired: Spelled): Fault[] {
  const at = step.route;
  const rehearsed = (rehearse: Rehearse, times: number, tokens: readonly string[]) => {
    const { accessToken: _, ...connection } = example.connection ?? {};
    const intercept = (exchange: Exchange) =>
      exchange === step.exchange && times-- > 0 ? responseOf(expired) : undefined;
    return rehearse({ ...example, connection }, { world: { connection, tokens }, intercept });
  };
  const failing = async (
    rehearse: Rehearse,
    attempts: number,
    tokens: readonly string[],
    changes: Partial<Expected> = {},
  ) => {
    const run = await rehearsed(rehearse, Infinity, tokens);
    const expected: Expected = { code: "connection_expired", outcome: after(step, "not_done"), attempts };
    return verdict(
      run,
      failureProblems(run, { ...expected, ...changes }, step),
      different("questions for the connection", run.base44.count("connection"), 2),
    );
  };
  return [
    {
      name: "expired, then fresh",
      at,
      async run(rehearse) {
        const run = await rehearsed(rehearse, 1, PROVIDER_TOKENS);
        const used = run.sends(step.exchange).map(({ headers }) => headers.get("authorization"));
        return verdict(
          run,
          successProblems(run, example.output),
          different("tokens", String(used), String(PROVIDER_TOKENS.map((token) => `Bearer ${token}`))),
          different("questions for the connection", run.base44.count("connection"), 2),
        );
      },
    },
    { name: "expired twice", at, run: (rehearse, changes) => failing(rehearse, 2, PROVIDER_TOKENS, changes) },
    {
      name: "expired, same token",
      at,
      run: (rehearse, changes) => failing(rehearse, 1, PROVIDER_TOKENS.slice(0, 1), changes),
    },
  ];
}
