/**
 * Lists the students or the teachers of a Google Classroom course.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-classroom-list-people", { courseId: "700000000001" });
 *
 * @see https://developers.google.com/workspace/classroom/reference/rest/v1/courses.students/list
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  courseId,
  GOOGLE_CLASSROOM_ALLOWED_COURSES,
  googleClassroom,
  nextCursor,
  nextPageToken,
  pageFields,
} from "../../shared/services/google-classroom.ts";

const Input = z.strictObject({
  courseId: courseId.describe("ID of the course, from google-classroom-list-courses"),
  role: z.enum(["student", "teacher"]).default("student").describe("Whom to list"),
  ...pageFields,
});

const Output = z.object({
  people: z.array(z.object({
    userId: z.string().describe("User ID"),
    name: z.string().nullable().describe("Full name"),
    givenName: z.string().nullable().describe("Given name"),
    familyName: z.string().nullable().describe("Family name"),
    email: z.string().nullable().describe("Mail address, with the scope classroom.profile.emails"),
    photoUrl: z.string().nullable().describe("Address of the photo, with the scope classroom.profile.photos"),
    role: z.string().describe("student or teacher"),
  })).describe("The people"),
  nextCursor,
});

const optional = z.string().optional();

const People = z.array(z.object({
  userId: z.string(),
  profile: z.object({
    name: z.object({ fullName: optional, givenName: optional, familyName: optional }).optional(),
    emailAddress: optional,
    photoUrl: optional,
  }).optional(),
})).default([]);

export default defineFunction({
  name: "google-classroom-list-people",
  service: googleClassroom,
  scopes: [googleScope("classroom.rosters.readonly")],
  extraScopes: {
    [googleScope("classroom.profile.emails")]: "for email",
    [googleScope("classroom.profile.photos")]: "for photoUrl",
  },
  effect: "read",
  access: "admin",
  bounds: { courseId: GOOGLE_CLASSROOM_ALLOWED_COURSES },
  input: Input,
  output: Output,

  async run({ input: { courseId, role, limit, cursor }, http }) {
    const request = { path: { courseId }, query: { pageSize: limit, pageToken: cursor } };
    const { students, teachers, nextPageToken: next } = await http.get(
      role === "student" ? "courses/{courseId}/students" : "courses/{courseId}/teachers",
      { ...request, response: z.object({ students: People, teachers: People, nextPageToken }) },
    );
    return {
      people: [...students, ...teachers].map((
        { userId, profile: { name, emailAddress, photoUrl } = {} },
      ) => ({
        userId,
        name: name?.fullName ?? null,
        givenName: name?.givenName ?? null,
        familyName: name?.familyName ?? null,
        email: emailAddress ?? null,
        // Google leaves out the scheme of some.
        photoUrl: photoUrl?.replace(/^\/\//, "https://") ?? null,
        role,
      })),
      nextCursor: next || null,
    };
  },
});
