/** @module */
import { Suspense, useEffect, useRef } from "react";
import { Failure, Loading } from "./components/failure.tsx";
import { Header } from "./components/header.tsx";
import { useRoute } from "./lib/route.ts";
import { FindPage } from "./pages/find.tsx";
import { FunctionPage } from "./pages/function.tsx";

export function App() {
  const route = useRoute();
  const place = route.page === "function" ? route.name : "";
  const main = useRef<HTMLElement>(null);
  const shown = useRef(place);

  useEffect(() => {
    document.title = place ? `${place} · Connector Functions` : "Connector Functions for Base44";
    if (shown.current === place) return;
    shown.current = place;
    scrollTo(0, 0);
    const isSearching = document.activeElement?.matches("input[type=search]");
    if (!isSearching) main.current?.focus();
  }, [place]);

  return (
    <>
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30 focus:rounded-md focus:bg-card focus:px-4 focus:py-2"
      >
        Skip to content
      </a>
      <Header route={route} />
      <main id="main" ref={main} tabIndex={-1} className="outline-none">
        <Failure
          key={place}
          message={place ? `There is no function named ${place}` : "The list of functions could not be read"}
        >
          <Suspense fallback={<Loading />}>
            {route.page === "function"
              ? <FunctionPage name={route.name} />
              : <FindPage search={route.search} />}
          </Suspense>
        </Failure>
      </main>
    </>
  );
}
