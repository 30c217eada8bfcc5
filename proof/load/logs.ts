/**
 * What the functions logged: one line per call, without tokens and without what was sent.
 *
 * @module
 */
import { CALLER_TOKENS } from "../../sandbox/callers.ts";
import { ATTEMPT_TIMEOUT } from "./check.ts";
import { findCallId, JOBS, PRIVATE_WORDS } from "./jobs.ts";
import type { Load } from "./load.ts";

const SENDS = new Set(JOBS.filter(({ kind }) => kind === "send").map((job) => job.function));
/** How the sandbox's service tokens begin. */
const SERVICE_TOKEN = "sandbox-service-";

interface LogLine {
  function: string;
  attempts: number;
}

export function checkLogs({ lines, results, ledger }: Load): string[] {
  const texts = lines.filter((line) => line.startsWith('{"function":'));
  const logged = texts.map((line) => JSON.parse(line) as LogLine);
  const attempts = logged.filter((line) => SENDS.has(line.function))
    .reduce((sum, line) => sum + line.attempts, 0);
  const sends = results.filter(({ job }) => job.kind === "send");
  const requests = sends.reduce((sum, { id }) => sum + (ledger.entries.get(id)?.treatments.length ?? 0), 0);
  // On a busy machine, an attempt may be given up before its request has left.
  const givenUp = sends.filter(({ ms }) => ms >= ATTEMPT_TIMEOUT).length;
  const secrets = [...ledger.tokens].map((token) => token.replace(/^Bearer /, ""));
  const tokens = [...secrets, SERVICE_TOKEN, CALLER_TOKENS.admin];
  const answers = results.map(({ answer }) => JSON.stringify(answer?.data ?? null));

  const claims: [boolean, string][] = [
    [logged.length === results.length, `${results.length} calls made ${logged.length} log lines`],
    [
      requests <= attempts && attempts <= requests + givenUp,
      `Sends made ${attempts} attempts, and the provider saw ${requests}`,
    ],
    [secrets.length > 0 && secrets.every(Boolean), "Requests came without a token"],
    [!contains(lines, tokens), "A line of the sandbox holds a token"],
    [!contains(lines, [PRIVATE_WORDS]), "A line of the sandbox holds a message"],
    [!texts.some((line) => findCallId(line)), "A function logged a subject or a title"],
    [!contains(answers, tokens), "An answer holds a token"],
  ];
  return claims.flatMap(([holds, problem]) => holds ? [] : [problem]);
}

function contains(texts: readonly string[], words: readonly string[]): boolean {
  return texts.some((text) => words.some((word) => text.includes(word)));
}
