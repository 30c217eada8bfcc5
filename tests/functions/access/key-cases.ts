/**
 * Machine keys: which open a function, from where, and what is no key.
 *
 * @module
 */
import type { AccessCase, Body, Visit } from "./case.ts";
import { ADMIN, NOBODY, type Person, STRANGER, USER_PERSON } from "./people.ts";
import type { Verdict } from "./rules.ts";
import { type AccessSubject, fixed, ruled } from "./subject.ts";

export const KEY = "machine-key-0123456789-abcdefghij-KL";
const OTHER = "another-key-9876543210-zyxwvutsrq-NM";
const SHORT = "short-key-of-31-characters-0123";
const WRONG = "wrong-key-0123456789-abcdefghijkl-OP";
/** What must be found nowhere, whichever of them was sent. */
export const KEYS = [KEY, OTHER, SHORT, WRONG];

const SECRET = "CONNECTOR_FUNCTIONS_KEYS";
const HOLDER: Person = { who: "key" };

/** https://fetch.spec.whatwg.org/#origin-header, https://www.w3.org/TR/fetch-metadata/ */
const BROWSER_HEADERS: readonly Record<string, string>[] = [
  { "origin": "https://app.example.com" },
  { "origin": "null" },
  { "sec-fetch-site": "same-origin" },
  { "sec-fetch-mode": "cors" },
  { "sec-fetch-dest": "empty" },
  { "sec-fetch-user": "?1" },
  { "sec-fetch-storage-access": "active" },
];

export function keyCases(subject: AccessSubject): AccessCase[] {
  return [
    ...openingCases(subject),
    ...closedCases(subject),
    ...browserCases(subject),
    ...misplacedCases(subject),
    ...malformedCases(subject),
    ...otherCases(subject),
  ];
}

type Change = Partial<Visit> & { keys?: string };

function visitWith(subject: AccessSubject, { keys, ...visit }: Change): Partial<Visit> {
  const secrets = { ...subject.within, [SECRET]: keys ?? `${KEY}:${subject.spec.name}`, ...visit.secrets };
  return { ...visit, secrets };
}

/** By somebody without any other credentials. */
function refused(
  subject: AccessSubject,
  row: string,
  variant: string,
  verdict: Verdict,
  change: Change,
  person = NOBODY,
): AccessCase {
  const visit = visitWith(subject, change);
  return fixed(subject, { person, row, variant, visit }, verdict, "nothing");
}

const inHeader = (key: string): Pick<Visit, "headers"> => ({ headers: { "x-functions-key": key } });

function openingCases(subject: AccessSubject): AccessCase[] {
  const { name } = subject.spec;
  const { input } = subject.ask;
  const opens = (variant: string, change: Change, person = HOLDER) =>
    ruled(subject, { person, row: "key, right", variant, visit: visitWith(subject, change) });
  const settings = [
    `${OTHER}:other-function;${KEY}:${name}`,
    `${OTHER}:other-function\n ${KEY} : other-function , ${name} \n`,
    `${KEY}:other-function;${KEY}:${name}`,
    `${KEY}:${name};${OTHER}:${name}`,
  ];
  return [
    opens("header", inHeader(KEY)),
    opens("body", { body: { json: { ...input, functionsKey: KEY } } }),
    opens("args", { body: { json: { args: { ...input, functionsKey: KEY } } } }),
    opens("function_args", { body: { json: { function_args: { ...input, functionsKey: KEY } } } }),
    opens("beside args", { body: { json: { args: input, functionsKey: KEY } } }),
    opens("header and body", { ...inHeader(KEY), body: { json: { ...input, functionsKey: KEY } } }),
    opens("header, another one in the body", {
      ...inHeader(KEY),
      body: { json: { ...input, functionsKey: WRONG } },
    }),
    ...settings.map((keys, index) => opens(`several keys (${index + 1})`, { ...inHeader(KEY), keys })),
    ...[USER_PERSON, STRANGER].map((person) => ({
      ...opens(`beside the token of a ${person.who}`, {
        headers: { "x-functions-key": KEY, authorization: "Bearer token-of-somebody" },
      }),
    })),
    opens("where admins only may call", {
      ...inHeader(KEY),
      secrets: { CONNECTOR_FUNCTIONS_ACCESS: `${name}=admin` },
    }),
  ];
}

