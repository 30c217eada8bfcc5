/**
 * The built gallery, served by the sandbox, in a real browser.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { loadCollection } from "../../sandbox/collection.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { type BuildSource, readBuildSource } from "../../scripts/build/source.ts";
import { buildGallery } from "../../scripts/gallery.ts";

const CHROMIUM = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** In CI a missing browser fails the tests instead. */
export const isBrowserMissing = !existsSync(CHROMIUM) && process.env["CI"] !== "true";

export interface Gallery {
  source: BuildSource;
  /** Where the build wrote. */
  folder: URL;
  /** What pages asked other origins for, and what their scripts threw. */
  strayRequests: string[];
  scriptErrors: string[];
  /** `address` starts with `#`. */
  open(address: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function startGallery(): Promise<Gallery> {
  const path = await mkdtemp(join(tmpdir(), "gallery-"));
  const folder = pathToFileURL(`${path}/`);
  const source = await readBuildSource();
  await buildGallery(source, folder);
  const [sandbox, browser] = await Promise.all([serve(folder), launch()]);
  const strayRequests: string[] = [];
  const scriptErrors: string[] = [];
  return {
    source,
    folder,
    strayRequests,
    scriptErrors,
    async open(address, options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        permissions: ["clipboard-read", "clipboard-write"],
        ...options,
      });
      const page = await context.newPage();
      page.on("request", (request) => {
        if (new URL(request.url()).origin !== sandbox.url) strayRequests.push(request.url());
      });
      page.on("pageerror", (error) => scriptErrors.push(error.message));
      page.setDefaultTimeout(15_000);
      await page.goto(`${sandbox.url}/${address}`);
      await page.locator("h1").waitFor();
      return page;
    },
    async close() {
      await Promise.all([browser.close(), sandbox.close()]);
      await rm(path, { recursive: true });
    },
  };
}

async function serve(gallery: URL): Promise<Sandbox> {
  return await startSandbox({
    functions: await loadCollection(),
    runtime: "workerd",
    gallery,
    port: 0,
    environment: {},
    log: () => {},
    report: () => {},
  });
}

async function launch(): Promise<Browser> {
  return await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}
