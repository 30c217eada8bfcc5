/**
 * Slides of a template that are repeated, each copy with values of its own, and pictures in place of shapes.
 *
 * @see https://developers.google.com/workspace/slides/api/guides/merge
 * @module
 * @version 0.1.0
 */
import {
  type Fill,
  type Marks,
  placeholder,
  templatePictures,
  templateValues,
} from "../families/google-template.ts";
import type { Environment } from "../runtime/environment.ts";
import { randomHex } from "../runtime/ids.ts";
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import type { Slide } from "./google-slides-content.ts";

const RepeatedSlide = z.strictObject({
  index: z.int().min(0).max(10_000).describe("Place in the template of the slide to copy, from 0"),
  values: templateValues.default({}).describe("Values of this copy, before those of the whole presentation"),
  pictures: templatePictures(50),
});
export const repeatedSlides = z.array(RepeatedSlide).min(1).max(50);
type RepeatedSlide = z.output<typeof RepeatedSlide>;

export const pictureFit = z.enum(["inside", "crop"]).default("inside");
const METHODS = { inside: "CENTER_INSIDE", crop: "CENTER_CROP" } as const;

interface Job {
  pictures: Readonly<Record<string, string>>;
  values: Fill["values"];
  slides?: readonly RepeatedSlide[] | undefined;
  pictureFit: keyof typeof METHODS;
}

export interface SlideRequests {
  requests: unknown[];
  /** Of each request the placeholder that it is for; empty where it is for none. */
  names: string[];
  /** Whose texts are filled afterwards. */
  fills: Fill[];
}

/**
 * Copies come right after their slide, so the last one is made first; then the slide itself goes. For pictures,
 * pages are named, since Google refuses the whole batch where their placeholder is in speaker notes too.
 */
export function slideRequests(
  input: Job & Marks,
  present: readonly Pick<Slide, "objectId">[],
  environment: Environment,
): SlideRequests {
  const repeats = (input.slides ?? []).map((slide, number) => {
    const source = present[slide.index];
    if (source) return { ...slide, source: source.objectId, id: `s_${randomHex(environment, 8)}` };
    throw inputError([{
      path: `slides[${number}].index`,
      message: `expected the place of a slide, from 0 to ${present.length - 1}`,
    }]);
  });
  const sources = [...new Set(repeats.map(({ source }) => source))];
  const pages = [
    ...present.map(({ objectId }) => objectId).filter((id) => !sources.includes(id)),
    ...repeats.map(({ id }) => id),
  ];
  const pictures = [
    ...repeats.flatMap(({ pictures, id }) => pictureRequests(pictures, [id], input)),
    ...pictureRequests(input.pictures, pages, input),
  ];
  const steps = [
    ...repeats.toReversed().map(({ source, id }) => ({
      name: "",
      request: { duplicateObject: { objectId: source, objectIds: { [source]: id } } },
    })),
    ...sources.map((objectId) => ({ name: "", request: { deleteObject: { objectId } } })),
    ...pictures,
  ];
  return {
    requests: steps.map(({ request }) => request),
    names: steps.map(({ name }) => name),
    fills: [...repeats.map(({ values, id }) => ({ values, pageObjectIds: [id] })), { values: input.values }],
  };
}

function pictureRequests(
  pictures: Job["pictures"],
  pageObjectIds: readonly string[],
  { pictureFit, ...marks }: Job & Marks,
): { name: string; request: unknown }[] {
  return Object.entries(pictures).map(([name, imageUrl]) => ({
    name,
    request: {
      replaceAllShapesWithImage: {
        imageUrl,
        imageReplaceMethod: METHODS[pictureFit],
        containsText: { text: placeholder(name, marks), matchCase: true },
        pageObjectIds,
      },
    },
  }));
}
