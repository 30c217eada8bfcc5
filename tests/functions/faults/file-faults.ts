/**
 * A `File`, as the SDK sends it: in multipart beside stringified fields.
 *
 * @module
 */
import { type Example, exchangesOf } from "../../../sandbox/example.ts";
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import type * as z from "../../../shared/runtime/zod.ts";
import { inputOf } from "../../support/replay.ts";
import { type Fault, joined, verdict } from "./fault.ts";
import { answering, inputProblems, sentProblems } from "./input-verdict.ts";
import { different } from "./verdict.ts";

const OTHER_SOURCES = ["text", "base64", "fileUrl", "fileUri", "name", "mimeType", "size"];

const FILES = [
  new File(["id,total\n42,19.90\n"], "report.csv", { type: "text/csv" }),
  new File([], "empty.txt", { type: "text/plain" }),
  new File(["x"], "no type"),
  new File(["x"], '..\\/"; filename="a\r\nX: y".שלום😀', { type: "text/html" }),
];

export function fileFaults(spec: FunctionSpec, examples: readonly Example[]): Fault[] {
  const [example] = examples;
  if (!example) return [];
  const { shape } = spec.input;
  const fields = Object.entries(shape).filter(([, schema]) => takesFile(schema)).map(([name]) => name);
  if (fields.length === 0) return [unwanted(example)];

  const exchanges = examples.flatMap(exchangesOf);
  return fields.map((field) => ({
    name: "file",
    at: field,
    async run(rehearse) {
      const verdicts = FILES.map(async (file) => {
        const input = { ...withoutContent(example), [field]: file };
        const run = await rehearse(example, { input, world: { provider: answering(exchanges) } });
        const ordinary = file === FILES[0] ? different("status", run.status, 200) : [];
        const named = (problem: string) => `${problem}, for ${file.name}`;
        const differs = [...inputProblems(run, exchanges, spec), ...ordinary];
        return { wrong: run.problems.map(named), differs: differs.map(named) };
      });
      return joined(await Promise.all(verdicts));
    },
  }));
}

function unwanted(example: Example): Fault {
  return {
    name: "file",
    async run(rehearse) {
      const run = await rehearse(example, { input: { ...withoutContent(example), file: FILES[0] } });
      return verdict(run, sentProblems(run), different("code", run.body.code, "unsupported_media_type"));
    },
  };
}

function withoutContent(example: Example): Record<string, unknown> {
  const input = Object.entries(inputOf(example) as object);
  return Object.fromEntries(input.filter(([name]) => !OTHER_SOURCES.includes(name)));
}

function takesFile(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "file" || (def.type === "optional" && takesFile(def.innerType));
}
