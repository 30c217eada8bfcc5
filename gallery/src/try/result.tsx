/**
 * What came back, the requests that the function made for it, and how long that took.
 *
 * @module
 */
import { CircleCheck, CircleX } from "lucide-react";
import { CodeBlock } from "../components/code-block.tsx";
import { Badge } from "../components/ui/badge.tsx";
import type { ProviderRequest, Result } from "./sandbox.ts";

/** The body of every failure that is the function's own. */
interface ErrorBody {
  error: string;
  code: string;
  retryable: boolean;
  outcome: string;
  hint?: string;
  issues?: { path: string; message: string }[];
}

export function ResultPanel({ result }: { result: Result }) {
  const { ok, status, ms, data } = result;
  const Icon = ok ? CircleCheck : CircleX;
  const failure = !ok && isErrorBody(data) ? data : undefined;
  return (
    <div className="space-y-5">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <span className={`flex items-center gap-2 font-medium ${ok ? "text-primary" : "text-destructive"}`}>
          <Icon aria-hidden className="size-4" />
          {ok ? "It worked" : "It failed"}
        </span>
        <span className="text-muted-foreground tabular-nums">
          {status ? `Status ${status}` : "No answer came"}, {ms.toLocaleString("en-US")} ms
        </span>
      </p>
      {failure && <FailureSummary failure={failure} />}
      <CodeBlock
        title={ok ? "data" : "failure.response.data"}
        language={typeof data === "string" ? "text" : "json"}
        text={textOf(result)}
        wrap
      />
      <Requests requests={result.requests} />
    </div>
  );
}

function FailureSummary(
  { failure: { error, code, retryable, outcome, hint, issues } }: { failure: ErrorBody },
) {
  return (
    <div className="rounded-xl border border-destructive/40 p-4 text-sm">
      <p className="font-medium">{error}</p>
      {hint && <p className="mt-1 text-muted-foreground">{hint}</p>}
      {issues && issues.length > 0 && (
        <ul className="mt-2 space-y-1">
          {issues.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <span className="font-mono text-[0.8125rem]">{path || "input"}</span>: {message}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-3 flex flex-wrap gap-1.5">
        <Fact text={code} />
        <Fact text={retryable ? "may be repeated" : "not to be repeated as it is"} />
        <Fact text={`outcome: ${outcome}`} />
      </p>
    </div>
  );
}

function Fact({ text }: { text: string }) {
  return <Badge className="bg-muted font-mono text-muted-foreground">{text}</Badge>;
}

function Requests({ requests }: { requests: readonly ProviderRequest[] }) {
  return (
    <div>
      <h4 className="mb-2 text-sm font-medium">Requests to the provider</h4>
      {requests.length === 0
        ? <p className="text-sm text-muted-foreground">None: the function answered by itself.</p>
        : (
          <>
            <ol className="divide-y divide-border overflow-hidden rounded-xl border border-border bg-card text-sm">
              {requests.map((request, index) => <RequestRow key={index} request={request} />)}
            </ol>
            <p className="mt-2 text-xs text-muted-foreground">
              Each carries the connected account’s token where the provider asks for it. Tokens are never
              shown.
            </p>
          </>
        )}
    </div>
  );
}

function RequestRow(
  { request: { method, url, headers, body, status, servedBy, ms, problem } }: { request: ProviderRequest },
) {
  return (
    <li className="space-y-1 px-4 py-3">
      <p className="font-mono text-[0.8125rem] break-all">
        <strong className="font-semibold">{method}</strong> {url}
      </p>
      <details className="text-xs">
        <summary className="cursor-pointer text-muted-foreground">What was sent</summary>
        <pre
          className="mt-1 overflow-x-auto rounded-lg bg-muted p-3 font-mono whitespace-pre-wrap break-all"
          tabIndex={0}
        >
          {Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join("\n")}
          {body !== undefined && `\n\n${body}`}
        </pre>
      </details>
      <p className="text-xs text-muted-foreground">
        {problem ?? `Status ${status}, ${ms} ms, answered by ${SERVERS.get(servedBy) ?? `the ${servedBy}`}`}
      </p>
    </li>
  );
}

const SERVERS = new Map([
  ["examples", "the recorded examples"],
  ["real", "the real service"],
  ["files", "the sandbox’s file store"],
]);

function textOf({ data, type }: Result): string {
  if (typeof data !== "string") return JSON.stringify(data ?? null, null, 2);
  return /^text\/|json/.test(type) ? data : `A file of the type ${type || "unknown"}`;
}

function isErrorBody(data: unknown): data is ErrorBody {
  return typeof data === "object" && data !== null && "code" in data && "error" in data;
}
