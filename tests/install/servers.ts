/**
 * What the two command line tools ask on the network: a place that serves the registry, the part of ui.shadcn.com
 * that `shadcn add` reads, and Base44's API for deploying functions.
 *
 * @module
 */
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Output } from "../../scripts/build/source.ts";
import { APP_ID } from "./commands.ts";

export interface Uploaded {
  entry: string;
  files: { path: string; content: string }[];
}

export interface Servers {
  /** Where the `r/` of the build is served. */
  registry: string;
  shadcnSite: string;
  base44: string;
  /** Serves what was built for `registry`. */
  publish(output: Output): void;
  /** The functions that were deployed, by name. */
  uploaded: Map<string, Uploaded>;
  close(): void;
}

/** shadcn reads a base colour even where it adds no component. */
const BASE_COLOR = {
  inlineColors: { light: {}, dark: {} },
  cssVars: { light: {}, dark: {} },
  inlineColorsTemplate: "",
  cssVarsTemplate: "",
};

export async function openServers(): Promise<Servers> {
  let published: Output = new Map();
  const uploaded = new Map<string, Uploaded>();
  const app = new Hono();
  app.get("/r/*", (c) => {
    const text = published.get(c.req.path.slice(1));
    return text === undefined ? c.notFound() : c.body(text, 200, { "content-type": "application/json" });
  });
  app.get("/shadcn/colors/:name", (c) => c.json(BASE_COLOR));
  app.put(`/api/apps/${APP_ID}/backend-functions/:name`, async (c) => {
    uploaded.set(c.req.param("name"), await c.req.json());
    return c.json({ status: "deployed" });
  });
  const { address, close } = await listen(app);
  return {
    registry: `${address}/r`,
    shadcnSite: `${address}/shadcn`,
    base44: address,
    publish(output) {
      published = output;
    },
    uploaded,
    close,
  };
}

function listen(app: Hono): Promise<{ address: string; close(): void }> {
  return new Promise((resolve) => {
    const server = serve(
      { fetch: app.fetch, hostname: "127.0.0.1", port: 0, overrideGlobalObjects: false },
      ({ port }) => resolve({ address: `http://127.0.0.1:${port}`, close: () => void server.close() }),
    );
  });
}
