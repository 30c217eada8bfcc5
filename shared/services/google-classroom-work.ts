/**
 * Assignments and questions: as Classroom tells and takes them, and as functions answer them.
 *
 * @see https://developers.google.com/workspace/classroom/reference/rest/v1/courses.courseWork
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

const Titled = z.object({ title: z.string().optional() });

const GoogleMaterial = z.object({
  driveFile: z.object({
    driveFile: Titled.extend({ id: z.string().optional(), alternateLink: z.string().optional() }).optional(),
    shareMode: z.string().optional(),
  }).optional(),
  youtubeVideo: Titled.extend({ id: z.string().optional(), alternateLink: z.string().optional() }).optional(),
  link: Titled.extend({ url: z.string().optional() }).optional(),
  form: Titled.extend({ formUrl: z.string().optional() }).optional(),
});
type GoogleMaterial = z.output<typeof GoogleMaterial>;

/** Zeros and what is unset are absent. */
export const GoogleWork = z.object({
  id: z.string(),
  courseId: z.string(),
  title: z.string().default(""),
  description: z.string().optional(),
  workType: z.string().optional(),
  state: z.string().optional(),
  alternateLink: z.string().optional(),
  dueDate: z.object({
    year: z.int().default(0),
    month: z.int().default(0),
    day: z.int().default(0),
  }).optional(),
  dueTime: z.object({
    hours: z.int().default(0),
    minutes: z.int().default(0),
    seconds: z.int().default(0),
  }).optional(),
  maxPoints: z.number().optional(),
  topicId: z.string().optional(),
  materials: z.array(GoogleMaterial).default([]),
  scheduledTime: z.string().optional(),
  creationTime: z.string().optional(),
  updateTime: z.string().optional(),
  associatedWithDeveloper: z.boolean().default(false),
});
type GoogleWork = z.output<typeof GoogleWork>;

export const Work = z.object({
  id: z.string().describe("ID of the assignment or question"),
  courseId: z.string().describe("ID of the course"),
  title: z.string().describe("Title"),
  description: z.string().nullable().describe("Description, plain text"),
  type: z.string().nullable().describe("ASSIGNMENT, SHORT_ANSWER_QUESTION or MULTIPLE_CHOICE_QUESTION"),
  state: z.string().nullable().describe("PUBLISHED, DRAFT or DELETED"),
  url: z.string().nullable().describe("Address that opens it; null for a draft"),
  dueAt: z.string().nullable().describe("When it is due, ISO 8601 in UTC"),
  maxPoints: z.number().nullable().describe("Most points; null where it is not graded"),
  topicId: z.string().nullable().describe("ID of its topic"),
  materials: z.array(z.object({
    type: z.string().describe("driveFile, youtubeVideo, link or form"),
    id: z.string().nullable().describe("ID of the file or video"),
    title: z.string().nullable().describe("Title"),
    url: z.string().nullable().describe("Its address"),
  })).describe("What is attached"),
  scheduledAt: z.string().nullable().describe("When a draft will be published, ISO 8601"),
  createdAt: z.string().nullable().describe("ISO 8601"),
  updatedAt: z.string().nullable().describe("ISO 8601"),
  editable: z.boolean().describe(
    "Whether it can be changed and graded by functions: only what was made through the connector can",
  ),
});

export function toWork(work: GoogleWork): z.output<typeof Work> {
  return {
    id: work.id,
    courseId: work.courseId,
    title: work.title,
    description: work.description ?? null,
    type: work.workType ?? null,
    state: work.state ?? null,
    url: work.alternateLink ?? null,
    dueAt: dueAt(work),
    maxPoints: work.maxPoints || null,
    topicId: work.topicId ?? null,
    materials: work.materials.flatMap(toMaterial),
    scheduledAt: work.scheduledTime ?? null,
    createdAt: work.creationTime ?? null,
    updatedAt: work.updateTime ?? null,
    editable: work.associatedWithDeveloper,
  };
}

function dueAt({ dueDate, dueTime }: GoogleWork): string | null {
  if (!dueDate) return null;
  const { hours = 0, minutes = 0, seconds = 0 } = dueTime ?? {};
  const time = Date.UTC(dueDate.year, dueDate.month - 1, dueDate.day, hours, minutes, seconds);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Both parts, in UTC, whatever offset the caller's time has. */
export function dueParts(time: string) {
  const date = new Date(time);
  return {
    dueDate: { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
    dueTime: { hours: date.getUTCHours(), minutes: date.getUTCMinutes(), seconds: date.getUTCSeconds() },
  };
}

function toMaterial({ driveFile, youtubeVideo, link, form }: GoogleMaterial) {
  const file = driveFile?.driveFile;
  if (file) return material("driveFile", file.id, file.title, file.alternateLink);
  if (youtubeVideo) {
    return material("youtubeVideo", youtubeVideo.id, youtubeVideo.title, youtubeVideo.alternateLink);
  }
  if (link) return material("link", undefined, link.title, link.url);
  return form ? material("form", undefined, form.title, form.formUrl) : [];
}

function material(type: string, id: string | undefined, title: string | undefined, url: string | undefined) {
  return [{ type, id: id ?? null, title: title ?? null, url: url ?? null }];
}

const MAX_MATERIALS = 20;

/** The input fields of every function that attaches something. */
export const materialFields = {
  links: z.array(z.url({ protocol: /^https?$/ }).max(2_024)).default([]).describe("Web addresses to attach"),
  driveFiles: z.array(z.strictObject({
    fileId: z.string().regex(/^[\w-]{1,200}$/, "expected the ID of a file").describe("ID of the file"),
    shareMode: z.enum(["VIEW", "EDIT", "STUDENT_COPY"]).default("VIEW").describe(
      "What students may do: read it, edit it, or edit a copy of their own",
    ),
  })).default([]).describe("Files { fileId, shareMode } from Google Drive to attach"),
  youtubeIds: z.array(z.string().regex(/^[\w-]{5,20}$/, "expected a video's ID such as dQw4w9WgXcQ")).default(
    [],
  )
    .describe("IDs of YouTube videos to attach"),
};

interface Materials {
  links: readonly string[];
  driveFiles: readonly { fileId: string; shareMode: string }[];
  youtubeIds: readonly string[];
}

/** For `.refine(...)`. */
export const materialRule: [(input: Materials) => boolean, string] = [
  ({ links, driveFiles, youtubeIds }) =>
    links.length + driveFiles.length + youtubeIds.length <= MAX_MATERIALS,
  `expected at most ${MAX_MATERIALS} links, driveFiles and youtubeIds together`,
];

export function materials({ links, driveFiles, youtubeIds }: Materials): unknown[] | undefined {
  const all = [
    ...links.map((url) => ({ link: { url } })),
    ...driveFiles.map(({ fileId, shareMode }) => ({ driveFile: { driveFile: { id: fileId }, shareMode } })),
    ...youtubeIds.map((id) => ({ youtubeVideo: { id } })),
  ];
  return all.length > 0 ? all : undefined;
}
