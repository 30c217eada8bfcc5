/**
 * Text with `code` in backticks.
 *
 * @module
 */
import { Fragment } from "react";

export function Prose({ text }: { text: string }) {
  const parts = text.split(/`([^`]*)`/);
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>{index % 2 === 0 ? part : <Code>{part}</Code>}</Fragment>
      ))}
    </>
  );
}

export function Code({ children }: { children: string }) {
  return (
    <code className="rounded bg-muted px-1.5 py-0.5 font-mono text-[0.875em] break-words">{children}</code>
  );
}
