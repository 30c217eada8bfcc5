/**
 * Access: what every caller may do with every function, in process with everything around it virtual, and
 * through the sandbox over HTTP. `ACCESS_TURNS=1` runs every case of the former for every function.
 *
 * @module
 */
import { loadCollection } from "../../sandbox/collection.ts";
import { mapConcurrent } from "../../shared/runtime/concurrency.ts";
import { checkAccess, problemsOf } from "../../tests/functions/access/check.ts";
import { startAccessSandbox } from "../../tests/sandbox/access/run.ts";
import { functionNames, loadFunction } from "../../tests/support/functions.ts";
import type { Part, Table } from "../part.ts";
import { Rows } from "./rows.ts";

/** Functions that the sandbox runs side by side. */
const SIDE_BY_SIDE = 3;
/** In so many functions one has each of a row's cases, but the first of them all have. */
const TURNS = Number(process.env.ACCESS_TURNS ?? 4);
const MOST_PROBLEMS = 40;

interface Searched {
  places: number;
  characters: number;
}

interface Finding {
  calls: number;
  table: Table;
  problems: string[];
  searched: Searched;
}

export async function run(): Promise<Part> {
  const [direct, sandboxed] = await Promise.all([checkDirectly(), checkThroughSandbox()]);
  const problems = [...direct.problems, ...sandboxed.problems];
  const places = direct.searched.places + sandboxed.searched.places;
  const characters = direct.searched.characters + sandboxed.searched.characters;
  return {
    notes: [
      `${direct.calls} calls of ${functionNames().length} functions in process, and ${sandboxed.calls} ` +
      "through the sandbox (HTTP with any header, functions in workerd). What each caller may do is " +
      "derived from the function's definition by rules that are written down apart from the runtime " +
      "(tests/functions/access/rules.ts). An allowed call has to send what its example records, and " +
      "nothing else; where no example has its input, it has to be let in. A refused one has to have the " +
      "code, the status and the outcome that the rules say, and to send nothing. " +
      (TURNS > 1
        ? "Every function has every row that applies to it; the cases of a row take turns over " +
          `${TURNS} functions (\`ACCESS_TURNS=1 npm run proof -- access\` runs all for each).`
        : "Every function has every case of every row that applies to it."),
      "Tokens of callers, of the app and of providers, keys and strangers' texts were looked for in " +
      `${places} answers, headers, log lines, call records and provider requests ` +
      `(${Math.round(characters / 1e6)} million characters): ` +
      `${problems.filter((line) => / is in (the|a) /.test(line)).length} found.`,
      "Any https address is accepted in Base44-Api-Url, as the design says: on Base44 the platform sets " +
      "that header, and the sandbox, like the platform, lets none of a caller's through.",
    ],
    tables: [direct.table, sandboxed.table],
    aims: [],
    problems: problems.length > MOST_PROBLEMS
      ? [...problems.slice(0, MOST_PROBLEMS), `... and ${problems.length - MOST_PROBLEMS} more`]
      : problems,
  };
}

async function checkDirectly(): Promise<Finding> {
  const rows = new Rows();
  const problems: string[] = [];
  const searched = { places: 0, characters: 0 };
  let calls = 0;
  for (const [turn, name] of functionNames().entries()) {
    const { handler, examples } = await loadFunction(name);
    const checked = await checkAccess(handler, examples, { of: TURNS, turn });
    for (const { one, outcome } of checked) {
      const isAsSaid = outcome.problems.length === 0;
      const { isAllowed, providerRequests, questions } = outcome;
      rows.add(one.row, { name, isAllowed, isAsSaid, providerRequests, questions });
      searched.places += outcome.searched.places;
      searched.characters += outcome.searched.characters;
    }
    calls += checked.length;
    problems.push(...problemsOf(checked).map((line) => `${name}: ${line}`));
  }
  return { calls, problems, searched, table: rows.table("In process", "Base44 asked without credentials") };
}

async function checkThroughSandbox(): Promise<Finding> {
  const functions = await loadCollection();
  const sandbox = await startAccessSandbox(functions);
  try {
    const rows = new Rows();
    const problems: string[] = [];
    const searched = { places: 0, characters: 0 };
    let calls = 0;
    await mapConcurrent([...functions.values()], SIDE_BY_SIDE, async (called) => {
      for (const tried of await sandbox.tryAll(called)) {
        const isAllowed = tried.attempt.verdict === "allowed";
        rows.add(tried.attempt.row, {
          name: called.name,
          isAllowed,
          isAsSaid: tried.problems.length === 0,
          providerRequests: isAllowed ? 0 : tried.providerRequests,
        });
        problems.push(...tried.problems.map((line) => `${called.name}: ${tried.attempt.row}: ${line}`));
        searched.places += tried.places;
        searched.characters += tried.characters;
        calls++;
      }
    });
    if (sandbox.hits() > 0) {
      problems.push(`${sandbox.hits()} connections to the address in a forged Base44-Api-Url`);
    }
    return { calls, problems, searched, table: rows.table("Through the sandbox") };
  } finally {
    await sandbox.close();
  }
}
