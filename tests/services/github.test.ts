import { describe, expect, it } from "vitest";
import type { Answer } from "../../shared/runtime/service.ts";
import { github, githubLabel, githubLogin, githubRepo, repoPath } from "../../shared/services/github.ts";
import {
  changedLabels,
  GithubIssue,
  ignoredFields,
  issueBody,
  toIssue,
} from "../../shared/services/github-issues.ts";

function answer(status: number, body: unknown = undefined, headers: Record<string, string> = {}): Answer {
  return { status, headers: new Headers(headers), body };
}

function codeOf(status: number, body?: unknown, headers?: Record<string, string>): string | undefined {
  return github.failure(answer(status, body, headers))?.code;
}

it("sends the version and a User-Agent with every request", () => {
  expect(github.headers({ accessToken: "t", connectionConfig: null })).toEqual({
    authorization: "Bearer t",
    "x-github-api-version": "2022-11-28",
    "user-agent": "base44-connector-functions",
  });
});

describe("what an answer means", () => {
  const MESSAGE = { message: "Some words" };

  it.each([200, 201, 204])("%i is no failure, whatever its body", (status) => {
    for (const body of [undefined, "", "<html>", {}, { message: "Not Found", errors: [] }]) {
      expect(codeOf(status, body)).toBeUndefined();
    }
  });

  it.each([
    [301, "not_found"],
    [302, "not_found"],
    [307, "not_found"],
    [308, "not_found"],
    [304, "provider_invalid_response"],
    [400, "provider_rejected"],
    [401, "connection_expired"],
    [403, "provider_denied"],
    [404, "not_found"],
    [409, "conflict"],
    [410, "not_found"],
    [422, "provider_rejected"],
    [429, "rate_limited"],
    [500, "provider_unavailable"],
    [502, "provider_unavailable"],
    [503, "provider_unavailable"],
  ])("%i is %s", (status, code) => {
    for (
      const body of [
        undefined,
        "<html>",
        [],
        { message: 7, errors: "x" },
        { ...MESSAGE, errors: [7] },
        MESSAGE,
      ]
    ) {
      expect(codeOf(status, body)).toBe(code);
    }
  });

  it.each<[string, unknown, Record<string, string>]>([
    ["the secondary limit's message", { message: "You have exceeded a secondary rate limit." }, {}],
    ["the primary limit's message", { message: "API rate limit exceeded for user ID 1." }, {}],
    ["a wait", MESSAGE, { "retry-after": "3" }],
    ["nothing left", MESSAGE, { "x-ratelimit-remaining": "0" }],
  ])("403 with %s is a limit", (_, body, headers) => {
    expect(codeOf(403, body, headers)).toBe("rate_limited");
    expect(codeOf(404, body, headers)).toBe("not_found");
  });

  it("403 with requests left is none", () => {
    expect(codeOf(403, MESSAGE, { "x-ratelimit-remaining": "10" })).toBe("provider_denied");
  });

  it.each<[string, Record<string, string>, object]>([
    ["Retry-After, which the runtime reads", { "retry-after": "5", "x-ratelimit-remaining": "0" }, {}],
    [
      "the reset where nothing is left",
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1777458480" },
      { retryAt: 1_777_458_480_000 },
    ],
    ["a minute else", { "x-ratelimit-remaining": "4800", "x-ratelimit-reset": "1777458480" }, {
      retryAfter: 60,
    }],
    ["a minute for a reset that is none", { "x-ratelimit-remaining": "0" }, { retryAfter: 60 }],
  ])("a limit ends after %s", (_, headers, expected) => {
    const { retryAfter, retryAt } = github.failure(answer(429, MESSAGE, headers)) ?? {};
    expect({ ...(retryAfter && { retryAfter }), ...(retryAt && { retryAt }) }).toEqual(expected);
  });

  it.each([
    ["public_repo, repo", "read:user", "missing_scope"],
    ["repo", "", "missing_scope"],
    ["public_repo, repo", "read:user, repo", "provider_denied"],
    ["", "read:user", "provider_denied"],
  ])("403 where %j would do and there is %j is %s", (accepted, granted, code) => {
    expect(codeOf(403, MESSAGE, { "x-accepted-oauth-scopes": accepted, "x-oauth-scopes": granted })).toBe(
      code,
    );
  });

  it("tells what a GitHub app lacks", () => {
    const failure = github.failure(answer(403, MESSAGE, { "x-accepted-github-permissions": "issues=write" }));
    expect(failure?.hint).toContain("issues=write");
  });

  it("repeats GitHub's words, not the values that were sent", () => {
    const errors = [
      "Issues cannot be locked",
      { value: "ghost-user", resource: "Issue", field: "assignees", code: "invalid" },
      { resource: "Issue", code: "custom", field: "title", message: "title is too long" },
    ];
    const failure = github.failure(answer(422, { message: "Validation Failed", errors }));
    expect(failure?.message).toBe(
      "GitHub refused: Validation Failed (Issues cannot be locked; assignees invalid; title is too long)",
    );
    expect(failure?.reason).toBe("invalid");
  });

  it("knows what is there already and what is too large", () => {
    expect(codeOf(422, { ...MESSAGE, errors: [{ code: "already_exists" }] })).toBe("conflict");
    expect(codeOf(403, { ...MESSAGE, errors: [{ code: "too_large" }] })).toBe("payload_too_large");
  });

  it("hints at what hides behind a 404", () => {
    expect(github.failure(answer(404, MESSAGE))?.hint).toContain("private repositories need the scope repo");
    expect(github.failure(answer(404, { message: "This repository is empty." }))?.hint).toBeUndefined();
  });
});

