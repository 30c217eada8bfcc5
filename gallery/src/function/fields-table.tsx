/** @module */
import { Code, Prose } from "../components/prose.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../components/ui/table.tsx";
import type { Field } from "../data/types.ts";

interface FieldsTableProps {
  fields: readonly Field[];
  label: string;
  isInput?: boolean;
}

export function FieldsTable({ fields, label, isInput = false }: FieldsTableProps) {
  if (fields.length === 0) return <p className="text-muted-foreground">None.</p>;
  return (
    <Table label={label}>
      <TableHeader>
        <TableRow>
          <TableHead>Field</TableHead>
          <TableHead>Type</TableHead>
          <TableHead>Meaning</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {fields.map((field) => (
          <TableRow key={field.name}>
            <TableCell className="whitespace-nowrap">
              <span className="font-mono text-[0.8125rem] font-medium">{field.name}</span>
              {isInput && field.required && field.default === undefined && (
                <span className="block text-xs text-primary">required</span>
              )}
            </TableCell>
            <TableCell className="max-w-56 min-w-36 break-words text-muted-foreground">
              {field.type}
              {field.default !== undefined && (
                <span className="block text-xs">
                  default <Code>{JSON.stringify(field.default)}</Code>
                </span>
              )}
            </TableCell>
            <TableCell className="min-w-56">
              <Prose text={field.description} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
