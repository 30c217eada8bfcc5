/**
 * Filling templates: values never become placeholders, and indexes stay those of the document.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editorId, editorText } from "../../shared/families/google-editors.ts";
import { blanksFor, fillRequests, templateFields } from "../../shared/families/google-template.ts";
import { DocumentAnswer } from "../../shared/services/google-docs-content.ts";
import { pictureRequests } from "../../shared/services/google-docs-pictures.ts";
import { createWorld } from "../support/world.ts";

const MARKS = { open: "{{", close: "}}" };

/** What Google makes of the requests: one after the other, each on the text that the one before left. */
function filled(template: string, values: Record<string, string>, marks = MARKS): string {
  return fillRequests([{ values }], marks, createWorld().environment).reduce(
    (text, { replaceAllText: { containsText, replaceText } }) =>
      text.replaceAll(containsText.text, () => replaceText),
    template,
  );
}

describe("fillRequests", () => {
  it("never fills a placeholder that a value brings along", () => {
    const name = fc.constantFrom("a", "b", "a.b", "c-1");
    const value = fc.array(fc.oneof(name.map((key) => `{{${key}}}`), fc.constantFrom("{{", "}}", "$&", "x")))
      .map((parts) => parts.join(""));
    const values = fc.record({ a: value, b: value, "a.b": value, "c-1": value });
    fc.assert(fc.property(values, fc.array(name), (values, names) => {
      const template = names.map((key) => `<{{${key}}}>`).join("");
      expect(filled(template, values)).toBe(names.map((key) => `<${values[key]}>`).join(""));
    }));
  });

  it("tells the first value's token from the eleventh's", () => {
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
    const values = Object.fromEntries(names.map((name) => [name, `[${name}]`]));
    const template = names.map((name) => `{{${name}}}`).join("");
    expect(filled(template, values)).toBe(names.map((name) => `[${name}]`).join(""));
  });

  it("takes other marks", () => {
    expect(filled("$(a) {{a}}", { a: "1" }, { open: "$(", close: ")" })).toBe("1 {{a}}");
  });
});

describe("blanksFor", () => {
  const input = {
    values: { a: "1" },
    pictures: { logo: "https://example.com/a.png" },
    missing: "blank",
  } as const;

  it("finds the placeholders without a value", () => {
    const texts = ["{{a}} {{b}}", "{{logo}}{{c.d}}", "{{ e }} {{}} {{f"];
    expect(blanksFor({ ...input, ...MARKS }, texts)).toEqual({ b: "", "c.d": "" });
  });

  it("takes marks that mean something in patterns literally", () => {
    const marks = { open: "[*(", close: ")|$" };
    expect(blanksFor({ ...input, ...marks }, ["[*(b)|$ [*b"])).toEqual({ b: "" });
  });

  it("is quick on texts that nearly match", () => {
    const started = performance.now();
    blanksFor({ ...input, ...MARKS }, ["{{".repeat(200_000), `{{${"a".repeat(400_000)}`]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("leaves all alone with missing: keep", () => {
    expect(blanksFor({ ...input, missing: "keep", ...MARKS }, ["{{b}}"])).toEqual({});
  });
});

describe("templateFields", () => {
  it.each(["a", "{a", "{ ", "", "..", "_"])("refuses %j as a mark", (mark) => {
    expect(templateFields.open.safeParse(mark).success).toBe(false);
  });

  it.each(["{{a}}", "a b", "", "ä", "a".repeat(65)])("refuses %j as a name", (name) => {
    expect(templateFields.values.safeParse({ [name]: "x" }).success).toBe(false);
  });
});

describe("editorText", () => {
  it("takes out what Google would take out, so that lengths are the same", () => {
    expect(editorText(100).parse("a\0\x07\x1fb\r\nc\rd\te\vf\ue000\uf8ff😀\u0085\ud800")).toBe(
      "ab\nc\nd\te\vf😀\u0085\ufffd",
    );
  });
});

describe("editorId", () => {
  const id = editorId("document");

  it.each([
    "1AbC-d_9",
    "https://docs.google.com/document/d/1AbC-d_9",
    "https://docs.google.com/document/d/1AbC-d_9/edit?tab=t.0#heading=h.1",
    "https://docs.google.com/document/u/1/d/1AbC-d_9/edit",
    "https://docs.google.com/a/example.com/document/d/1AbC-d_9/edit",
  ])("finds the ID in %s", (text) => {
    expect(id.parse(text)).toBe("1AbC-d_9");
  });

  it.each([
    "https://docs.google.com/document/d/e/2PACX-1vQ/pub",
    "https://docs.google.com/presentation/d/1AbC-d_9/edit",
    "https://docs.google.com.example.com/document/d/1AbC-d_9/edit",
    "1AbC/../x",
    "1AbC:batchUpdate",
    "..",
    "",
  ])("refuses %j", (text) => {
    expect(id.safeParse(text).success).toBe(false);
  });
});

describe("pictureRequests", () => {
  it("goes from the end to the start, past what is no text", () => {
    const run = (startIndex: number, content: string) => ({
      startIndex,
      endIndex: startIndex + content.length,
      textRun: { content },
    });
    const elements = [
      run(1, "😀 {{p"),
      { startIndex: 7, endIndex: 8, inlineObjectElement: {} },
      run(8, "{{p}}{{p}}\n"),
    ];
    const document = DocumentAnswer.parse({
      tabs: [{
        tabProperties: { tabId: "t.0" },
        documentTab: { body: { content: [{ paragraph: { elements } }] } },
      }],
    });
    const { requests, counts } = pictureRequests(document, {
      p: "https://example.com/a.png",
      q: "https://x.y",
    }, MARKS);
    const starts = requests.flatMap((request) => JSON.stringify(request).match(/"startIndex":\d+/g) ?? []);
    expect(starts).toEqual(['"startIndex":13', '"startIndex":8']);
    expect([...counts]).toEqual([["p", 2], ["q", 0]]);
  });
});
