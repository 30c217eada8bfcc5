/** @module */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveGallery } from "../../sandbox/gallery.ts";
import { buildRegistry } from "../../scripts/build/registry.ts";
import { singleFile } from "../../scripts/single.ts";
import { type Gallery, isBrowserMissing, startGallery } from "./browser.ts";

const ROOT = new URL("../../", import.meta.url);
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const NAME = "slackbot-post";
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

if (isBrowserMissing) console.warn("Skipped: the gallery's tests need chromium (apt-get install chromium)");

describe.skipIf(isBrowserMissing)("the gallery", () => {
  let gallery: Gallery;

  beforeAll(async () => {
    gallery = await startGallery();
  }, 240_000);
  afterAll(() => gallery?.close(), 60_000);

  async function withPage(
    address: string,
    use: (page: Page) => Promise<void>,
    options: Parameters<Gallery["open"]>[1] = {},
  ): Promise<void> {
    const page = await gallery.open(address, options);
    try {
      await use(page);
    } finally {
      await page.context().close();
    }
  }

  describe("find", () => {
    it("shows every function", async () => {
      await withPage("", async (page) => {
        const total = gallery.source.functions.length;
        await page.getByRole("status").filter({ hasText: `${total} functions` }).waitFor();
        expect(await results(page)).toHaveLength(total);
      });
    });

    it("searches names, purposes and fields as one types, best first", async () => {
      await withPage("", async (page) => {
        const search = page.getByRole("searchbox");
        await search.fill("slackbot post");
        await expect.poll(() => results(page)).toEqual(expect.arrayContaining([NAME]));
        expect((await results(page))[0]).toBe(NAME);
        await search.fill("attachments of up to 20 mb");
        await expect.poll(() => results(page)).toEqual(["gmail-send", "outlook-send"]);
        await search.fill("replyBroadcast");
        await expect.poll(async () => (await results(page)).every((name) => /slack/.test(name))).toBe(true);
        await page.getByText("Fields: replyBroadcast").first().waitFor();
        await search.fill("no such thing anywhere");
        await page.getByText("No function fits").waitFor();
        await search.press("Escape");
        await expect.poll(async () => (await results(page)).length).toBe(gallery.source.functions.length);
      });
    });

    it("filters by service, effect and access, keeps that in the address and clears it", async () => {
      await withPage("", async (page) => {
        await page.getByRole("navigation", { name: "Services" }).getByRole("link", { name: /^Gmail/ })
          .click();
        await page.getByRole("radio", { name: "Sends" }).click();
        await expect.poll(() => results(page)).toEqual(namesWhere("gmail", "send"));
        await page.getByRole("radio", { name: "Admins" }).click();
        await expect.poll(() => results(page)).toEqual(namesWhere("gmail", "send", "admin"));
        const address = new URL(page.url()).hash;
        expect(address).toBe("#/?service=gmail&effect=send&access=admin");
        await page.getByRole("button", { name: "Clear" }).click();
        await expect.poll(async () => (await results(page)).length).toBe(gallery.source.functions.length);
      });
    });

    it("opens a search from its address", async () => {
      await withPage("#/?service=gmail&effect=send&access=admin", async (page) => {
        expect(await results(page)).toEqual(namesWhere("gmail", "send", "admin"));
      });
    });

    it("works by keyboard alone", async () => {
      await withPage("", async (page) => {
        await page.keyboard.press("Tab");
        await expectFocus(page.getByRole("link", { name: "Skip to content" }));
        await page.keyboard.press("/");
        await expectFocus(page.getByRole("searchbox"));
        await page.keyboard.type("gmail");
        await expect.poll(async () => (await results(page))[0]).toMatch(/^gmail-/);
        const [first, second] = await results(page);
        await page.keyboard.press("ArrowDown");
        await expectFocus(page.locator("[data-result]").first());
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("ArrowUp");
        await page.keyboard.press("ArrowUp");
        await expectFocus(page.getByRole("searchbox"));
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { level: 1, name: second ?? "", exact: true }).waitFor();
        expect(first).not.toBe(second);
        await expectFocus(page.locator("main"));
        await page.getByRole("tab", { name: "Command" }).focus();
        await page.keyboard.press("ArrowRight");
        await expectFocus(page.getByRole("tab", { name: "Single file" }));
        await page.getByText("Download").waitFor();
      });
    });
  });

  describe("a function's page", () => {
    it("tells what the function's own page in docs/ tells", async () => {
      await withPage(`#/${NAME}`, async (page) => {
        for (
          const [region, text] of [["Input fields", "threadTs"], ["Output fields", "channelId"]] as const
        ) {
          await page.getByRole("region", { name: region }).getByText(text, { exact: true }).waitFor();
        }
        await page.locator("#scopes").getByText("chat:write.public").waitFor();
        await page.locator("#access").getByText("SLACKBOT_ALLOWED_CHANNELS").first().waitFor();
        await page.getByRole("region", { name: "Errors to expect" }).getByText("Invite the connected account")
          .waitFor();
      });
    });

    it("copies the command", async () => {
      await withPage(`#/${NAME}`, async (page) => {
        await page.getByRole("button", { name: "Copy: Add the function" }).click();
        await page.getByRole("button", { name: "Copied: Add the function" }).waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        expect(copied).toMatch(/^npx shadcn@[\d.]+ add \S+slackbot-post\.json /);
      });
    });

    it("shows and copies the installed files byte for byte", async () => {
      await withPage(`#/${NAME}`, async (page) => {
        await page.getByRole("tab", { name: "Installed files" }).click();
        const choice = page.getByLabel("File", { exact: true });
        await choice.waitFor();
        const files = await choice.locator("option").allTextContents();
        expect(files).toContain(`functions/${NAME}/entry.ts`);
        expect(files).toContain("shared/runtime/define.ts");
        for (const file of files) {
          await choice.selectOption(file);
          const shown = page.getByRole("tabpanel").getByRole("region", { name: file, exact: true });
          expect(await shown.locator("code").textContent()).toBe(await readText(file));
        }
        await page.getByRole("button", { name: `Copy: ${files.at(-1)}` }).click();
        await page.getByRole("button", { name: `Copied: ${files.at(-1)}` }).waitFor();
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
          await readText(files.at(-1) ?? ""),
        );
      });
    });

    it("shows the single file as the build makes it", async () => {
      await withPage(`#/${NAME}`, async (page) => {
        await page.getByRole("tab", { name: "Single file" }).click();
        const shown = page.getByRole("region", { name: `${NAME}.ts`, exact: true }).locator("code");
        expect(await shown.textContent()).toBe((await singleFile(NAME, gallery.source.version)).text);
      });
    });

    it("says so where there is no such function", async () => {
      await withPage("", async (page) => {
        await page.evaluate(() => location.hash = "#/no-such-function");
        await page.getByRole("alert").getByText("There is no function named no-such-function").waitFor();
        await page.getByRole("link", { name: "See all functions" }).click();
        await page.getByRole("heading", { level: 1 }).waitFor();
      });
    });
  });

  describe("installed texts", () => {
    it("are those of this repository, for every function", async () => {
      const paths = [...new Set(gallery.source.functions.flatMap(({ files }) => files))];
      expect(paths.length).toBeGreaterThan(gallery.source.functions.length);
      for (const path of paths) {
        const [shown, installed] = await Promise.all([
          readFile(new URL(`gallery/files/${path}`, gallery.folder)),
          readFile(new URL(path, ROOT)),
        ]);
        expect(shown.equals(installed), path).toBe(true);
      }
    });

    it("are those that the registry hands out", async () => {
      const texts = [...await buildRegistry(gallery.source)].filter(([path]) => path.endsWith(".json"));
      const items = texts.map(([, text]) =>
        JSON.parse(text) as { files?: { path: string; content?: string }[] }
      );
      const contents = new Map(
        items.flatMap(({ files = [] }) => files).flatMap(({ path, content }) =>
          content === undefined ? [] : [[path, content] as const]
        ),
      );
      for (const path of new Set(gallery.source.functions.flatMap(({ files }) => files))) {
        expect(await readFile(new URL(`gallery/files/${path}`, gallery.folder), "utf8"), path).toBe(
          contents.get(path),
        );
      }
    });
  });

  describe("try it", () => {
    it("runs a function through the SDK, and shows the answer, the request and the time", async () => {
      await withPage(`#/${NAME}`, async (page) => {
        await page.getByLabel("text", { exact: true }).fill("Typed in the gallery");
        const text = await run(page);
        expect(text).toMatch(/^It worked\s+Status 200, [\d,]+ ms/);
        expect(text).toContain('"text": "Typed in the gallery"');
        expect(text).toContain("POST https://slack.com/api/chat.postMessage");
        expect(text).toMatch(/Status 200, \d+ ms, answered by/);
        expect(await page.locator("body").innerText()).not.toMatch(/Bearer|xox[bp]-/);
      });
    });

    it("plays an example's failure as a front end gets it", async () => {
      await withPage(`#/${NAME}`, async (page) => {
        await page.getByLabel("Example", { exact: true }).selectOption({
          label: "The bot is not a member of the channel",
        });
        const text = await run(page);
        expect(text).toMatch(/^It failed\s+Status 403/);
        expect(text).toContain("The connected Slack account is not a member of this channel");
        expect(text).toContain('"code": "provider_denied"');
        expect(text).toContain("answered by the recorded examples");
      });
    });

    it("shows what is wrong with the input", async () => {
      await withPage(`#/${NAME}`, async (page) => {
        await page.getByLabel("channel required").fill("");
        const text = await run(page);
        expect(text).toMatch(/^It failed\s+Status 400/);
        expect(text).toMatch(/\nchannel: .+/);
        expect(text).toContain("None: the function answered by itself.");
      });
    });

    it("calls as nobody, even after an admin", async () => {
      await withPage(`#/${NAME}`, async (page) => {
        expect(await run(page)).toMatch(/^It worked/);
        await page.getByLabel("Caller").selectOption("Nobody");
        await page.getByRole("button", { name: "Run" }).click();
        await expect.poll(() => resultOf(page).innerText()).toContain('"code": "sign_in_required"');
      });
    });

    it("sends files", async () => {
      await withPage("#/slackbot-upload-file", async (page) => {
        expect(await run(page)).toMatch(/^It worked/);
      });
    });

    it("takes the input as JSON, and no text that is none", async () => {
      await withPage(`#/${NAME}`, async (page) => {
        await page.getByRole("button", { name: "Edit as JSON" }).click();
        const text = page.getByLabel("Input as JSON");
        await text.fill("{");
        await page.getByRole("button", { name: "Run" }).click();
        await expectFocus(text);
        await page.getByText("The answer, the provider request and the time come here.").waitFor();
        await text.fill('{ "channel": "general", "text": "From JSON" }');
        await text.press("Control+Enter");
        await resultOf(page).getByText("It worked").waitFor();
        expect(await resultOf(page).innerText()).toContain("From JSON");
      });
    });

    it.each([
      ["google-sheets-append", "tables of mixed values"],
      ["google-calendar-create-event", "choices and lists of objects"],
      ["notion-create-page", "free objects"],
      ["connection-status", "no service"],
    ])("fills the form of %s: %s", async (name) => {
      await withPage(`#/${name}`, async (page) => {
        expect(await run(page)).toMatch(/^It worked/);
      });
    });

    it("says how to start the sandbox where none serves the page", async () => {
      await withPage("", async (page) => {
        await page.route("**/sandbox/app", (route) => route.fulfill({ status: 404, body: "Not found" }));
        await page.goto(`${new URL(page.url()).origin}/?static#/${NAME}`);
        await page.getByText("npm start", { exact: true }).waitFor();
      });
    });
  });

  describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
    it("has no finding of axe-core", async () => {
      for (const address of ["", `#/?q=mail`, `#/${NAME}`, "#/google-calendar-create-event"]) {
        await withPage(address, async (page) => {
          if (address.length > 4 && !address.includes("?")) {
            await run(page);
            await page.locator("summary").filter({ hasText: "more field" }).click();
          }
          expect(await findings(page), address).toEqual([]);
        }, { colorScheme, reducedMotion: "reduce" });
      }
    });

    it("has no finding of axe-core in any tab", async () => {
      await withPage(`#/${NAME}`, async (page) => {
        for (const tab of await page.getByRole("tab").all()) {
          await tab.click();
          expect(await findings(page), await tab.innerText()).toEqual([]);
        }
      }, { colorScheme, reducedMotion: "reduce" });
    });
  });

  it("keeps the chosen theme", async () => {
    await withPage("", async (page) => {
      await page.getByRole("button", { name: "Switch to dark" }).click();
      await page.reload();
      await page.getByRole("button", { name: "Switch to light" }).waitFor();
      expect(await page.evaluate(() => document.documentElement.classList.contains("dark"))).toBe(true);
    });
  });

  describe("on a phone", () => {
    it.each(["", `#/${NAME}`, "#/gmail-send"])("fits the screen: %s", async (address) => {
      await withPage(address, async (page) => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.viewport.width);
      }, PHONE);
    });

    it("chooses a service, opens a function and runs it", async () => {
      await withPage("", async (page) => {
        await page.getByLabel("Service", { exact: true }).selectOption("slackbot");
        await page.getByRole("link", { name: NAME }).tap();
        expect(await run(page)).toMatch(/^It worked/);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.viewport.width);
      }, PHONE);
    });
  });

  it("asked no other origin, and threw nothing, in all of this", () => {
    expect(gallery.strayRequests).toEqual([]);
    expect(gallery.scriptErrors).toEqual([]);
  });

  function namesWhere(connector: string, effect: string, access?: string): string[] {
    return gallery.source.functions.filter(({ spec }) =>
      spec.service?.connector === connector && spec.effect === effect && (!access || spec.access === access)
    ).map(({ name }) => name);
  }
});

it("says how to build the gallery where it is not built", async () => {
  const answer = await serveGallery(new URL("no-such-folder/", ROOT)).request("/");
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain("npm run build");
});

async function results(page: Page): Promise<string[]> {
  return await page.locator("[data-result] .font-semibold").allTextContents();
}

function resultOf(page: Page): Locator {
  return page.getByRole("region", { name: "Result" });
}

async function run(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Run" }).click();
  await resultOf(page).getByText(/It (worked|failed)/).waitFor();
  return await resultOf(page).innerText();
}

async function expectFocus(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate((node) => node === document.activeElement)).toBe(true);
}

async function findings(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run();
    return violations.map(({ id, impact, nodes }) =>
      `${impact}: ${id}: ${nodes.map(({ html }) => html).join(", ")}`
    );
  });
}

async function readText(path: string): Promise<string> {
  return await readFile(new URL(path, ROOT), "utf8");
}
