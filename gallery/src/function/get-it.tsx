/**
 * Every way of getting the function into an app, with the exact text of each.
 *
 * @module
 */
import { Suspense, useState } from "react";
import { CodeBlock } from "../components/code-block.tsx";
import { Loading } from "../components/failure.tsx";
import { Code } from "../components/prose.tsx";
import { NativeSelect } from "../components/ui/input.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../components/ui/tabs.tsx";
import { singleFileAddress, useInstalledFile, useSingleFile } from "../data/load.ts";
import type { FunctionDetail } from "../data/types.ts";

const TABS = [
  { value: "command", label: "Command", Content: CommandTab },
  { value: "single", label: "Single file", Content: SingleFileTab },
  { value: "files", label: "Installed files", Content: FilesTab },
  { value: "front-end", label: "Front end", Content: FrontEndTab },
  { value: "workflow", label: "Workflow", Content: WorkflowTab },
  { value: "agent", label: "Agent", Content: AgentTab },
  { value: "prompt", label: "AI assistant", Content: PromptTab },
];

interface TabProps {
  detail: FunctionDetail;
}

export function GetIt({ detail }: TabProps) {
  return (
    <Tabs defaultValue="command">
      <TabsList aria-label="Ways to get the function">
        {TABS.map(({ value, label }) => <TabsTrigger key={value} value={value}>{label}</TabsTrigger>)}
      </TabsList>
      {TABS.map(({ value, Content }) => (
        <TabsContent key={value} value={value} className="space-y-3">
          <Suspense fallback={<Loading />}>
            <Content detail={detail} />
          </Suspense>
        </TabsContent>
      ))}
    </Tabs>
  );
}

function Note({ children }: { children: React.ReactNode }) {
  return <p className="max-w-3xl text-sm text-muted-foreground text-pretty">{children}</p>;
}

function CommandTab({ detail: { name, command } }: TabProps) {
  return (
    <>
      <Note>
        Copies the function and the shared files that it needs into the app’s <Code>base44/</Code> folder.
        {" "}
        {command.includes("--cwd") && "Run it in this repository, with the address of your app."}
      </Note>
      <CodeBlock title="Add the function" language="shell" text={command} wrap />
      <Note>
        Then deploy it alone: a plain <Code>base44 deploy</Code>{" "}
        removes connectors that were made in the dashboard.
      </Note>
      <CodeBlock title="Deploy the function" language="shell" text={`base44 functions deploy ${name}`} wrap />
      <Note>
        Without a terminal’s answers the first command writes nothing, and still exits with 0, where a file in
        the app differs. Commit, then add <Code>--overwrite</Code> to take these files.
      </Note>
    </>
  );
}

function SingleFileTab({ detail: { name, camelCase } }: TabProps) {
  return (
    <>
      <Note>
        For Base44’s editor, and for apps without shared files. Copy it as it is; change only the settings. It
        is <Code>{`functions/${camelCase}.ts`}</Code>{" "}
        in apps whose functions are camelCase files, and then called <Code>{camelCase}</Code>.
      </Note>
      <CodeBlock
        title={`${name}.ts`}
        language="ts"
        text={useSingleFile(name)}
        download={{ address: singleFileAddress(name), name: `${camelCase}.ts` }}
      />
    </>
  );
}

function FilesTab({ detail: { files } }: TabProps) {
  const [path, setPath] = useState(files[0] ?? "");
  return (
    <>
      <Note>
        What the command copies, under the same paths in{" "}
        <Code>base44/</Code>. The entry is yours to edit; leave <Code>shared/</Code> as it is.
      </Note>
      <CodeBlock
        title={path}
        language="ts"
        text={useInstalledFile(path)}
        header={
          <NativeSelect
            aria-label="File"
            value={path}
            onChange={(event) => setPath(event.target.value)}
            className="h-8 max-w-full border-0 bg-transparent pl-0 font-mono text-xs"
          >
            {files.map((file) => <option key={file}>{file}</option>)}
          </NativeSelect>
        }
      />
    </>
  );
}

function FrontEndTab({ detail: { frontEnd } }: TabProps) {
  return (
    <>
      <Note>
        The answer is in <Code>data</Code>. A failure rejects, with its JSON in{" "}
        <Code>failure.response.data</Code>.
      </Note>
      <CodeBlock title="Call from a front end" language="ts" text={frontEnd} />
    </>
  );
}

function WorkflowTab({ detail: { workflow } }: TabProps) {
  return (
    <>
      <Note>A step of a Base44 workflow. What a trigger passes on was written by strangers.</Note>
      <CodeBlock title="Workflow step" language="json" text={workflow} />
    </>
  );
}

function AgentTab({ detail: { agentTool } }: TabProps) {
  return (
    <>
      <Note>A tool of a Base44 agent, which knows a function only by its description.</Note>
      <CodeBlock title="Agent’s tool" language="json" text={agentTool} wrap />
    </>
  );
}

function PromptTab({ detail: { prompt } }: TabProps) {
  return (
    <>
      <Note>Give this to an AI assistant that works on your app.</Note>
      <CodeBlock title="Prompt for an AI assistant" language="text" text={prompt} wrap />
    </>
  );
}
