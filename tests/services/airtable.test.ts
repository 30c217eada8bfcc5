import { describe, expect, test } from "vitest";
import { airtable } from "../../shared/services/airtable.ts";
import { fieldValues, writeInBatches } from "../../shared/services/airtable-records.ts";
import { VirtualClock } from "../support/clock.ts";
import { systemEnvironment } from "../../shared/runtime/environment.ts";

function failure(status: number, body: unknown, headers: Record<string, string> = {}) {
  return airtable.failure({ status, headers: new Headers(headers), body });
}

describe("a failure", () => {
  test.each([
    [401, "AUTHENTICATION_REQUIRED", "connection_expired"],
    [401, "UNAUTHORIZED", "connection_expired"],
    [403, "INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND", "provider_denied"],
    [403, "INVALID_PERMISSIONS", "provider_denied"],
    [403, "NOT_AUTHORIZED", "provider_denied"],
    [404, "NOT_FOUND", "not_found"],
    [413, "REQUEST_TOO_LARGE", "provider_rejected"],
    [422, "UNKNOWN_FIELD_NAME", "provider_rejected"],
    [422, "INVALID_VALUE_FOR_COLUMN", "provider_rejected"],
    [422, "INVALID_FILTER_BY_FORMULA", "provider_rejected"],
    [422, "INVALID_REQUEST_UNKNOWN", "provider_rejected"],
    [422, "INVALID_RECORDS", "provider_rejected"],
    [422, "INVALID_MULTIPLE_CHOICE_OPTIONS", "provider_rejected"],
    [422, "LIST_RECORDS_ITERATOR_NOT_AVAILABLE", "provider_rejected"],
    [429, "RATE_LIMIT_REACHED", "rate_limited"],
    [429, "PUBLIC_API_BILLING_LIMIT_EXCEEDED", "quota_exceeded"],
    [500, "SERVER_ERROR", "provider_unavailable"],
    [503, "SERVICE_UNAVAILABLE", "provider_unavailable"],
    [422, "SOMETHING_NEW", "provider_rejected"],
  ])("%i %s is %s in all three shapes", (status, type, code) => {
    const bodies = [{ error: { type } }, { error: type }, { errors: [{ error: type }, { error: "OTHER" }] }];
    for (const body of bodies) expect(failure(status, body)).toMatchObject({ code, reason: type });
  });

  test("passes the words on, or the type where there are none", () => {
    expect(
      failure(422, { error: { type: "UNKNOWN_FIELD_NAME", message: 'Unknown field name: "Foo"' } })?.message,
    )
      .toBe('Airtable refused: Unknown field name: "Foo"');
    expect(failure(422, { error: "INVALID_RECORDS" })?.message).toBe("Airtable refused: INVALID_RECORDS");
  });

  test("waits for as long as Airtable says, else for its usual pause", () => {
    const body = { errors: [{ error: "RATE_LIMIT_REACHED" }] };
    expect(failure(429, body)?.retryAfter).toBe(30);
    expect(failure(429, body, { "retry-after": "2" })?.retryAfter).toBeUndefined();
    expect(failure(429, { error: "PUBLIC_API_BILLING_LIMIT_EXCEEDED" })?.retryAfter).toBeUndefined();
  });

  test("is told by the status where the body is none of Airtable's", () => {
    expect(failure(502, "<html>")).toMatchObject({ code: "provider_unavailable" });
    expect(failure(200, { error: "NOT_FOUND" })).toBeUndefined();
    expect(failure(200, undefined)).toBeUndefined();
  });
});

describe("fieldValues", () => {
  test.each([
    "http://example.com/a.pdf",
    "data:text/html,x",
    "file:///etc/passwd",
    " https://example.com",
    7,
  ])(
    "refuses the attachment %j",
    (url) => {
      expect(fieldValues.safeParse({ Files: [{ url }] }).success).toBe(false);
    },
  );

  test("takes cells of every kind", () => {
    const cells = {
      Name: "x",
      Seats: 2,
      Paid: true,
      Owner: null,
      Tags: ["a"],
      Link: ["rec0YSum488QkBuvM"],
      Files: [{ url: "https://example.com/a.pdf", filename: "a.pdf" }, { id: "attA1qW8e3YtHn5Kx" }],
      Person: { email: "ada@example.com" },
    };
    expect(fieldValues.parse(cells)).toEqual(cells);
  });
});

describe("writeInBatches", () => {
  const record = (id: string) => ({ id, createdTime: "2026-01-05T16:36:07.000Z", fields: {} });
  const ids = Array.from({ length: 23 }, (_, index) => `rec${index}`);

  function context() {
    const clock = new VirtualClock(0);
    const done: Record<string, unknown>[] = [];
    const environment = { ...systemEnvironment, clock };
    const signal = new AbortController().signal;
    return {
      clock,
      done,
      batches: { environment, signal, commit: (step: Record<string, unknown>) => done.push(step) },
    };
  }

  test("writes ten at a time, with a pause between", async () => {
    const { clock, done, batches } = context();
    const sizes: number[] = [];
    const written = await writeInBatches(ids, batches, (batch) => {
      sizes.push(batch.length);
      const reasons = ["attachmentsFailedUploading", "somethingNew"];
      return Promise.resolve({ records: batch.map(record), details: { reasons } });
    });
    expect(sizes).toEqual([10, 10, 3]);
    expect(clock.waits).toEqual([250, 250]);
    expect(written.records.map(({ id }) => id)).toEqual(ids);
    expect(written.warnings).toEqual([
      "Airtable could not fetch some attachments: their addresses have to be public",
      "Airtable reports somethingNew",
    ]);
    expect(done.map(({ nextIndex }) => nextIndex)).toEqual([10, 20, 23]);
  });

  test("notes what is written before a batch fails", async () => {
    const { done, batches } = context();
    const writing = writeInBatches(
      ids,
      batches,
      (batch) =>
        batch.includes("rec10")
          ? Promise.reject(new Error("refused"))
          : Promise.resolve({ records: batch.map(record) }),
    );
    await expect(writing).rejects.toThrow("refused");
    expect(done).toEqual([{ recordIds: ids.slice(0, 10), nextIndex: 10 }]);
  });
});
