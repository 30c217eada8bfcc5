/**
 * The form library's layout, in the gallery's own style.
 *
 * @module
 */
import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  DescriptionFieldProps,
  FieldTemplateProps,
  MultiSchemaFieldTemplateProps,
  ObjectFieldTemplateProps,
} from "@rjsf/utils";
import { Plus, Trash2 } from "lucide-react";
import { Prose } from "../components/prose.tsx";
import { Button } from "../components/ui/button.tsx";

export interface FormContext {
  /** Names of the fields that the form starts with. */
  filled: readonly string[];
}

function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, required, schema, rawDescription, children, hidden, fieldPathId } = props;
  if (hidden) return <div className="hidden">{children}</div>;
  const isRoot = fieldPathId.path.length === 0;
  const isItem = typeof fieldPathId.path.at(-1) === "number";
  if (isRoot || schema.type === "object" || schema.type === "array") return <>{children}</>;
  return (
    <div className="space-y-1.5">
      <Label id={id} text={label} isRequired={required ?? false} isHidden={isItem} />
      {children}
      {rawDescription && !isItem && <Description id={id} text={rawDescription} />}
    </div>
  );
}

interface LabelProps {
  id: string;
  text: string;
  isRequired: boolean;
  isHidden: boolean;
}

function Label({ id, text, isRequired, isHidden }: LabelProps) {
  return (
    <label
      htmlFor={id}
      className={isHidden ? "sr-only" : "flex items-baseline gap-2 font-mono text-[0.8125rem] font-medium"}
    >
      {text}
      {isRequired && " "}
      {isRequired && <span className="font-sans text-xs font-normal text-primary">required</span>}
    </label>
  );
}

function Description({ id, text }: { id: string; text: string }) {
  return (
    <p id={`${id}__description`} className="text-xs text-muted-foreground text-pretty">
      <Prose text={text} />
    </p>
  );
}

function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { title, description, properties, required, fieldPathId, schema } = props;
  if (schema.anyOf && properties.length === 0) return null;
  if (fieldPathId.path.length === 0) return <RootTemplate {...props} />;
  return (
    <fieldset className="space-y-4 rounded-lg border border-border p-4">
      <Legend title={title} isRequired={required ?? false} />
      {typeof description === "string" && <Description id={fieldPathId.$id} text={description} />}
      {properties.map(({ content }) => content)}
    </fieldset>
  );
}

/** What the form starts with, and what it needs, comes first. */
function RootTemplate({ properties, schema, registry }: ObjectFieldTemplateProps) {
  const { filled }: FormContext = registry.formContext;
  const isShown = (name: string) => filled.includes(name) || schema.required?.includes(name);
  const shown = properties.filter(({ name }) => isShown(name));
  const rest = properties.filter(({ name }) => !isShown(name));
  return (
    <div className="space-y-5">
      {shown.map(({ content }) => content)}
      {rest.length > 0 && (
        <details className="group rounded-lg border border-border" open={shown.length === 0}>
          <summary className="rounded-lg px-4 py-2.5 text-sm text-muted-foreground hover:text-foreground">
            {rest.length === 1 ? "1 more field" : `${rest.length} more fields`}
          </summary>
          <div className="space-y-5 px-4 pt-1 pb-4">
            {rest.map(({ content }) =>
              content
            )}
          </div>
        </details>
      )}
    </div>
  );
}

function Legend({ title, isRequired }: { title: string; isRequired: boolean }) {
  return (
    <legend className="-ml-1 px-1 font-mono text-[0.8125rem] font-medium">
      {title}
      {isRequired && " "}
      {isRequired && <span className="ml-2 font-sans text-xs font-normal text-primary">required</span>}
    </legend>
  );
}

function ArrayFieldTemplate(
  { title, schema, items, canAdd, onAddClick, required, fieldPathId }: ArrayFieldTemplateProps,
) {
  return (
    <fieldset className="space-y-2">
      <Legend title={title} isRequired={required ?? false} />
      {schema.description && <Description id={fieldPathId.$id} text={schema.description} />}
      {items}
      {canAdd && (
        <Button variant="outline" size="sm" onClick={onAddClick} aria-label={`Add to ${title}`}>
          <Plus aria-hidden />
          Add
        </Button>
      )}
    </fieldset>
  );
}

function ArrayFieldItemTemplate({ children, buttonsProps, index }: ArrayFieldItemTemplateProps) {
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">{children}</div>
      {buttonsProps.hasRemove && (
        <Button
          variant="ghost"
          size="icon"
          onClick={buttonsProps.onRemoveItem}
          aria-label={`Remove item ${index + 1}`}
        >
          <Trash2 aria-hidden />
        </Button>
      )}
    </div>
  );
}

function MultiSchemaFieldTemplate({ selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  return (
    <div className="space-y-2">
      {selector}
      {optionSchemaField}
    </div>
  );
}

function DescriptionFieldTemplate({ id, description }: DescriptionFieldProps) {
  return typeof description === "string" ? <Description id={id} text={description} /> : null;
}

export const TEMPLATES = {
  FieldTemplate,
  ObjectFieldTemplate,
  ArrayFieldTemplate,
  ArrayFieldItemTemplate,
  MultiSchemaFieldTemplate,
  DescriptionFieldTemplate,
};
