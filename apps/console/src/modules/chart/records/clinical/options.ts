import type { Option } from "../../../../records/record/field-view.ts";

/** Select options in the order of the labels. `none` adds a first one for null. */
export const optionsOf = (labels: Readonly<Record<string, string>>, none?: string): Option[] => [
  ...(none === undefined ? [] : [{ value: "", label: none }]),
  ...Object.entries(labels).map(([value, label]) => ({ value, label })),
];

export const chosenIn = <Value extends string>(
  labels: Readonly<Record<Value, string>>,
  text: string | undefined,
): Value | null => {
  const isValue = (value: string): value is Value => Object.hasOwn(labels, value);
  return text !== undefined && isValue(text) ? text : null;
};

export const labelIn = <Value extends string>(
  labels: Readonly<Record<Value, string>>,
  value: Value | null | undefined,
): string | null => (value === null || value === undefined ? null : labels[value]);

/** The label of the form's value. Empty if there is none. */
export const chosenLabel = <Value extends string>(
  labels: Readonly<Record<Value, string>>,
  text: string | undefined,
): string => labelIn(labels, chosenIn(labels, text)) ?? "";
