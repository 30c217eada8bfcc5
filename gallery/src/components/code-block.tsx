/**
 * Code as it is, with a button that copies it.
 *
 * @module
 */
import { Download } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "../lib/cn.ts";
import { highlight, type Language } from "../lib/highlight.ts";
import { CopyButton } from "./copy-button.tsx";
import { buttonVariants } from "./ui/button.tsx";

interface CodeBlockProps {
  text: string;
  language: Language;
  /** What it is, such as a file's name. */
  title: string;
  /** Where the file lies, and the name to keep it under. */
  download?: { address: string; name: string };
  wrap?: boolean;
  header?: ReactNode;
}

export function CodeBlock({ text, language, title, download, wrap, header }: CodeBlockProps) {
  const code = useRef<HTMLElement>(null);
  useEffect(() => {
    const node = code.current?.firstChild;
    return node instanceof Text ? highlight(node, language) : undefined;
  }, [text, language]);
  return (
    <div className="overflow-hidden rounded-xl border border-border bg-code">
      <div className="flex flex-wrap items-center gap-2 border-b border-border bg-card py-1.5 pr-1.5 pl-4">
        <div className="min-w-0 flex-1">
          {header ?? <span className="block truncate font-mono text-xs text-muted-foreground">{title}</span>}
        </div>
        {download && (
          <a
            className={buttonVariants({ variant: "ghost", size: "sm" })}
            href={download.address}
            download={download.name}
          >
            <Download aria-hidden />
            Download
          </a>
        )}
        <CopyButton text={text} what={title} />
      </div>
      <pre
        role="region"
        aria-label={title}
        tabIndex={0}
        className={cn(
          "max-h-[30rem] overflow-auto p-4 font-mono text-[0.8125rem] leading-relaxed focus-visible:-outline-offset-2",
          wrap && "break-words whitespace-pre-wrap",
        )}
      >
        <code ref={code}>{text}</code>
      </pre>
    </div>
  );
}
