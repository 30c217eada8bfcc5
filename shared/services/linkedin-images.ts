/**
 * Images of posts: the input fields, their bytes from wherever the caller has them, and how a post names them.
 *
 * @see https://learn.microsoft.com/linkedin/marketing/community-management/shares/images-api
 * @see https://learn.microsoft.com/linkedin/marketing/community-management/shares/multiimage-post-api
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import {
  type ContentContext,
  contentFields,
  type ContentInput,
  readContent,
  withContent,
} from "../runtime/files.ts";
import { inputError } from "../runtime/issues.ts";
import { exactlyOne } from "../runtime/rules.ts";
import * as z from "../runtime/zod.ts";

const MAX_IMAGE_BYTES = 10_000_000;
const MAX_IMAGES = 20;
/** Milliseconds that LinkedIn takes to get an image ready: it tells pages about that, but not people. */
const PROCESSING_TIME = 3_000;

const altText = z.string().min(1).max(1_000).optional();

const Image = z.strictObject({
  fileUrl: contentFields.fileUrl,
  fileUri: contentFields.fileUri,
  base64: contentFields.base64,
  altText: altText.describe("What the image shows, for those who cannot see it"),
}).refine(...exactlyOne("fileUrl", "fileUri", "base64"));

export const imageFields = {
  file: contentFields.file.describe("One image, a form's File, up to 10 MB; the last one beside images"),
  altText: altText.describe("What file shows, for those who cannot see it"),
  images: z.array(Image).min(1).max(MAX_IMAGES).optional().describe(
    "JPEG, PNG or GIF images, each with one of fileUrl (a Base44 `file_url`), fileUri (a private Base44 file " +
      "that the caller may read) and base64 (up to 5 MB); up to 20 in all, each up to 10 MB and 36 million pixels",
  ),
};
const ImagesInput = z.object(imageFields);
type ImagesInput = z.output<typeof ImagesInput>;

type Rule = [(input: ImagesInput) => boolean, { path: string[]; error: string }];

/** For `.refine(...)`. */
export const altTextRule: Rule = [
  ({ file, altText }) => file !== undefined || altText === undefined,
  { path: ["altText"], error: "expected none without file: those of images stand beside each" },
];
/** For `.refine(...)`. */
export const imageCountRule: Rule = [
  ({ file, images = [] }) => file === undefined || images.length < MAX_IMAGES,
  { path: ["images"], error: `expected at most ${MAX_IMAGES} images in all` },
];

export interface ImageSource {
  source: ContentInput;
  /** Its place in the input. */
  path: string;
  altText: string | undefined;
}

/** Those of `images` in their order, then `file`. */
export function imageSources({ file, altText, images = [] }: ImagesInput): ImageSource[] {
  const listed = images.map(({ altText, ...source }, index) => ({
    source,
    path: `images[${index}]`,
    altText,
  }));
  return file ? [...listed, { source: { file }, path: "file", altText }] : listed;
}

export interface ReadImage {
  mimeType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export async function readImage(context: ContentContext, { source, path }: ImageSource): Promise<ReadImage> {
  // An image's source is never the body of the request.
  const bytes = await withContent(
    { ...context, raw: undefined },
    source,
    MAX_IMAGE_BYTES,
    (content) => readContent(content, MAX_IMAGE_BYTES, context.signal),
    path,
  );
  const mimeType = imageType(bytes);
  if (mimeType !== undefined) return { mimeType, bytes };
  throw inputError([{ path, message: "expected a JPEG, PNG or GIF image: LinkedIn takes no other" }]);
}

/** By the first bytes: sources are often wrong about their type, or say none. */
export function imageType(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (start.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (start === "\x89PNG\r\n\x1a\n") return "image/png";
  return /^GIF8[79]a/.test(start) ? "image/gif" : undefined;
}

export interface UploadedImage {
  id: string;
  altText?: string | undefined;
}

/** How a post names one image, or several. */
export function imageContent(images: readonly UploadedImage[]) {
  return images.length === 1 ? { media: images[0] } : { multiImage: { images } };
}

/** Posts when LinkedIn has had time for the images; once more where it refuses, as it may not be ready yet. */
export async function whenReady<T>(
  { environment, signal }: ContentContext,
  post: () => Promise<T>,
): Promise<T> {
  await environment.clock.wait(PROCESSING_TIME, signal).catch(() => {}); // The request will tell.
  return await post().catch(async (error) => {
    if (!(error instanceof FunctionError) || error.code !== "provider_rejected") throw error;
    await environment.clock.wait(PROCESSING_TIME, signal).catch(() => {
      throw error;
    });
    return await post();
  });
}
