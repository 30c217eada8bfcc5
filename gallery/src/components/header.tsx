/**
 * The bar on top: home, search, light or dark.
 *
 * @module
 */
import { Moon, Search as SearchIcon, Sun } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { goToSearch, NO_SEARCH, type Route } from "../lib/route.ts";
import { useTheme } from "../lib/theme.ts";
import { Button } from "./ui/button.tsx";
import { Input } from "./ui/input.tsx";

export function Header({ route }: { route: Route }) {
  const { isDark, toggle } = useTheme();
  return (
    <header className="sticky top-0 z-20 border-b border-border bg-background/95 backdrop-blur">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 sm:px-6">
        <a href="#/" className="flex items-center gap-2.5 rounded-md font-semibold tracking-tight">
          <img src="./icon.svg" alt="" className="size-7" />
          Connector Functions
        </a>
        <SearchField route={route} />
        <Button
          variant="ghost"
          size="icon"
          className="ml-auto"
          onClick={toggle}
          aria-label={isDark ? "Switch to light" : "Switch to dark"}
        >
          {isDark ? <Sun aria-hidden /> : <Moon aria-hidden />}
        </Button>
      </div>
    </header>
  );
}

function SearchField({ route }: { route: Route }) {
  const field = useRef<HTMLInputElement>(null);
  const search = route.page === "find" ? route.search : NO_SEARCH;

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
      if (event.key !== "/" || isTyping) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    const first = document.querySelector<HTMLElement>("[data-result]");
    if (event.key === "Escape") goToSearch({ ...search, q: "" });
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    }
    if (event.key === "Enter" && search.q) first?.click();
  }

  return (
    <div role="search" className="relative order-last w-full sm:order-none sm:w-96 sm:max-w-[45vw]">
      <SearchIcon
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={field}
        type="search"
        value={search.q}
        onChange={(event) => goToSearch({ ...search, q: event.target.value })}
        onKeyDown={onKeyDown}
        placeholder="Search names, purposes, fields"
        aria-label="Search functions"
        aria-keyshortcuts="/"
        className="pl-9 sm:pr-9"
      />
      <kbd
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 hidden -translate-y-1/2 rounded border border-border px-1.5 font-mono text-xs text-muted-foreground sm:block"
      >
        /
      </kbd>
    </div>
  );
}
