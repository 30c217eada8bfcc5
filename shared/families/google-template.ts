/**
 * Filling a copy of a Google document or presentation: the placeholders, and the requests that replace them.
 *
 * @see https://developers.google.com/workspace/docs/api/how-tos/merge
 * @see https://developers.google.com/workspace/slides/api/guides/merge
 * @module
 * @version 0.1.0
 */
import type { Environment } from "../runtime/environment.ts";
import { FunctionError } from "../runtime/errors.ts";
import { randomHex } from "../runtime/ids.ts";
import type { Service } from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";
import { type BatchAnswer, editorText, pictureUrl } from "./google-editors.ts";
import { googleScope } from "./google.ts";

const NAME = "[A-Za-z0-9_.-]{1,64}";
const MAX_VALUES = 200;

const placeholderName = z.string().regex(
  new RegExp(`^${NAME}$`),
  "expected a name of letters, digits, _, . and -",
);
export const templateValues = z.record(
  placeholderName,
  z.union([editorText(50_000), z.number(), z.boolean()]),
).refine((values) => Object.keys(values).length <= MAX_VALUES, `expected at most ${MAX_VALUES} values`);
export type TemplateValues = z.output<typeof templateValues>;

export function templatePictures(max: number) {
  return z.record(placeholderName, pictureUrl).refine(
    (pictures) => Object.keys(pictures).length <= max,
    `expected at most ${max} pictures`,
  ).default({}).describe(
    `Addresses (https, no sign-in) of PNG, JPEG or GIF pictures by the name of their placeholder, up to ${max}`,
  );
}

/** Letters, digits, `_`, `.` and `-` may stand in names, so they cannot mark a name's end. */
const mark = z.string().regex(/^[^\sA-Za-z0-9_.-]{1,10}$/, "expected 1 to 10 signs such as {{, no letters");

/** The input fields of every function that fills a template. */
export const templateFields = {
  values: templateValues.default({}).describe(
    'Texts, numbers or booleans by the name of their placeholder, such as { client: "Ada" } for {{client}}',
  ),
  missing: z.enum(["keep", "blank"]).default("keep").describe(
    "What to do with placeholders that have no value: leave them, or take them out",
  ),
  title: editorText(255).optional().describe("Title of the copy; by default Google's own for a copy"),
  folderId: z.string().regex(/^[\w-]{1,200}$/, "expected the ID of a folder").optional().describe(
    "ID of the folder for the copy; by default the template's",
  ),
  inPlace: z.boolean().optional().describe("Fill the template itself instead of a copy"),
  open: mark.default("{{").describe("What stands before a placeholder's name"),
  close: mark.default("}}").describe("What stands after a placeholder's name"),
};
export const TEMPLATE_ADMIN_FIELDS = ["folderId", "inPlace"] as const;

export const filledFields = {
  title: z.string().nullable().describe("Title of the copy; null with inPlace"),
  replaced: z.record(z.string(), z.number()).describe("How often each placeholder was replaced"),
  unused: z.array(z.string()).describe("Names of the given values that no placeholder has"),
};

/** For `.refine(...)` where a copy is made or not. */
export const copyRule: [(input: CopyInput) => boolean, { path: string[]; error: string }] = [
  ({ inPlace, title, folderId }) => !inPlace || (title === undefined && folderId === undefined),
  { path: ["inPlace"], error: "expected no title and no folderId with inPlace: there is no copy" },
];

interface CopyInput {
  inPlace?: boolean | undefined;
  title?: string | undefined;
  folderId?: string | undefined;
}

interface Content {
  values: TemplateValues;
  pictures: Readonly<Record<string, string>>;
  missing: "keep" | "blank";
}

/** For `.refine(...)`: something is filled, and nothing twice. */
export const contentRule: [
  (input: Content & { slides?: unknown }) => boolean,
  { path: string[]; error: string },
] = [
  ({ values, pictures, missing, slides }) =>
    Object.keys(values).every((name) => !Object.hasOwn(pictures, name)) &&
    (missing === "blank" || slides !== undefined ||
      Object.keys(values).length + Object.keys(pictures).length > 0),
  { path: ["values"], error: "expected at least one value or picture, and no name with both" },
];

/** Whether the placeholders have to be looked for before they can be filled. */
export function readsTemplate({ pictures, missing }: Content): boolean {
  return missing === "blank" || Object.keys(pictures).length > 0;
}

/** What Drive answers to a copy; without `fields` it tells no address. */
export const COPY_QUERY = { supportsAllDrives: true, fields: "id,name,webViewLink" };
export const CopyAnswer = z.object({ id: z.string(), name: z.string(), webViewLink: z.string().optional() });

