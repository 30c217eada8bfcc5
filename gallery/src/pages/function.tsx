/**
 * All that a builder has to know about one function.
 *
 * @module
 */
import { ChevronRight, ExternalLink } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { AccessBadge, EffectBadge } from "../components/badges.tsx";
import { Failure, Loading } from "../components/failure.tsx";
import { Code, Prose } from "../components/prose.tsx";
import { ServiceMark } from "../components/service-mark.tsx";
import { useFunction } from "../data/load.ts";
import type { FunctionDetail } from "../data/types.ts";
import { AccessAndRisks } from "../function/access.tsx";
import { ErrorsTable } from "../function/errors.tsx";
import { Examples } from "../function/examples.tsx";
import { FieldsTable } from "../function/fields-table.tsx";
import { GetIt } from "../function/get-it.tsx";
import { Scopes } from "../function/scopes.tsx";
import { searchAddress } from "../lib/route.ts";
import { NO_SERVICE } from "../lib/search.ts";

const TryIt = lazy(() => import("../try/try-it.tsx"));

interface Part {
  id: string;
  title: string;
  content: ReactNode;
}

export function FunctionPage({ name }: { name: string }) {
  const detail = useFunction(name);
  const parts = partsOf(detail);
  return (
    <div className="mx-auto max-w-7xl px-4 pb-24 sm:px-6">
      <Breadcrumb detail={detail} />
      <Head detail={detail} />
      <div className="gap-12 xl:grid xl:grid-cols-[minmax(0,1fr)_11rem]">
        <div className="min-w-0 space-y-14">
          {parts.map(({ id, title, content }) => (
            <section key={id} id={id} tabIndex={-1} aria-labelledby={`${id}-title`} className="outline-none">
              <h2 id={`${id}-title`} className="mb-4 text-xl font-semibold tracking-tight">{title}</h2>
              {content}
            </section>
          ))}
        </div>
        <OnThisPage parts={parts} />
      </div>
    </div>
  );
}

function partsOf(detail: FunctionDetail): Part[] {
  const { name, input, output } = detail;
  return [
    { id: "get", title: "Get it", content: <GetIt key={name} detail={detail} /> },
    {
      id: "try",
      title: "Try it",
      content: (
        <Failure message="The form could not be loaded">
          <Suspense fallback={<Loading />}>
            <TryIt key={name} detail={detail} />
          </Suspense>
        </Failure>
      ),
    },
    { id: "input", title: "Input", content: <FieldsTable fields={input} label="Input fields" isInput /> },
    { id: "output", title: "Output", content: <FieldsTable fields={output} label="Output fields" /> },
    { id: "scopes", title: "Connection and scopes", content: <Scopes detail={detail} /> },
    { id: "access", title: "Access and risks", content: <AccessAndRisks detail={detail} /> },
    { id: "errors", title: "Errors", content: <ErrorsTable detail={detail} /> },
    { id: "examples", title: "Examples", content: <Examples detail={detail} /> },
  ];
}

function Breadcrumb({ detail: { service, connector, name } }: { detail: FunctionDetail }) {
  return (
    <nav aria-label="Breadcrumb" className="pt-6 text-sm text-muted-foreground">
      <ol className="flex flex-wrap items-center gap-1.5">
        <li>
          <a className="hover:text-foreground hover:underline" href="#/">All functions</a>
        </li>
        <ChevronRight aria-hidden className="size-3.5" />
        <li>
          <a
            className="hover:text-foreground hover:underline"
            href={searchAddress({ service: connector ?? NO_SERVICE })}
          >
            {service ?? "No service needed"}
          </a>
        </li>
        <ChevronRight aria-hidden className="size-3.5" />
        <li aria-current="page" className="font-mono text-xs text-foreground">{name}</li>
      </ol>
    </nav>
  );
}

function Head({ detail }: { detail: FunctionDetail }) {
  const { name, purpose, details, connector, effect, access, providerDocs, files } = detail;
  return (
    <div className="flex gap-5 pt-8 pb-12">
      <div className="hidden pt-1 sm:block">
        <ServiceMark connector={connector} large />
      </div>
      <div className="min-w-0 max-w-3xl">
        <h1 className="font-mono text-2xl font-semibold tracking-tight break-words sm:text-3xl">{name}</h1>
        <p className="mt-3 text-lg text-pretty">
          <Prose text={purpose} />
        </p>
        {details && (
          <p className="mt-2 text-muted-foreground text-pretty">
            <Prose text={details} />
          </p>
        )}
        <div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
          <EffectBadge effect={effect} />
          <AccessBadge access={access} />
          {connector && (
            <span className="text-muted-foreground">
              Connector <Code>{connector}</Code>
            </span>
          )}
          <span className="text-muted-foreground">
            {files.length === 1 ? "1 file" : `${files.length} files`}
          </span>
          {providerDocs && (
            <a
              className="inline-flex items-center gap-1.5 text-primary underline-offset-4 hover:underline"
              href={providerDocs}
              target="_blank"
              rel="noreferrer"
            >
              Provider’s page
              <ExternalLink aria-hidden className="size-3.5" />
            </a>
          )}
        </div>
      </div>
    </div>
  );
}

function OnThisPage({ parts }: { parts: readonly Part[] }) {
  return (
    <nav aria-label="On this page" className="sticky top-24 hidden self-start xl:block">
      <p className="mb-3 text-xs font-medium text-muted-foreground">On this page</p>
      <ul className="space-y-1 border-l border-border">
        {parts.map(({ id, title }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => goTo(id)}
              className="-ml-px border-l border-transparent py-0.5 pl-4 text-left text-sm text-muted-foreground transition-colors hover:border-foreground hover:text-foreground"
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The address is taken by the page itself. */
function goTo(id: string): void {
  const section = document.getElementById(id);
  section?.scrollIntoView({ block: "start" });
  section?.focus({ preventScroll: true });
}
