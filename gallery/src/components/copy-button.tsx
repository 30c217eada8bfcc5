/** @module */
import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./ui/button.tsx";

type State = "ready" | "copied" | "failed";

const WORDS: Record<State, string> = { ready: "Copy", copied: "Copied", failed: "Select and copy it" };
const ICONS = { ready: Copy, copied: Check, failed: TriangleAlert };

/** `what` completes "Copy ..." for people who hear the page. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<State>("ready");
  useEffect(() => {
    if (state === "ready") return;
    const timer = setTimeout(() => setState("ready"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("failed");
    }
  }

  const Icon = ICONS[state];
  return (
    <Button variant="outline" size="sm" onClick={copy} aria-label={`${WORDS[state]}: ${what}`}>
      <Icon aria-hidden />
      <span aria-live="polite">{WORDS[state]}</span>
    </Button>
  );
}
