/**
 * Who may call the function, what limits them, and what can go wrong.
 *
 * @module
 */
import { ShieldCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { CodeBlock } from "../components/code-block.tsx";
import { Code, Prose } from "../components/prose.tsx";
import type { FunctionDetail } from "../data/types.ts";

export function AccessAndRisks({ detail }: { detail: FunctionDetail }) {
  const { name, accessInWords, secrets, adminOnly } = detail;
  return (
    <div className="space-y-6">
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">
        <dt className="text-muted-foreground">Who may call</dt>
        <dd>
          <Prose text={capitalize(accessInWords)} />
        </dd>
        {adminOnly.length > 0 && (
          <>
            <dt className="text-muted-foreground">Only for admins</dt>
            <dd className="flex flex-wrap gap-1.5">
              {adminOnly.map((field) => <Code key={field}>{field}</Code>)}
            </dd>
          </>
        )}
        {secrets.length > 0 && (
          <>
            <dt className="text-muted-foreground">Secrets</dt>
            <dd>
              <ul className="space-y-1.5">
                {secrets.map((secret) => (
                  <li key={`${secret.name} ${secret.field}`}>
                    <Code>{secret.name}</Code> {secret.description && <Prose text={secret.description} />}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      <ul className="max-w-3xl space-y-3 text-sm">
        {risksOf(detail).map((risk) => (
          <li key={risk} className="flex gap-3">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
            <span className="text-pretty">
              <Prose text={risk} />
            </span>
          </li>
        ))}
        <Change>
          Without editing code, the secret <Code>CONNECTOR_FUNCTIONS_ACCESS</Code> changes who may call:
        </Change>
      </ul>
      <CodeBlock
        title="Set a secret"
        language="shell"
        text={`base44 secrets set CONNECTOR_FUNCTIONS_ACCESS="${name}=${
          detail.access === "admin" ? "user" : "admin"
        }"`}
        wrap
      />
    </div>
  );
}

function Change({ children }: { children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <span>{children}</span>
    </li>
  );
}

function risksOf({ effect, access, connection, service, secrets }: FunctionDetail): string[] {
  const bounds = [
    ...new Set(secrets.filter(({ role }) => role === "bounds").map(({ name }) => `\`${name}\``)),
  ];
  return [
    ...(connection === "shared"
      ? [
        `It acts as the ${service} account that the app’s owner connected, which can do more than the app’s users should.`,
      ]
      : []),
    ...(effect === "send"
      ? [
        "It reaches people, and nothing takes that back. A send is never repeated on a guess: where it may have happened, `outcome` is `unknown`.",
      ]
      : []),
    ...(effect === "delete" ? ["It destroys what it is given. Ask people before you call it."] : []),
    ...(effect === "write"
      ? ["It changes what is there. Where `outcome` is `unknown`, look before repeating it."]
      : []),
    ...(effect === "read" && access === "admin"
      ? ["What it reads was meant for the connected account. Show it only to people who may see that."]
      : []),
    ...(bounds.length > 0
      ? [
        `Until ${
          bounds.join(" and ")
        } is set, callers below admin are refused. Once set, it holds for admins too.`,
      ]
      : []),
    ...(access === "public" ? ["Anybody on the internet may call it; a secret fixes whom it reaches."] : []),
    "What triggers, workflows and agents pass on was written by strangers, even where an admin’s name calls.",
  ];
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
