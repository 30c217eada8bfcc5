/** @module */
import { CircleCheck, CircleX } from "lucide-react";
import { CodeBlock } from "../components/code-block.tsx";
import type { FunctionDetail, GalleryExample } from "../data/types.ts";

export function Examples({ detail: { examples } }: { detail: FunctionDetail }) {
  return (
    <div className="space-y-3">
      {examples.map((example, index) => (
        <Example
          key={example.case}
          example={example}
          isOpen={index === 0}
        />
      ))}
    </div>
  );
}

function Example({ example, isOpen }: { example: GalleryExample; isOpen: boolean }) {
  const { title, failed, input, files, answer } = example;
  const Icon = failed ? CircleX : CircleCheck;
  const sent = {
    ...input,
    ...Object.fromEntries(Object.entries(files ?? {}).map(([key, file]) => [key, file.name])),
  };
  return (
    <details open={isOpen} className="rounded-xl border border-border bg-card">
      <summary className="flex items-center gap-3 rounded-xl px-4 py-3 text-sm font-medium">
        <Icon aria-hidden className={failed ? "size-4 text-destructive" : "size-4 text-primary"} />
        {title}
        <span className="sr-only">{failed ? "(fails)" : "(works)"}</span>
      </summary>
      <div className="grid gap-3 px-4 pb-4 lg:grid-cols-2">
        <CodeBlock
          title={`Input: ${title}`}
          header={<Caption>Input</Caption>}
          language="json"
          text={toText(sent)}
        />
        <CodeBlock
          title={`${failed ? "Error" : "Answer"}: ${title}`}
          header={<Caption>{failed ? "Error" : "Answer"}</Caption>}
          language="json"
          text={toText(answer)}
        />
      </div>
    </details>
  );
}

function Caption({ children }: { children: string }) {
  return <span className="text-xs text-muted-foreground">{children}</span>;
}

function toText(value: unknown): string {
  return JSON.stringify(value ?? null, null, 2);
}
