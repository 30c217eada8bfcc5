/**
 * Base44's own API, as far as functions and front ends use it through `@base44/sdk`: users, connections, files.
 *
 * @module
 */
import { type Context, Hono } from "hono";
import { findUser, SERVICE_TOKEN } from "./callers.ts";
import type { Call } from "./calls.ts";
import type { CollectedFunction } from "./collection.ts";
import type { Connections } from "./connections.ts";
import type { FileStore } from "./files.ts";

export interface PlatformOptions {
  functions: ReadonlyMap<string, CollectedFunction>;
  connections: Connections;
  files: FileStore;
}

/** `call` is there for requests that a function makes. */
export interface Bindings {
  call?: Call;
}

type Env = { Bindings: Bindings };

/** The routes below `/api/apps/<app>`. */
export function createPlatform({ functions, connections, files }: PlatformOptions): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/entities/User/me", (c) => {
    const user = findUser(c.req.header("authorization"));
    return user ? c.json(user) : c.json({ message: "Unauthorized" }, 401);
  });

  app.use("/external-auth/*", serviceOnly);
  app.use("/app-user-auth/*", serviceOnly);
  app.get("/external-auth/tokens/:type", (c) => answerToken(c, c.req.param("type")));
  app.get("/external-auth/tokens/connectors/:id", (c) => answerToken(c, ownConnector(c)));
  app.get("/app-user-auth/connectors/:id/token", (c) => {
    const user = findUser(c.req.header("on-behalf-of"));
    return user ? answerToken(c, ownConnector(c)) : c.json({ message: "Expected a signed-in user" }, 401);
  });

  app.post("/integration-endpoints/Core/UploadFile", async (c) => {
    const file = await readFile(c);
    return file ? c.json({ file_url: files.upload(file) }) : c.json({ message: "Expected a file" }, 422);
  });
  app.post("/integration-endpoints/Core/UploadPrivateFile", async (c) => {
    const file = await readFile(c);
    return file
      ? c.json({ file_uri: files.uploadPrivate(file) })
      : c.json({ message: "Expected a file" }, 422);
  });
  app.post("/integration-endpoints/Core/CreateFileSignedUrl", async (c) => {
    if (!findUser(c.req.header("authorization"))) return c.json({ message: "Unauthorized" }, 401);
    const { file_uri } = await c.req.json<{ file_uri?: unknown }>();
    const url = files.sign(String(file_uri));
    return url ? c.json({ signed_url: url }) : c.json({ message: "File not found" }, 404);
  });
  app.get("/files/*", (c) => {
    const file = files.read(new URL(c.req.url));
    return file ? c.body(file.stream(), 200, { "content-type": file.type }) : c.notFound();
  });

  return app;

  /** Workspace and app-user connectors have an ID of their own; the sandbox connects the function's service. */
  function ownConnector(c: Context<Env>): string {
    return functions.get(c.env.call?.record.function ?? "")?.spec.service?.connector ?? "";
  }

  function answerToken(c: Context<Env>, connector: string): Response {
    const token = connections.ask(connector, c.env.call);
    if ("access_token" in token) return c.json(token);
    const { status, code, detail } = token;
    return Response.json({ detail, ...(code && { code }) }, { status });
  }
}

/** Tokens are for the app itself, never for its users. */
async function serviceOnly(c: Context<Env>, next: () => Promise<void>): Promise<Response | void> {
  const authorization = c.req.header("authorization");
  if (!authorization) return c.json({ message: "Unauthorized" }, 401);
  if (authorization !== `Bearer ${SERVICE_TOKEN}`) {
    return c.json({ message: "Expected the service token" }, 403);
  }
  await next();
}

async function readFile(c: Context<Env>): Promise<File | undefined> {
  const { file } = await c.req.parseBody();
  return file instanceof File ? file : undefined;
}
