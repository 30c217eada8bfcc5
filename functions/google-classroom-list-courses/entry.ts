/**
 * Lists the Google Classroom courses that the connected account teaches, attends or manages, newest first.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-classroom-list-courses", { role: "teacher" });
 *
 * @see https://developers.google.com/workspace/classroom/reference/rest/v1/courses/list
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  googleClassroom,
  nextCursor,
  nextPageToken,
  pageFields,
} from "../../shared/services/google-classroom.ts";

const Input = z.strictObject({
  states: z.array(z.enum(["ACTIVE", "ARCHIVED", "PROVISIONED", "DECLINED", "SUSPENDED"])).min(1).max(5)
    .default([
      "ACTIVE",
    ]).describe("Only courses in one of these states; by default ACTIVE"),
  role: z.enum(["any", "teacher", "student"]).default("any").describe(
    "Only courses that the connected account teaches, or attends; any also lists those that it manages",
  ),
  includeEnrollmentCode: z.boolean().default(false).describe(
    "Tell the code with which anybody at the school can join, where the account is a teacher",
  ),
  ...pageFields,
});

const Output = z.object({
  courses: z.array(z.object({
    id: z.string().describe("ID of the course"),
    name: z.string().describe("Name"),
    section: z.string().nullable().describe("Section, such as Period 2"),
    heading: z.string().nullable().describe("Heading of the description"),
    description: z.string().nullable().describe("Description"),
    room: z.string().nullable().describe("Room"),
    subject: z.string().nullable().describe("Subject"),
    ownerId: z.string().nullable().describe("User ID of the owner"),
    state: z.string().nullable().describe("ACTIVE, ARCHIVED, PROVISIONED, DECLINED or SUSPENDED"),
    url: z.string().nullable().describe("Address that opens the course"),
    calendarId: z.string().nullable().describe("ID of its Google calendar"),
    enrollmentCode: z.string().nullable().optional().describe("With includeEnrollmentCode"),
    createdAt: z.string().nullable().describe("ISO 8601"),
    updatedAt: z.string().nullable().describe("ISO 8601"),
  })).describe("The courses"),
  nextCursor,
});

const optional = z.string().optional();

const Courses = z.object({
  courses: z.array(z.object({
    id: z.string(),
    name: z.string().default(""),
    section: optional,
    descriptionHeading: optional,
    description: optional,
    room: optional,
    subject: optional,
    ownerId: optional,
    courseState: optional,
    alternateLink: optional,
    calendarId: optional,
    enrollmentCode: optional,
    creationTime: optional,
    updateTime: optional,
  })).default([]),
  nextPageToken,
});

export default defineFunction({
  name: "google-classroom-list-courses",
  service: googleClassroom,
  scopes: [googleScope("classroom.courses.readonly")],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input: { states, role, includeEnrollmentCode, limit, cursor }, http }) {
    const { courses, nextPageToken } = await http.get("courses", {
      query: {
        courseStates: states,
        teacherId: role === "teacher" ? "me" : undefined,
        studentId: role === "student" ? "me" : undefined,
        pageSize: limit,
        pageToken: cursor,
      },
      response: Courses,
    });
    return {
      courses: courses.map((course) => ({
        id: course.id,
        name: course.name,
        section: course.section ?? null,
        heading: course.descriptionHeading ?? null,
        description: course.description ?? null,
        room: course.room ?? null,
        subject: course.subject ?? null,
        ownerId: course.ownerId ?? null,
        state: course.courseState ?? null,
        url: course.alternateLink ?? null,
        calendarId: course.calendarId ?? null,
        ...(includeEnrollmentCode && { enrollmentCode: course.enrollmentCode ?? null }),
        createdAt: course.creationTime ?? null,
        updatedAt: course.updateTime ?? null,
      })),
      nextCursor: nextPageToken || null,
    };
  },
});
