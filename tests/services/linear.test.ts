import { describe, expect, it } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import type { Answer } from "../../shared/runtime/service.ts";
import {
  isDuplicate,
  isUuid,
  keyedId,
  linear,
  linearIssueId,
  linearUuid,
  nextCursor,
} from "../../shared/services/linear.ts";

function answer(status: number, body: unknown = undefined, headers: Record<string, string> = {}): Answer {
  return { status, headers: new Headers(headers), body };
}

function failed(message: string, extensions: unknown, status = 200, headers: Record<string, string> = {}) {
  return linear.failure(answer(status, { errors: [{ message, extensions }], data: null }, headers));
}

describe("what an error means", () => {
  it.each([
    ["authentication error", "connection_expired"],
    ["forbidden", "provider_denied"],
    ["feature not accessible", "provider_denied"],
    ["ratelimited", "rate_limited"],
    ["usage limit exceeded", "quota_exceeded"],
    ["invalid input", "provider_rejected"],
    ["user error", "provider_rejected"],
    ["graphql error", "provider_rejected"],
    ["network error", "provider_unavailable"],
    ["bootstrap error", "provider_unavailable"],
    ["internal error", "provider_unavailable"],
    ["lock timeout", "provider_unavailable"],
  ])("the type %s is %s, however it is spelt", (type, code) => {
    for (const spelt of [type, type.replaceAll(" ", "_"), type.toUpperCase().replaceAll(" ", "_")]) {
      expect(failed("Some words", { type: spelt })?.code).toBe(code);
      expect(failed("Some words", { type: spelt }, 400)?.code).toBe(code);
    }
  });

  it.each([
    ["AUTHENTICATION_ERROR", "connection_expired"],
    ["INVALID_INPUT", "provider_rejected"],
    ["INPUT_ERROR", "provider_rejected"],
    ["RATELIMITED", "rate_limited"],
    ["USAGE_LIMIT_EXCEEDED", "quota_exceeded"],
    ["GRAPHQL_VALIDATION_FAILED", "provider_rejected"],
    ["FORBIDDEN", "provider_denied"],
    ["INTERNAL_SERVER_ERROR", "provider_unavailable"],
  ])("the code %s is %s", (code, expected) => {
    expect(failed("Some words", { code })).toMatchObject({ code: expected, reason: code });
  });

  it.each([
    [{ type: "other", userError: true }, 200, "provider_rejected"],
    [{ type: "other" }, 200, "provider_unavailable"],
    [{ type: "unknown", statusCode: 400 }, 200, "provider_rejected"],
    [{ statusCode: 403 }, 200, "provider_denied"],
    [{ statusCode: 429 }, 400, "rate_limited"],
    [{}, 401, "connection_expired"],
    [{}, 500, "provider_unavailable"],
    [undefined, 200, "provider_unavailable"],
    ["nonsense", 403, "provider_denied"],
  ])("%j with the status %i is %s", (extensions, status, code) => {
    expect(failed("Some words", extensions, status)?.code).toBe(code);
  });

  it.each([
    [401, "connection_expired"],
    [403, "provider_denied"],
    [409, "conflict"],
    [429, "rate_limited"],
    [502, "provider_unavailable"],
  ])("%i without a GraphQL error is %s", (status, code) => {
    for (const body of [undefined, "<html>", {}, { errors: [] }, { errors: "x" }]) {
      expect(linear.failure(answer(status, body))?.code).toBe(code);
    }
  });

  it("shows what Linear wrote for users, and nothing else", () => {
    const presentable = { type: "invalid input", userPresentableMessage: "teamId must be a UUID." };
    expect(failed("Internals", { ...presentable, userError: true })?.message).toBe(
      "Linear refused: teamId must be a UUID.",
    );
    expect(failed("Internals", presentable)?.message).toBe("Linear refused the request");
  });

  it("names what is not found, and the scope that is missing", () => {
    expect(failed("Entity not found: WorkflowState - Could not find", { type: "invalid input" }))
      .toMatchObject({
        code: "not_found",
        message: "Linear has no such state, or the connected account cannot see it",
      });
    expect(failed("Invalid scope: `issues:create` required", { type: "forbidden" }, 400)).toMatchObject({
      code: "missing_scope",
      params: { scopes: ["issues:create"] },
    });
  });
});

