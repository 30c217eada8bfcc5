/**
 * Base44's own headers, forged: the SDK sends the app's service token to whatever `Base44-Api-Url` names.
 *
 * @module
 */
import { APP_ID } from "../../support/base44.ts";
import type { AccessCase } from "./case.ts";
import { ADMIN, NOBODY, USER_PERSON } from "./people.ts";
import type { Verdict } from "./rules.ts";
import { type AccessSubject, fixed, ruled } from "./subject.ts";

type Headers = Readonly<Record<string, string | null>>;

const API_URLS = [
  "http://evil.example",
  "HTTP://EVIL.EXAMPLE:80/",
  "http://base44.app",
  "http://localhost.evil.example",
  "http://127.0.0.1.evil.example",
  "http://localhost@evil.example",
  "http://127.0.0.1:80@evil.example/",
  "http://evil.example#127.0.0.1",
  "http://evil.example/?localhost",
  "http:\\\\evil.example",
  "https://base44.app@evil.example",
  "https://base44.app:secret@evil.example",
  "https://token@base44.app",
  "https://:x@base44.app",
  "https://base44.app, https://evil.example",
  "http://0.0.0.0",
  "http://[::]/",
  "http://[::ffff:7f00:1]/",
  "http://169.254.169.254/latest/meta-data",
  "http://10.0.0.1",
  "ftp://base44.app",
  "ws://127.0.0.1",
  "wss://base44.app",
  "file:///etc/passwd",
  "data:text/plain,x",
  "javascript:alert(1)",
  "//evil.example",
  "evil.example",
  "https://",
  "null",
  "",
];
/** No app has one of these; the SDK puts them into its paths as they are. */
const MALFORMED_IDS = [
  null,
  "",
  `${APP_ID}, ${APP_ID}`,
  `${APP_ID}/../other`,
  `../${APP_ID}`,
  `${APP_ID}?x=1`,
  `${APP_ID}%2f..`,
  "*",
];
const APP_IDS = [...MALFORMED_IDS, "another-app", `${APP_ID}x`, APP_ID.toUpperCase()];
/** Base44's client checks them for these two words and no more. */
const TOKENS = [
  "",
  "Bearer",
  "bearer token-of-somebody",
  "Basic dXNlcjpwYXNz",
  "token-of-somebody",
  "Bearer two tokens",
  "Bearer token-one, Bearer token-two",
  "Bearer\ttoken",
  "Bearer  token",
];
/** Every one of them is fine. */
const FINE: readonly Headers[] = [
  { "base44-api-url": null },
  { "base44-api-url": "https://base44.app/" },
  { "base44-api-url": "http://127.0.0.1:4400" },
  { "base44-api-url": "http://localhost:4400/" },
  { "base44-api-url": "http://[::1]:4400" },
];

export function headerCases(subject: AccessSubject): AccessCase[] {
  return [
    ...forgedCases(subject, "Base44-Api-Url", API_URLS),
    ...forgedCases(subject, "Base44-App-Id", APP_IDS),
    ...forgedCases(subject, "Base44-App-Id", MALFORMED_IDS, { own: undefined }),
    ...forgedCases(subject, "Authorization", TOKENS, { unknown: "invalid_request" }),
    ...forgedCases(subject, "Base44-Service-Authorization", TOKENS),
    ...FINE.flatMap((headers) =>
      [USER_PERSON, ADMIN].map((person) =>
        ruled(subject, {
          person,
          row: "Base44's headers as they may be",
          variant: `${person.who}: ${JSON.stringify(headers)}`,
          visit: { headers, secrets: { ...subject.within, BASE44_APP_ID: APP_ID } },
        })
      )
    ),
  ];
}

/** Sent beside an admin's token; the first ones by others as well. */
function forgedCases(
  subject: AccessSubject,
  header: string,
  values: readonly (string | null)[],
  options: { own?: string | undefined; unknown?: Verdict } = {},
): AccessCase[] {
  const { own, unknown = "sign_in_required" } = { own: APP_ID, ...options };
  const secrets = { ...subject.within, ...(own && { BASE44_APP_ID: own }) };
  return values.flatMap((value, index) =>
    (index < 3 ? [NOBODY, USER_PERSON, ADMIN] : [ADMIN]).map((person) =>
      fixed(
        subject,
        {
          person,
          row: `forged header ${header}${own ? "" : ", the app's own ID unknown"}`,
          variant: `${person.who}: ${JSON.stringify(value)}`,
          visit: { headers: { [header]: value }, secrets },
        },
        person === NOBODY ? unknown : "invalid_request",
        "nothing",
      )
    )
  );
}
