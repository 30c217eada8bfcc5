/**
 * What has to be connected, with which scopes, and how to add them.
 *
 * @module
 */
import { CodeBlock } from "../components/code-block.tsx";
import { Code, Prose } from "../components/prose.tsx";
import type { FunctionDetail } from "../data/types.ts";

export function Scopes({ detail }: { detail: FunctionDetail }) {
  const { connection, connector, service, scopes, extraScopes } = detail;
  if (connection === "none" || !connector) {
    return <p className="text-muted-foreground">It needs no connection{connector && ` to ${service}`}.</p>;
  }
  return (
    <div className="space-y-5">
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">
        <dt className="text-muted-foreground">Connector</dt>
        <dd>
          {service}, <Code>{connector}</Code>
        </dd>
        <dt className="text-muted-foreground">Scopes</dt>
        <dd className="flex flex-wrap gap-1.5">
          {scopes.length > 0 ? scopes.map((scope) => <Code key={scope}>{scope}</Code>) : "none"}
        </dd>
        {extraScopes.length > 0 && (
          <>
            <dt className="text-muted-foreground">Further scopes</dt>
            <dd>
              <ul className="space-y-1.5">
                {extraScopes.map(({ scope, use }) => (
                  <li key={scope}>
                    <Code>{scope}</Code> <Prose text={use} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      <ol className="max-w-3xl list-decimal space-y-2 pl-5 text-sm">
        <li>
          In the app’s dashboard, connect {service}{" "}
          with these scopes. Authorizing again replaces the scopes, so name those that the app’s other
          functions need too.
        </li>
        <li>
          An app that keeps its connectors in files has them in{" "}
          <Code>{`base44/connectors/${connector}.jsonc`}</Code>: add the scopes there. Run{" "}
          <Code>base44 connectors pull</Code>{" "}
          first, since pushing a partial list removes connectors that were made in the dashboard.
        </li>
      </ol>
      <CodeBlock
        title={`base44/connectors/${connector}.jsonc`}
        language="json"
        text={`${JSON.stringify({ type: connector, scopes }, null, 2)}\n`}
      />
    </div>
  );
}
