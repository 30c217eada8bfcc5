/** @module */
import { Code, Prose } from "../components/prose.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../components/ui/table.tsx";
import type { FunctionDetail } from "../data/types.ts";

export function ErrorsTable({ detail: { errors } }: { detail: FunctionDetail }) {
  return (
    <div className="space-y-4">
      <p className="max-w-3xl text-sm text-muted-foreground text-pretty">
        Every failure has <Code>error</Code> (words for people), <Code>code</Code>, <Code>retryable</Code> and
        {" "}
        <Code>outcome</Code>. Decide by the code, and repeat only where <Code>retryable</Code> is true.
      </p>
      <Table label="Errors to expect">
        <TableHeader>
          <TableRow>
            <TableHead>Code</TableHead>
            <TableHead>Status</TableHead>
            <TableHead>When</TableHead>
            <TableHead>What to do</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {errors.map(({ code, status, when, whatToDo }) => (
            <TableRow key={`${code} ${when}`}>
              <TableCell className="min-w-44">
                <Prose text={code} />
              </TableCell>
              <TableCell className="text-muted-foreground tabular-nums">{status}</TableCell>
              <TableCell className="min-w-52">
                <Prose text={when} />
              </TableCell>
              <TableCell className="min-w-52">
                <Prose text={whatToDo} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
