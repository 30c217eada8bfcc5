/**
 * Serves the built gallery, or says how to build it.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

const NOT_BUILT = `The gallery is not built yet: run

  npm run build

and load this page again. The sandbox itself is ready: npm run call -- <function> '<input>'
`;

/** The build may come after the start, so each request looks for it. */
export function serveGallery(folder: URL): Hono {
  const app = new Hono();
  const root = fileURLToPath(folder);
  app.get("/", async (c, next) => {
    if (existsSync(new URL("index.html", folder))) return await next();
    return c.text(NOT_BUILT, 404);
  });
  app.get("*", async (c, next) => {
    if (!existsSync(root)) return await next();
    return await serveStatic({ root })(c, next);
  });
  return app;
}
