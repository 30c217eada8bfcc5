/**
 * Posts an assignment or a question to a Google Classroom course, now, later or as a draft.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-classroom-create-assignment", {
 *   courseId: "700000000001", title: "Cell essay", dueAt: "2026-09-10T23:59:00+02:00", maxPoints: 100,
 * });
 *
 * @see https://developers.google.com/workspace/classroom/reference/rest/v1/courses.courseWork/create
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { inputError } from "../../shared/runtime/issues.ts";
import { instant } from "../../shared/runtime/time.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  dueParts,
  GoogleWork,
  materialFields,
  materialRule,
  materials,
  toWork,
  Work,
} from "../../shared/services/google-classroom-work.ts";
import {
  courseId,
  GOOGLE_CLASSROOM_ALLOWED_COURSES,
  googleClassroom,
  userId,
} from "../../shared/services/google-classroom.ts";

const Input = z.strictObject({
  courseId: courseId.describe("ID of the course, from google-classroom-list-courses"),
  title: z.string().min(1).max(3_000).describe("Title"),
  description: z.string().max(30_000).optional().describe("Description, plain text"),
  type: z.enum(["ASSIGNMENT", "SHORT_ANSWER_QUESTION", "MULTIPLE_CHOICE_QUESTION"]).default("ASSIGNMENT")
    .describe("What it is"),
  choices: z.array(z.string().min(1).max(1_000)).min(2).max(100).optional().describe(
    "Answers to choose from, for MULTIPLE_CHOICE_QUESTION",
  ),
  dueAt: instant.optional().describe("When it is due, ISO 8601 with a UTC offset"),
  maxPoints: z.int().min(0).max(1_000_000).optional().describe("Most points; by default it is not graded"),
  topicId: z.string().regex(/^\w{1,100}$/, "expected the ID of a topic").optional().describe(
    "ID of its topic",
  ),
  ...materialFields,
  studentIds: z.array(userId).min(1).max(100).optional().describe(
    "User IDs of the students it is for; by default the whole course",
  ),
  publish: z.boolean().default(true).describe("Post it, and notify the students; false keeps it as a draft"),
  scheduledAt: instant.optional().describe(
    "When to post it, ISO 8601 with a UTC offset; until then it is a draft",
  ),
}).refine(...materialRule).refine(
  ({ type, choices }) => (type === "MULTIPLE_CHOICE_QUESTION") === (choices !== undefined),
  { path: ["choices"], error: "expected choices with type MULTIPLE_CHOICE_QUESTION, and only there" },
).refine(({ publish, scheduledAt }) => publish || scheduledAt === undefined, {
  path: ["scheduledAt"],
  error: "expected none with publish: false, since it publishes later",
});

export default defineFunction({
  name: "google-classroom-create-assignment",
  service: googleClassroom,
  scopes: [googleScope("classroom.coursework.students")],
  effect: "send",
  access: "admin",
  bounds: { courseId: GOOGLE_CLASSROOM_ALLOWED_COURSES },
  input: Input,
  output: Work,

  async run({ input, http, environment }) {
    const { scheduledAt, dueAt, studentIds, choices } = input;
    if (scheduledAt && Date.parse(scheduledAt) <= environment.clock.now()) {
      throw inputError([{ path: "scheduledAt", message: "expected a time in the future" }]);
    }
    const work = await http.post("courses/{courseId}/courseWork", {
      path: { courseId: input.courseId },
      json: {
        title: input.title,
        description: input.description,
        workType: input.type,
        state: input.publish && !scheduledAt ? "PUBLISHED" : "DRAFT",
        ...(dueAt && dueParts(dueAt)),
        maxPoints: input.maxPoints,
        topicId: input.topicId,
        materials: materials(input),
        ...(choices && { multipleChoiceQuestion: { choices } }),
        ...(studentIds && {
          assigneeMode: "INDIVIDUAL_STUDENTS",
          individualStudentsOptions: { studentIds },
        }),
        scheduledTime: scheduledAt && new Date(scheduledAt).toISOString(),
      },
      response: GoogleWork,
    });
    return toWork(work);
  },
});