describe("a limit ends", () => {
  const ended = (headers: Record<string, string>) =>
    failed("x", { type: "ratelimited" }, 400, headers)?.retryAt;
  const used = { "x-ratelimit-requests-remaining": "0", "x-ratelimit-requests-reset": "1777029003769" };
  const complex = {
    "x-ratelimit-complexity-remaining": "0",
    "x-ratelimit-complexity-reset": "1777029009999",
  };

  it("when the budget that is used up is full again", () => {
    expect(ended(used)).toBe(1_777_029_003_769);
    expect(ended({ ...used, ...complex })).toBe(1_777_029_009_999);
    expect(ended({ ...used, ...complex, "x-ratelimit-complexity-remaining": "5" })).toBe(1_777_029_003_769);
  });

  it("when Retry-After says so, which the runtime reads", () => {
    expect(ended({ ...used, "retry-after": "2" })).toBeUndefined();
  });

  it("nobody knows when", () => {
    expect(ended({})).toBeUndefined();
    expect(ended({ "x-ratelimit-requests-remaining": "0" })).toBeUndefined();
  });
});

describe("a 2xx", () => {
  const PARTLY = [{ message: "x", path: ["issueCreate", "issue"], extensions: { type: "internal error" } }];

  it.each([undefined, "", "<html>", {}, { data: null }, { data: { issue: { id: "1" } } }, { errors: [] }])(
    "without an error is no failure: %j",
    (body) => {
      expect(linear.failure(answer(200, body))).toBeUndefined();
    },
  );

  it("is done where the mutation says so, whatever else failed", () => {
    const data = { issueCreate: { success: true, issue: null } };
    expect(linear.failure(answer(200, { data, errors: PARTLY }))).toBeUndefined();
    expect(linear.failure(answer(500, { data, errors: PARTLY }))?.code).toBe("provider_unavailable");
  });

  it("is refused where the mutation says so", () => {
    expect(linear.failure(answer(200, { data: { issueUpdate: { success: false } } }))?.code).toBe(
      "provider_rejected",
    );
  });

  it("with half of what a query asked for is a failure", () => {
    const data = { issues: { nodes: [], pageInfo: {} } };
    expect(linear.failure(answer(200, { data, errors: PARTLY }))?.code).toBe("provider_unavailable");
  });
});

describe("duplicates", () => {
  const errorOf = (message: string) => {
    const failure = failed(message, { type: "invalid input", code: "INPUT_ERROR" });
    return failure && new FunctionError(failure.code, failure.message, { params: failure.params });
  };

  it("are what has the id of an issue or a comment already", () => {
    expect(isDuplicate(errorOf("conflict on insert of Issue"))).toBe(true);
    expect(isDuplicate(errorOf("conflict on insert of Comment - details"))).toBe(true);
    expect(errorOf("conflict on insert of Issue")?.code).toBe("conflict");
  });

  it("are no other conflicts", () => {
    expect(isDuplicate(errorOf("conflict on insert of DocumentContent"))).toBe(false);
    expect(isDuplicate(errorOf("conflict on insert of IssueLabel"))).toBe(false);
    expect(isDuplicate(new FunctionError("conflict", "x"))).toBe(false);
    expect(isDuplicate(new Error("conflict on insert of Issue"))).toBe(false);
  });
});

describe("ids", () => {
  const ID = "d786ac7b-52ca-4bc0-a90a-1f5f5fe3c79c";

  it.each(["ENG-1", "eng-123", "A1B-99", ID, ID.toUpperCase()])("%s is an issue's", (id) => {
    expect(linearIssueId.safeParse(id).success).toBe(true);
  });

  it.each(["", "ENG", "ENG-", "-1", "1-1", "ENG-1 ", "ENG-1\n", `${ID}x`, ID.slice(1), "ENG-1-2", "É-1"])(
    "%j is none",
    (id) => {
      expect(linearIssueId.safeParse(id).success).toBe(false);
    },
  );

  it("tells UUIDs from names", () => {
    expect([isUuid(ID), isUuid("Backlog"), isUuid(`${ID} `), isUuid("")]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(linearUuid.safeParse("Backlog").success).toBe(false);
  });

  it("are the same for the same key, and never those of another user", async () => {
    const ana = { kind: "user", id: "1" } as const;
    const id = await keyedId(ana, "team", "key");
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    expect(await keyedId(ana, "team", "key")).toBe(id);
    const others = await Promise.all([
      keyedId({ kind: "user", id: "2" }, "team", "key"),
      keyedId({ kind: "admin", id: "1" }, "team", "key"),
      keyedId(ana, "team", "key2"),
      keyedId(ana, "team2", "key"),
      keyedId(ana, "teamkey"),
    ]);
    expect(new Set([id, ...others]).size).toBe(6);
  });
});

it("goes on where there is more", () => {
  expect(nextCursor({ hasNextPage: true, endCursor: "x" })).toBe("x");
  expect(nextCursor({ hasNextPage: false, endCursor: "x" })).toBeNull();
  expect(nextCursor({ hasNextPage: true, endCursor: null })).toBeNull();
});