describe("names", () => {
  it.each(["acme/site", "A-b_c/.github", "o/a.b-c_d", "a/..."])("%s is a repository", (repo) => {
    expect(githubRepo.safeParse(repo).success).toBe(true);
  });

  it.each([
    ...[
      "",
      "acme",
      "acme/",
      "/site",
      "acme/site/x",
      "acme/.",
      "acme/..",
      "../x",
      "-a/b",
      "a/b c",
      "a/b?x",
      "a/b#",
    ],
    ...["a/b%2f", "a/ü", "a/b\n", "acme/site\u0000", `${"a".repeat(40)}/b`, `a/${"b".repeat(101)}`],
  ])("%j is none", (repo) => {
    expect(githubRepo.safeParse(repo).success).toBe(false);
  });

  it("splits a repository for the path", () => {
    expect(repoPath("acme/site")).toEqual({ owner: "acme", repo: "site" });
  });

  it.each(["ana", "dependabot[bot]", "a-b_c"])("%s is a login", (login) => {
    expect(githubLogin.safeParse(login).success).toBe(true);
  });

  it.each(["", "-a", "a b", "a:b", 'a"', "a[bot]x", "[bot]", "a\n"])("%j is none", (login) => {
    expect(githubLogin.safeParse(login).success).toBe(false);
  });

  it("labels say something", () => {
    expect(githubLabel.safeParse("good first issue").success).toBe(true);
    expect(githubLabel.safeParse("  ").success).toBe(false);
  });
});

function issue(changes: object = {}): GithubIssue {
  return GithubIssue.parse({
    ...{ number: 1, title: "t", state: "open", html_url: "u", labels: [], created_at: "c", updated_at: "d" },
    ...changes,
  });
}

describe("issues", () => {
  it("takes what GitHub may leave out", () => {
    expect(toIssue(issue({ labels: ["bug", { name: "x", color: null }, {}] }))).toMatchObject({
      ...{
        text: null,
        truncated: false,
        author: null,
        assignees: [],
        milestone: null,
        type: null,
        closedAt: null,
      },
      ...{ commentCount: 0, isPullRequest: false },
      labels: [{ name: "bug", color: null }, { name: "x", color: null }, { name: "", color: null }],
    });
  });

  it("cuts long texts and says so", () => {
    expect(toIssue(issue({ body: "abcdef" }), 3)).toMatchObject({ text: "abc", truncated: true });
    expect(toIssue(issue({ body: "abc" }), 3)).toMatchObject({ text: "abc", truncated: false });
    expect(toIssue(issue({ body: "" }), 3)).toMatchObject({ text: "", truncated: false });
  });

  it("keeps markup only where it is allowed", () => {
    expect(issueBody({ text: "*a*" })).toBe("\\*a\\*");
    expect(issueBody({ text: "*a*", allowMarkup: true })).toBe("*a*");
    expect(issueBody({ allowMarkup: true })).toBeUndefined();
  });

  it("compares names in either case and lists in any order", () => {
    const given = issue({
      labels: ["Bug", { name: "help" }],
      assignees: [{ login: "Ana" }],
      milestone: { number: 3, title: "x" },
      type: { name: "Bug" },
    });
    const wanted = { labels: ["HELP", "bug", "Bug"], assignees: ["ana"], milestone: 3, type: "bug" };
    expect(ignoredFields(wanted, given)).toEqual([]);
    expect(ignoredFields({}, given)).toEqual([]);
    expect(ignoredFields({ labels: ["bug"], assignees: [], milestone: null, type: null }, given)).toEqual([
      ...["labels", "assignees", "milestone", "type"],
    ]);
  });

  it("adds and removes labels", () => {
    const before = issue({ labels: ["bug", "Old"] });
    expect(changedLabels(before, { addLabels: ["new", "BUG"], removeLabels: ["old"] })).toEqual([
      "bug",
      "new",
    ]);
    expect(changedLabels(before, { addLabels: ["old"], removeLabels: ["old"] })).toEqual(["bug", "old"]);
  });
});