function closedCases(subject: AccessSubject): AccessCase[] {
  const { name } = subject.spec;
  const { input } = subject.ask;
  const wrong = [
    [WRONG, "another"],
    [KEY.slice(0, -1), "its beginning"],
    [KEY.slice(1), "its end"],
    [`${KEY}x`, "longer"],
    [KEY.toUpperCase(), "capitals"],
    [`${KEY}:${name}`, "with the function"],
    [`${KEY}, ${KEY}`, "twice"],
    [`Bearer ${KEY}`, "as a bearer token"],
    ["*", "a star"],
    [name, "the function's name"],
    ["undefined", "undefined"],
  ];
  const scopes = [
    `${KEY}:other-function`,
    `${KEY}:${name}-all`,
    `${KEY}:my-${name}`,
    `${KEY}:${name.toUpperCase()}`,
    `${KEY}:*`,
    `${KEY}:`,
    KEY,
    `${KEY}:other-function;${OTHER}:${name}`,
    `${KEY};${name}`,
    `:${name}`,
  ];
  return [
    ...wrong.map(([key = "", variant = ""]) =>
      refused(subject, "key, wrong", `${variant}, header`, "not_allowed", inHeader(key))
    ),
    refused(subject, "key, wrong", "body", "not_allowed", {
      body: { json: { ...input, functionsKey: WRONG } },
    }),
    refused(subject, "key, wrong", "beside an admin's token", "not_allowed", inHeader(WRONG), ADMIN),
    refused(subject, "key, wrong", "in args, beside an admin's token", "not_allowed", {
      body: { json: { args: { ...input, functionsKey: WRONG } } },
    }, ADMIN),
    refused(subject, "key, wrong", "header, the right one in the body", "not_allowed", {
      ...inHeader(WRONG),
      body: { json: { ...input, functionsKey: KEY } },
    }),
    refused(subject, "key, short", "31 characters", "not_allowed", {
      ...inHeader(SHORT),
      keys: `${SHORT}:${name}`,
    }),
    refused(subject, "key, short", "31 characters and a space", "not_allowed", {
      ...inHeader(SHORT),
      keys: `${SHORT} :${name}`,
    }),
    ...scopes.map((keys) =>
      refused(subject, "key, scoped to others", keys.replaceAll(KEY, "<key>"), "not_allowed", {
        ...inHeader(KEY),
        keys,
      })
    ),
    refused(subject, "key, none set", "", "not_allowed", { ...inHeader(KEY), keys: "" }),
  ];
}

function browserCases(subject: AccessSubject): AccessCase[] {
  const { input } = subject.ask;
  return BROWSER_HEADERS.flatMap((headers) => {
    const [[name, value] = []] = Object.entries(headers);
    const variant = `${name}: ${value}`;
    const row = "key, right, from a browser";
    const inBody = { json: { ...input, functionsKey: KEY } };
    return [
      refused(subject, row, variant, "not_allowed", { headers: { ...headers, "x-functions-key": KEY } }),
      refused(subject, row, `${variant}, body`, "not_allowed", { headers, body: inBody }),
      refused(subject, row, `${variant}, beside an admin's token`, "not_allowed", {
        headers: { ...headers, "x-functions-key": KEY },
      }, ADMIN),
    ];
  });
}

