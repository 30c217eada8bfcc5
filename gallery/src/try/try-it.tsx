/**
 * Calls the function in the sandbox, as a front end would.
 *
 * @module
 */
import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { Play } from "lucide-react";
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  use,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { CodeBlock } from "../components/code-block.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card } from "../components/ui/card.tsx";
import { NativeSelect, Textarea } from "../components/ui/input.tsx";
import type { FunctionDetail, GalleryExample } from "../data/types.ts";
import { toFormSchema } from "./form-schema.ts";
import { ResultPanel } from "./result.tsx";
import { type Caller, findSandbox, type Result, runFunction, type Sandbox } from "./sandbox.ts";
import { type FormContext, TEMPLATES } from "./templates.tsx";
import { WIDGETS } from "./widgets.tsx";

const sandbox = findSandbox();

export default function TryIt({ detail }: { detail: FunctionDetail }) {
  const found = use(sandbox);
  return found ? <Console sandbox={found} detail={detail} /> : <HowToStart />;
}

function HowToStart() {
  return (
    <div className="space-y-3">
      <p className="max-w-3xl text-sm text-muted-foreground">
        The sandbox runs every function on your machine, without any account. Start it in the repository, and
        open the address that it prints:
      </p>
      <CodeBlock title="Start the sandbox" language="shell" text="npm start" />
    </div>
  );
}

/** What fills the form: an example, or its twin for the emulator. */
interface Preset {
  id: string;
  label: string;
  example: GalleryExample;
  input: Record<string, unknown>;
  /** Whether the example's own recording answers. */
  isPlayed: boolean;
}

type Input = Record<string, unknown>;

function Console({ sandbox, detail }: { sandbox: Sandbox; detail: FunctionDetail }) {
  const presets = useMemo(() => presetsOf(detail.examples), [detail]);
  const [chosen, setChosen] = useState(0);
  const preset = presets[chosen];
  const [caller, setCaller] = useState<Caller>(preset?.example.caller ?? "admin");
  const [input, setInput] = useState<Input>(preset?.input ?? {});
  const [isText, setText] = useState(false);
  const [result, setResult] = useState<Result>();
  const [isRunning, setRunning] = useState(false);
  const form = useRef<HTMLDivElement>(null);

  function choose(index: number): void {
    setChosen(index);
    setInput(presets[index]?.input ?? {});
    setCaller(presets[index]?.example.caller ?? "admin");
  }

  async function run(): Promise<void> {
    const wrong = form.current?.querySelector<HTMLTextAreaElement>("textarea:invalid");
    if (wrong) {
      wrong.reportValidity();
      return;
    }
    setRunning(true);
    const example = preset?.isPlayed ? preset.example.case : undefined;
    setResult(
      await runFunction(sandbox, { name: detail.name, input: withoutAbsent(input), caller, example }),
    );
    setRunning(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void run();
  }

  return (
    <Card className="lg:grid lg:grid-cols-2" onKeyDown={onKeyDown}>
      <div className="min-w-0 space-y-5 p-5">
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_9rem]">
          <Choice label="Example" value={String(chosen)} onChange={(value) => choose(Number(value))}>
            {presets.map(({ id, label }, index) => <option key={id} value={index}>{label}</option>)}
          </Choice>
          <Choice label="Caller" value={caller} onChange={(value) => setCaller(value as Caller)}>
            <option value="admin">Admin</option>
            <option value="user">User</option>
            <option value="anonymous">Nobody</option>
          </Choice>
        </div>
        <div className="flex items-center justify-between">
          <h3 className="text-sm font-medium">Input</h3>
          <Button variant="ghost" size="sm" onClick={() => setText(!isText)} aria-pressed={isText}>
            {isText ? "Edit as a form" : "Edit as JSON"}
          </Button>
        </div>
        <div ref={form}>
          {isText ? <JsonInput key={chosen} input={input} onChange={setInput} /> : (
            <InputForm
              key={chosen}
              detail={detail}
              filled={Object.keys(preset?.input ?? {})}
              input={input}
              onChange={setInput}
              onSubmit={run}
            />
          )}
        </div>
        <Button onClick={run} disabled={isRunning} className="w-full sm:w-auto">
          <Play aria-hidden />
          {isRunning ? "Running" : "Run"}
          <kbd aria-hidden className="ml-1 hidden font-sans text-xs font-normal sm:inline">Ctrl Enter</kbd>
        </Button>
      </div>
      <div
        role="region"
        aria-label="Result"
        aria-live="polite"
        className="min-w-0 border-t border-border p-5 lg:border-t-0 lg:border-l"
      >
        <div className="lg:sticky lg:top-24">
          {result ? <ResultPanel result={result} /> : <Waiting preset={preset} />}
        </div>
      </div>
    </Card>
  );
}

