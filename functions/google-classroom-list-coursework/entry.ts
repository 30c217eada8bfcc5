/**
 * Lists the assignments and questions of a Google Classroom course.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-classroom-list-coursework", { courseId: "700000000001" });
 *
 * @see https://developers.google.com/workspace/classroom/reference/rest/v1/courses.courseWork/list
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { GoogleWork, toWork, Work } from "../../shared/services/google-classroom-work.ts";
import {
  courseId,
  GOOGLE_CLASSROOM_ALLOWED_COURSES,
  googleClassroom,
  nextCursor,
  nextPageToken,
  pageFields,
} from "../../shared/services/google-classroom.ts";

const ORDERS = { updated: "updateTime desc", due: "dueDate asc" } as const;

const Input = z.strictObject({
  courseId: courseId.describe("ID of the course, from google-classroom-list-courses"),
  states: z.array(z.enum(["PUBLISHED", "DRAFT", "DELETED"])).min(1).max(3).default(["PUBLISHED"]).describe(
    "Only work in one of these states; only teachers see others than PUBLISHED",
  ),
  orderBy: z.enum(["updated", "due"]).default("updated").describe("Last updated first, or first due first"),
  ...pageFields,
});

export default defineFunction({
  name: "google-classroom-list-coursework",
  service: googleClassroom,
  scopes: [googleScope("classroom.coursework.students.readonly")],
  extraScopes: {
    [googleScope("classroom.coursework.me.readonly")]:
      "instead of the other, where the account is a student's",
  },
  effect: "read",
  access: "admin",
  bounds: { courseId: GOOGLE_CLASSROOM_ALLOWED_COURSES },
  input: Input,
  output: z.object({ items: z.array(Work).describe("Assignments and questions"), nextCursor }),

  async run({ input: { courseId, states, orderBy, limit, cursor }, http }) {
    const { courseWork, nextPageToken: next } = await http.get("courses/{courseId}/courseWork", {
      path: { courseId },
      query: {
        courseWorkStates: states,
        orderBy: ORDERS[orderBy],
        pageSize: limit,
        pageToken: cursor,
      },
      response: z.object({ courseWork: z.array(GoogleWork).default([]), nextPageToken }),
    });
    return { items: courseWork.map(toWork), nextCursor: next || null };
  },
});
