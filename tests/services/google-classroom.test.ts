/**
 * What Classroom's refusals mean: it names the condition at the start of its message.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { googleClassroom } from "../../shared/services/google-classroom.ts";
import { dueParts, GoogleWork, toWork } from "../../shared/services/google-classroom-work.ts";

function failure(httpStatus: number, message: string, status: string) {
  return googleClassroom.failure({
    status: httpStatus,
    headers: new Headers(),
    body: { error: { code: httpStatus, message, status } },
  });
}

describe("failure", () => {
  it("explains that apps change only what they made", () => {
    const message =
      "@ProjectPermissionDenied The Developer Console project is not permitted to make this request.";
    expect(failure(403, message, "PERMISSION_DENIED")).toEqual({
      code: "provider_denied",
      reason: "ProjectPermissionDenied",
      message: "Google Classroom lets apps change only what was made through them",
      hint: "This was made in Classroom itself or by another app: change it there. What functions such as " +
        "google-classroom-create-assignment make can be changed, and has editable: true",
      retryAt: undefined,
    });
  });

  it.each([
    [403, "@ClassroomDisabled x", "PERMISSION_DENIED", "provider_denied", "ClassroomDisabled"],
    [400, "@CourseTopicLimitReached", "FAILED_PRECONDITION", "provider_rejected", "CourseTopicLimitReached"],
    [400, "@InactiveCourseOwner x", "FAILED_PRECONDITION", "provider_rejected", "InactiveCourseOwner"],
    [400, "@SomethingNew x", "FAILED_PRECONDITION", "provider_rejected", "FAILED_PRECONDITION"],
    [
      400,
      "Not at the start: @CourseNotModifiable",
      "INVALID_ARGUMENT",
      "provider_rejected",
      "INVALID_ARGUMENT",
    ],
    [404, "Requested entity was not found.", "NOT_FOUND", "not_found", "NOT_FOUND"],
    [409, "Requested entity already exists", "ALREADY_EXISTS", "conflict", "ALREADY_EXISTS"],
    [429, "Quota exceeded", "RESOURCE_EXHAUSTED", "rate_limited", "RESOURCE_EXHAUSTED"],
    [401, "Expired", "UNAUTHENTICATED", "connection_expired", "UNAUTHENTICATED"],
  ])("reads %i %s", (status, message, name, code, reason) => {
    expect(failure(status, message, name)).toMatchObject({ code, reason });
  });

  it("gives Google's own words where it knows no better", () => {
    expect(failure(400, "@SomethingNew x", "FAILED_PRECONDITION")?.message).toBe(
      "Google Classroom refused: @SomethingNew x",
    );
  });

  it("is none for a success without a body", () => {
    expect(googleClassroom.failure({ status: 200, headers: new Headers(), body: undefined })).toBeUndefined();
  });
});

describe("due times", () => {
  it.each([
    ["2026-02-10T23:59:00-05:00", "2026-02-11T04:59:00.000Z"],
    ["2026-01-01T00:30:00+02:00", "2025-12-31T22:30:00.000Z"],
    ["2026-02-11T00:00:00Z", "2026-02-11T00:00:00.000Z"],
  ])("keeps %s", (time, expected) => {
    const work = GoogleWork.parse({ id: "1", courseId: "2", ...dueParts(time) });
    expect(toWork(work).dueAt).toBe(expected);
  });

  it("reads absent parts as zeros", () => {
    const work = GoogleWork.parse({
      id: "1",
      courseId: "2",
      dueDate: { year: 2026, month: 2, day: 11 },
      dueTime: {},
    });
    expect(toWork(work).dueAt).toBe("2026-02-11T00:00:00.000Z");
  });
});
