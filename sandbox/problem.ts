/**
 * What the commands tell about a mistake of the person at the keyboard: one line, no stack.
 *
 * @module
 */

export class Problem extends Error {}

/** Runs a command, which may answer an exit code; the code is 2 where it cannot do what it was asked. */
export async function runCommand(command: () => Promise<number | void>): Promise<void> {
  try {
    const exitCode = await command();
    if (typeof exitCode === "number") process.exitCode = exitCode;
  } catch (error) {
    if (!(error instanceof Problem) && !isArgumentError(error)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

/** `util.parseArgs` refuses unknown flags and missing values. */
function isArgumentError(error: unknown): error is Error {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

/** A port given on the command line. */
export function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Problem(`Expected --port to be a number up to 65535: it is "${text}"`);
}
