/**
 * Google Classroom: the service, its IDs, and what its errors are about.
 *
 * @see https://developers.google.com/workspace/classroom/reference/Access.Errors
 * @module
 * @version 0.1.0
 */
import { defineGoogleService } from "../families/google.ts";
import type { ErrorCode } from "../runtime/errors.ts";
import { type Answer, defineService, type Failure } from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const google = defineGoogleService({
  connector: "google_classroom",
  name: "Google Classroom",
  baseUrl: "https://classroom.googleapis.com/v1/",
  reasons: new Map([
    ["NOT_FOUND", {
      code: "not_found",
      message: "Google Classroom has no such course, item or user, or the connected account cannot see it",
      hint: "Check the ID, and that the connected account belongs to the course",
    }],
    ["PERMISSION_DENIED", {
      code: "provider_denied",
      message: "The connected Google account has no right to do this in this course",
      hint: "Connect the account of a teacher of the course, or of an administrator of the school",
    }],
    ["ALREADY_EXISTS", { code: "conflict", message: "This is in Google Classroom already" }],
  ]),
});

/** Conditions that Classroom names at the start of its message, such as `@CourseNotModifiable`. */
const CONDITIONS = new Map<string, { code: ErrorCode; message: string; hint?: string }>([
  ["ProjectPermissionDenied", {
    code: "provider_denied",
    message: "Google Classroom lets apps change only what was made through them",
    hint: "This was made in Classroom itself or by another app: change it there. What functions such as " +
      "google-classroom-create-assignment make can be changed, and has editable: true",
  }],
  ["ClassroomDisabled", {
    code: "provider_denied",
    message: "The school has not switched on Google Classroom for the connected account",
    hint: "Ask the administrator of the school's Google Workspace to switch on Classroom",
  }],
  ["ClassroomApiDisabled", {
    code: "provider_denied",
    message: "The school does not let apps use Google Classroom",
    hint:
      "Ask the administrator of the school's Google Workspace to allow third-party access to Classroom data",
  }],
  ["AttachmentNotVisible", {
    code: "provider_rejected",
    message: "The connected Google account cannot see a file that is to be attached",
    hint: "Share the files from Google Drive with the connected account first",
  }],
  ["CourseNotModifiable", {
    code: "provider_rejected",
    message: "This course cannot be changed in its state: it may be archived",
  }],
  ["InactiveCourseOwner", {
    code: "provider_rejected",
    message: "The account of the course's owner is no longer active",
    hint: "Ask the school's administrator to give the course to another teacher",
  }],
  ["CourseMemberLimitReached", { code: "provider_rejected", message: "This course is full" }],
  ["UserGroupsMembershipLimitReached", {
    code: "provider_rejected",
    message: "This person belongs to as many groups as Google allows",
  }],
  ["CourseTopicLimitReached", {
    code: "provider_rejected",
    message: "This course has as many topics as Google allows",
  }],
  ["CourseTitleCannotContainUrl", {
    code: "provider_rejected",
    message: "The title of a course may not contain a web address",
  }],
]);

const ErrorAnswer = z.object({ error: z.object({ message: z.string() }) });

export const googleClassroom = defineService({ ...google, failure: classroomFailure });

function classroomFailure(answer: Answer): Failure | undefined {
  const failure = google.failure(answer);
  if (!failure) return undefined;
  const { data } = ErrorAnswer.safeParse(answer.body);
  const [, name = ""] = /^@(\w{1,100})/.exec(data?.error.message ?? "") ?? [];
  const condition = CONDITIONS.get(name);
  return condition ? { ...failure, hint: undefined, ...condition, reason: name } : failure;
}

/** The courses, by ID, that functions may use; unset, all of the connected account's. */
export const GOOGLE_CLASSROOM_ALLOWED_COURSES = "GOOGLE_CLASSROOM_ALLOWED_COURSES";

/** An ID, or an alias such as `d:biology-10`. */
export const courseId = z.string().regex(
  /^(?:[dp]:)?[\w@.-]{1,256}$/,
  "expected the ID of a course, such as 700000000001, or an alias such as d:biology",
);
export const userId = z.string().regex(/^[\w@.+-]{1,256}$/, "expected a user's ID or mail address");

export const pageFields = {
  limit: z.int().min(1).max(100).default(50).describe("Most of one answer, up to 100; fewer may come"),
  cursor: z.string().min(1).max(2_000).optional().describe(
    "nextCursor of the answer before, with the same other fields",
  ),
};
export const nextCursor = z.string().nullable().describe("For the next ones, else null");
/** Absent or empty at the end. */
export const nextPageToken = z.string().optional();
