/**
 * The form library's inputs, in the gallery's own style.
 *
 * @module
 */
import {
  ariaDescribedByIds,
  enumOptionsIndexForValue,
  enumOptionsValueForIndex,
  type WidgetProps,
} from "@rjsf/utils";
import { type ChangeEvent, useState } from "react";
import { Input, NativeSelect, Textarea } from "../components/ui/input.tsx";

type Change = ChangeEvent<HTMLInputElement | HTMLTextAreaElement>;

function textProps({ id, value, required, disabled, onChange }: WidgetProps) {
  return {
    id,
    value: value ?? "",
    disabled,
    "aria-required": required,
    "aria-describedby": ariaDescribedByIds(id),
    onChange: ({ target }: Change) => onChange(target.value === "" ? undefined : target.value),
  };
}

function TextWidget(props: WidgetProps) {
  return <Input {...textProps(props)} placeholder={defaultOf(props)} autoComplete="off" />;
}

function NumberWidget(props: WidgetProps) {
  return <Input {...textProps(props)} type="number" step="any" placeholder={defaultOf(props)} />;
}

function TextareaWidget(props: WidgetProps) {
  return <Textarea {...textProps(props)} rows={3} placeholder={defaultOf(props)} />;
}

/** Nothing chosen means that the field is not sent. */
function SelectWidget(props: WidgetProps) {
  const { id, label, value, options: { enumOptions }, required, disabled, onChange } = props;
  const isChoiceOfForm = id.endsWith("of_select");
  const index = enumOptionsIndexForValue(value, enumOptions);
  return (
    <NativeSelect
      id={id}
      value={value === undefined ? "" : String(index ?? "")}
      disabled={disabled}
      aria-label={isChoiceOfForm ? `Form of ${label}` : undefined}
      aria-required={required}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={({ target }) => onChange(enumOptionsValueForIndex(target.value, enumOptions, undefined))}
    >
      <option value="">{defaultOf(props) ?? "–"}</option>
      {enumOptions?.map(({ label }, position) => <option key={label} value={position}>{label}</option>)}
    </NativeSelect>
  );
}

/** Three states, since absent is not the same as false. */
function BooleanWidget(props: WidgetProps) {
  const { id, value, required, onChange } = props;
  return (
    <NativeSelect
      id={id}
      value={value === undefined ? "" : String(value)}
      aria-required={required}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={({ target }) => onChange(target.value === "" ? undefined : target.value === "true")}
    >
      <option value="">{defaultOf(props) ?? "–"}</option>
      <option value="true">true</option>
      <option value="false">false</option>
    </NativeSelect>
  );
}

function FileWidget({ id, value, required, onChange }: WidgetProps) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Input
        id={id}
        type="file"
        aria-required={required}
        aria-describedby={ariaDescribedByIds(id)}
        className="h-auto w-auto flex-1 py-1.5"
        onChange={({ target }) => onChange(target.files?.[0])}
      />
      {value instanceof File && (
        <span className="text-xs text-muted-foreground">
          {value.name}, {value.size.toLocaleString("en-US")} bytes
        </span>
      )}
    </div>
  );
}

function JsonWidget({ id, value, required, onChange }: WidgetProps) {
  const [text, setText] = useState(() => value === undefined ? "" : JSON.stringify(value, null, 2));
  return (
    <Textarea
      id={id}
      rows={4}
      value={text}
      spellCheck={false}
      aria-required={required}
      aria-describedby={ariaDescribedByIds(id)}
      placeholder="JSON"
      className="font-mono text-xs"
      onChange={({ target }) => {
        setText(target.value);
        target.setCustomValidity("");
        try {
          onChange(target.value.trim() === "" ? undefined : JSON.parse(target.value));
        } catch {
          target.setCustomValidity("Expected JSON");
        }
      }}
    />
  );
}

/** A default is what the function takes, so nothing is sent for it. */
function defaultOf({ schema }: WidgetProps): string | undefined {
  return schema.default === undefined ? undefined : `${JSON.stringify(schema.default)} by default`;
}

export const WIDGETS = {
  TextWidget,
  NumberWidget,
  UpDownWidget: NumberWidget,
  TextareaWidget,
  SelectWidget,
  CheckboxWidget: BooleanWidget,
  file: FileWidget,
  json: JsonWidget,
};
