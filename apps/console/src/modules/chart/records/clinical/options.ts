import type { Option } from "../../../../records/record/field-view.ts";

/** The options of a select, in the order of the labels. With `none`, the first one stands for null. */
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

/** The label of what was chosen. Null if nothing was. */
export const labelIn = <Value extends string>(
  labels: Readonly<Record<Value, string>>,
  value: Value | null | undefined,
): string | null => (value === null || value === undefined ? null : labels[value]);

/** The label of what is chosen in a form. Empty if nothing is. */
export const chosenLabel = <Value extends string>(
  labels: Readonly<Record<Value, string>>,
  text: string | undefined,
): string => labelIn(labels, chosenIn(labels, text)) ?? "";