/** Where a key is not looked for. */
function misplacedCases(subject: AccessSubject): AccessCase[] {
  const { input } = subject.ask;
  const { spec } = subject;
  const row = "key, right, in a wrong place";
  const nowhere = (variant: string, change: Change) =>
    refused(subject, row, variant, "sign_in_required", change);
  const form: Body = { form: { file: new File(["x"], "a.txt"), functionsKey: KEY } };
  const takesForm = "file" in spec.input.shape;
  return [
    ...["functionsKey", "x-functions-key", "functions_key", "key"].map((name) =>
      nowhere(`query: ${name}`, { query: `${name}=${KEY}` })
    ),
    ...["x-api-key", "functions-key", "functionskey", "cookie", "x-function-key", "proxy-authorization"].map((
      name,
    ) => nowhere(`header: ${name}`, { headers: { [name]: KEY } })),
    ...["event", "data", "old_data", "changed_fields", "payload_too_large"].map((name) =>
      nowhere(`in ${name}`, { body: { json: { ...input, [name]: { functionsKey: KEY } } } })
    ),
    nowhere("functions_key", { body: { json: { ...input, functions_key: KEY } } }),
    nowhere("further in", { body: { json: { ...input, args: { input: { functionsKey: KEY } } } } }),
    ...(takesForm
      ? [
        nowhere("multipart", { body: form }),
        ruled(subject, {
          person: ADMIN,
          row,
          variant: "multipart, beside an admin's token",
          facts: { fits: false },
          visit: visitWith(subject, { body: form }),
        }),
      ]
      : [refused(subject, row, "multipart", "unsupported_media_type", { body: form })]),
    ...(spec.rawBody
      ? [
        nowhere("query of a raw body", { body: { bytes: "x" }, query: `functionsKey=${KEY}&name=a.bin` }),
        ruled(subject, {
          person: ADMIN,
          row,
          variant: "query of a raw body, beside an admin's token",
          facts: { fits: false },
          visit: visitWith(subject, { body: { bytes: "x" }, query: `functionsKey=${KEY}&name=a.bin` }),
        }),
      ]
      : []),
  ];
}

function malformedCases(subject: AccessSubject): AccessCase[] {
  const { input } = subject.ask;
  const row = "key, malformed";
  const values = [7, true, [KEY], { key: KEY }, [[KEY]]];
  return [
    ...values.map((functionsKey) =>
      refused(subject, row, typeof functionsKey, "invalid_request", {
        body: { json: { ...input, functionsKey } },
      })
    ),
    ...[null, ""].map((functionsKey) =>
      refused(subject, row, JSON.stringify(functionsKey), "sign_in_required", {
        body: { json: { ...input, functionsKey } },
      })
    ),
    refused(subject, row, "header, empty", "sign_in_required", inHeader("")),
    refused(subject, row, "two levels", "invalid_request", {
      body: { json: { functionsKey: KEY, args: { ...input, functionsKey: KEY } } },
    }),
    refused(subject, row, "body that breaks off", "invalid_request", {
      body: { text: `{"functionsKey":"${KEY}",` },
    }),
    refused(subject, row, "body that is a list", "invalid_request", {
      body: { json: [{ ...input, functionsKey: KEY }] },
    }),
  ];
}

function otherCases(subject: AccessSubject): AccessCase[] {
  const { spec, connects } = subject;
  const misfit = { json: { ...subject.ask.input, noFieldOfAnyFunction: "a value" } };
  return [
    ruled(subject, {
      person: HOLDER,
      row: "key, right, input that does not fit",
      facts: { fits: false },
      visit: visitWith(subject, { ...inHeader(KEY), body: misfit }),
    }),
    ...(subject.facts.bounds === "within"
      ? (["unset", "outside"] as const).map((bounds) => {
        const names = Object.values(spec.bounds ?? {}).map((bound) =>
          typeof bound === "string" ? bound : bound.secret
        );
        const entries = Object.entries(subject.within).filter(([name]) => !names.includes(name));
        const outside = bounds === "outside" ? names.map((name) => [name, "nothing-of-this"]) : [];
        return ruled(subject, {
          person: HOLDER,
          row: `key, right, bounds ${bounds === "unset" ? "unset" : "that exclude the call"}`,
          facts: { bounds },
          visit: {
            ...inHeader(KEY),
            secrets: { ...Object.fromEntries([...entries, ...outside]), [SECRET]: `${KEY}:${spec.name}` },
          },
        });
      })
      : []),
    ...(connects
      ? [false, true].map((signsIn) =>
        ruled(subject, {
          person: signsIn ? HOLDER : NOBODY,
          row: "key, right, on an account of the caller's own",
          variant: signsIn ? "beside a user's token" : "alone",
          facts: { account: "own" },
          visit: visitWith(subject, {
            headers: {
              "x-functions-key": KEY,
              ...(signsIn && { authorization: "Bearer token-of-somebody" }),
            },
            secrets: { CONNECTOR_FUNCTIONS_CONNECTIONS: `${spec.service?.connector}=app-user:con_1` },
          }),
        })
      )
      : []),
  ];
}
