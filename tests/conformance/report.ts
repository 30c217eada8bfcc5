/**
 * What a check finds, and how the findings are told.
 *
 * @module
 */

/** Something that the contract does not allow. */
export interface Problem {
  /** Where in the request or the answer: `/query/limit`, `/headers/Range`, `/body/channel`. */
  pointer: string;
  message: string;
}

export interface Violation extends Problem {
  /** From 0, groups opened. */
  exchange: number;
  side: "request" | "response";
}

export interface Check {
  violations: Violation[];
  exchanges: number;
  /** Requests to declared hosts that are outside every contract. */
  exempt: number;
  /** Error answers that the contract does not describe. */
  undescribed: number;
  /** Members of answers that the contract does not name: allowed, but worth a look. */
  notes: Violation[];
}

export interface ExampleCheck extends Check {
  connector: string;
  functionName: string;
  case: string;
}

export function serviceLines(checks: readonly ExampleCheck[]): string[] {
  const connectors = [...new Set(checks.map((check) => check.connector))].sort();
  const width = Math.max(0, ...connectors.map((connector) => connector.length));
  return connectors.map((connector) => {
    const own = checks.filter((check) => check.connector === connector);
    const counts = [
      count(new Set(own.map((check) => check.functionName)).size, "function"),
      count(own.length, "example"),
      count(sum(own, (check) => check.exchanges), "exchange"),
      count(sum(own, (check) => check.violations.length), "violation"),
    ];
    const exempt = sum(own, (check) => check.exempt);
    const undescribed = sum(own, (check) => check.undescribed);
    if (exempt) counts.push(`${count(exempt, "request")} outside the contract`);
    const notes = sum(own, (check) => check.notes.length);
    if (undescribed) counts.push(`${count(undescribed, "error answer")} not described`);
    if (notes) counts.push(`${count(notes, "note")}`);
    return `${connector.padEnd(width)}  ${counts.join(", ")}`;
  });
}

/** `kind` chooses what is told. */
export function findingLines(checks: readonly ExampleCheck[], kind: "violations" | "notes"): string[] {
  return checks.flatMap((check) =>
    check[kind].map(({ exchange, side, pointer, message }) =>
      `examples/${check.functionName}/${check.case}.json exchange ${exchange} ${side} ${
        pointer || "/"
      }: ${message}`
    )
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function sum(checks: readonly ExampleCheck[], value: (check: ExampleCheck) => number): number {
  return checks.reduce((total, check) => total + value(check), 0);
}