function Waiting({ preset }: { preset: Preset | undefined }) {
  return (
    <div className="flex min-h-56 flex-col items-center justify-center gap-1 text-center text-sm text-muted-foreground">
      <p>The answer, the provider request and the time come here.</p>
      {preset?.isPlayed && <p>The example’s recording answers in the provider’s place.</p>}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange(value: string): void;
  children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className="min-w-0 space-y-1.5">
      <label htmlFor={id} className="block text-sm font-medium">{label}</label>
      <NativeSelect id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </NativeSelect>
    </div>
  );
}

interface InputFormProps extends FormContext {
  detail: FunctionDetail;
  input: Input;
  onChange(input: Input): void;
  onSubmit(): void;
}

function InputForm({ detail, filled, input, onChange, onSubmit }: InputFormProps) {
  const { inputSchema, input: fields } = detail;
  const { schema, uiSchema } = useMemo(() => toFormSchema(inputSchema), [inputSchema]);
  if (fields.length === 0) {
    return <p className="text-sm text-muted-foreground">The function takes no input.</p>;
  }
  return (
    <Form
      schema={schema}
      uiSchema={{ ...uiSchema, "ui:submitButtonOptions": { norender: true } }}
      formData={input}
      formContext={{ filled }}
      validator={validator}
      templates={TEMPLATES}
      widgets={WIDGETS}
      noValidate
      noHtml5Validate
      experimental_defaultFormStateBehavior={{
        emptyObjectFields: "skipDefaults",
        arrayMinItems: { populate: "never" },
        constAsDefaults: "never",
      }}
      onChange={({ formData }) => onChange(formData as Input)}
      onSubmit={(_, event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    />
  );
}

function JsonInput({ input, onChange }: { input: Input; onChange(input: Input): void }) {
  const [text, setText] = useState(() => JSON.stringify(input, null, 2));
  return (
    <Textarea
      aria-label="Input as JSON"
      rows={14}
      spellCheck={false}
      className="font-mono text-xs"
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        const parsed = parseObject(target.value);
        target.setCustomValidity(parsed ? "" : "Expected a JSON object");
        if (parsed) onChange({ ...filesOf(input), ...parsed });
      }}
    />
  );
}

function presetsOf(examples: readonly GalleryExample[]): Preset[] {
  return examples.flatMap((example) => {
    const files = Object.fromEntries(
      Object.entries(example.files ?? {}).map(([field, file]) => [field, toFile(file)]),
    );
    const played: Preset = {
      id: example.case,
      label: example.title,
      example,
      input: { ...example.input, ...files },
      isPlayed: true,
    };
    if (!example.sandboxInput) return [played];
    const emulated: Preset = {
      id: `${example.case}, emulated`,
      label: `${example.title}, by the emulator`,
      example,
      input: { ...example.sandboxInput, ...files },
      isPlayed: false,
    };
    return [emulated, played];
  });
}

function toFile({ name, type, text, base64 }: NonNullable<GalleryExample["files"]>[string]): File {
  const bytes = Uint8Array.from(atob(base64 ?? ""), (letter) => letter.charCodeAt(0));
  return new File([text ?? bytes], name, { type });
}

/** JSON cannot hold files, so these stay as they are. */
function filesOf(input: Input): Input {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value instanceof File));
}

/** The SDK sends the word "undefined" for an absent value beside a file. */
function withoutAbsent(input: Input): Input {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function parseObject(text: string): Input | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value as Input : undefined;
  } catch {
    return undefined;
  }
}
