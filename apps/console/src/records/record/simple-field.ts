import { commonTexts } from "../../words/common/common.ts";
import { formatDate } from "../../words/format/format.ts";
import type { FieldView, Input, Option } from "./field-view.ts";

type SimpleField = {
  kind: "text" | "line" | "integer" | "number" | "date" | "boolean" | "choice";
  label: string;
  isOptional: boolean;
  /** The labels of a choice's values. */
  options?: Readonly<Record<string, string>>;
};

const yesOrNo: Readonly<Record<string, string>> = { true: commonTexts.yes, false: commonTexts.no };

/**
 * The view of a field with a plain value: display, input and sending.
 * @public
 */
export function simpleField<Name extends string>(
  name: Name,
  field: SimpleField,
): FieldView<Record<Name, unknown>, Name> {
  const { kind, label, isOptional } = field;
  const options = kind === "boolean" ? yesOrNo : field.options;
  const show = (text: string) => (kind === "date" ? formatDate(text) : (options?.[text] ?? text));
  return {
    label,
    input: inputOf(field, options),
    isLong: kind === "text",
    show: ({ [name]: value }) => (value === null || value === undefined ? null : show(String(value))),
    send: ({ [name]: typed = "" }) => {
      if (typed.trim() === "" && kind !== "text" && kind !== "line") return isOptional ? null : undefined;
      if (kind === "boolean") return typed === "true";
      return kind === "integer" || kind === "number" ? Number(typed) : typed;
    },
  };
}

function inputOf({ kind, isOptional }: SimpleField, options: SimpleField["options"] = {}): Input {
  const isRequired = !isOptional;
  const offered: Option[] = Object.entries(options).map(([value, label]) => ({ value, label }));
  switch (kind) {
    case "text":
      return { as: "text", minRows: 3, maxRows: 12, isRequired };
    case "line":
      return { as: "line", isRequired };
    case "date":
      return { as: "date", isDay: true, isRequired };
    case "integer":
    case "number":
      return { as: "line", isRequired, isNumber: true };
    case "boolean":
    case "choice":
      return isOptional
        ? { as: "select", options: [{ value: "", label: "" }, ...offered] }
        : { as: "radio", options: offered };
  }
}