export function copyMetadata({ title, folderId }: CopyInput): { name?: string; parents?: string[] } {
  return { ...(title && { name: title }), ...(folderId && { parents: [folderId] }) };
}

const DRIVE_SCOPE = googleScope("drive");

/** For `extraScopes`: copies are Drive's, and the scopes of Docs and Slides do not allow them. */
export const COPY_SCOPES = {
  [DRIVE_SCOPE]: "to copy the template, so not for inPlace; drive.file does for templates that this app made",
};

/** For `catch` after the copy: names the scope that is missing there. */
export function explainCopy({ name }: Service): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof FunctionError) || error.code !== "missing_scope") throw error;
    throw error.with({
      hint:
        `Google Drive makes the copy: add the scope ${DRIVE_SCOPE} to the ${name} connector (drive.file ` +
        "does for templates that this app made) and authorize it again, or fill the template itself with inPlace",
      params: { ...error.details.params, scopes: [DRIVE_SCOPE] },
    });
  };
}

/** For `catch` after a batch: Google names a refused request by its number, this the placeholder, where it is for one. */
export function explainRequest(names: readonly string[]): (error: unknown) => never {
  return (error) => {
    const [, index] = error instanceof FunctionError ? /requests\[(\d{1,6})\]/.exec(error.message) ?? [] : [];
    const name = index === undefined ? undefined : names[Number(index)];
    if (!(error instanceof FunctionError) || !name) throw error;
    throw error.with({ params: { ...error.details.params, placeholder: name } });
  };
}

export interface Marks {
  open: string;
  close: string;
}

export function placeholder(name: string, { open, close }: Marks): string {
  return open + name + close;
}

/** Values, and the pages of a presentation that they are for. */
export interface Fill {
  values: TemplateValues;
  pageObjectIds?: readonly string[];
}

/** The names in the order of their requests. */
export function namesOf(fills: readonly Fill[]): string[] {
  return fills.flatMap(({ values }) => Object.keys(values));
}

export interface TextRequest {
  replaceAllText: {
    containsText: { text: string; matchCase: true };
    replaceText: string;
    pageObjectIds?: readonly string[];
  };
}

/**
 * The requests run in order, so that a value with a placeholder in it would be filled in turn. Therefore all
 * placeholders become random tokens first, and tokens values only then. The first requests, one for each value,
 * tell how often.
 */
export function fillRequests(fills: readonly Fill[], marks: Marks, environment: Environment): TextRequest[] {
  const seed = randomHex(environment, 12);
  const slots = fills.flatMap(({ values, pageObjectIds }) =>
    Object.entries(values).map(([name, value]) => ({ name, value: String(value), pageObjectIds }))
  );
  const token = (index: number) => `${seed}.${index}.`;
  return [
    ...slots.map(({ name, pageObjectIds }, index) =>
      replaceText(placeholder(name, marks), token(index), pageObjectIds)
    ),
    ...slots.map(({ value }, index) => replaceText(token(index), value)),
  ];
}

function replaceText(text: string, replacement: string, pageObjectIds?: readonly string[]): TextRequest {
  return {
    replaceAllText: {
      containsText: { text, matchCase: true },
      replaceText: replacement,
      ...(pageObjectIds && { pageObjectIds }),
    },
  };
}

/** `names` in the order of their requests; a name may have several. */
export function countReplaced(
  names: readonly string[],
  replies: BatchAnswer["replies"],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const { replaceAllText, replaceAllShapesWithImage } = replies[index] ?? {};
    const count = (replaceAllText ?? replaceAllShapesWithImage)?.occurrencesChanged ?? 0;
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return counts;
}

/** Where there is nothing to replace, nothing is asked. */
export const NO_REPLIES: BatchAnswer = { replies: [] };

export function filled(counts: readonly (readonly [string, number])[]): {
  replaced: Record<string, number>;
  unused: string[];
} {
  return {
    replaced: Object.fromEntries(counts),
    unused: counts.filter(([, count]) => count === 0).map(([name]) => name),
  };
}

/** With `missing: "blank"`, empty values for the placeholders in these texts that have none. */
export function blanksFor(
  { values, pictures, missing, open, close }: Content & Marks,
  texts: readonly string[],
): TemplateValues {
  if (missing === "keep") return {};
  const known = { ...values, ...pictures };
  const pattern = new RegExp(`${literal(open)}(${NAME})${literal(close)}`, "g");
  const names = texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = ""]) => name));
  return Object.fromEntries(names.filter((name) => !Object.hasOwn(known, name)).map((name) => [name, ""]));
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
