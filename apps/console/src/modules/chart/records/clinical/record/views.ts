import type { Condition } from "@caretype/client";
import { shownAs, typedPartialDate } from "../../../../../kit/form/typed-date.ts";
import type { CodedField } from "../../../../../records/record/field-view.ts";
import { formatPartialDate } from "../../../../../words/format/format.ts";
import { codedTextOf, readCodedText, shownCodedText, writeCodedText } from "../../codes/coded-text.ts";
import { chosenIn, chosenLabel, labelIn, optionsOf } from "../options.ts";
import { texts as recordListTexts } from "../texts.en.ts";

// Field views shared by many kinds of records. The form holds strings by field name.

type Held<Name extends string> = { [Field in Name]?: string };
type Concept = Condition["code"];

export const concept = <Name extends string>(name: Name, label: string, field: CodedField | null) => ({
  label,
  show: (record: { [Field in Name]?: Concept | null }) => record[name]?.text ?? null,
  value: (record: { [Field in Name]: Concept | null }) => writeCodedText(codedTextOf(record[name])),
  send: (values: Held<Name>) => readCodedText(values[name]),
  entered: (values: Held<Name>) => shownCodedText(values[name]),
  input: { as: "concept" as const, field },
});

/** An optional concept. */
export const optionalConcept = <Name extends string>(name: Name, label: string) => ({
  ...concept(name, label, null),
  send: (values: Held<Name>) => {
    const entered = readCodedText(values[name]);
    return entered.text.trim() === "" ? null : entered;
  },
});

/** A year, a month or a day. */
export const date = <Name extends string>(name: Name, label: string) => ({
  label,
  show: ({ [name]: day }: { [Field in Name]?: string | null }) => (day ? formatPartialDate(day) : null),
  send: (values: Held<Name>) => values[name]?.trim() || null,
  entered: (values: Held<Name>) => shownAs(values[name] ?? "", typedPartialDate),
  input: { as: "date", description: recordListTexts.partialDate } as const,
});

export const choice = <Name extends string, Value extends string>(
  name: Name,
  label: string,
  labels: Readonly<Record<Value, string>>,
) => ({
  label,
  show: (record: { [Field in Name]?: Value | null }) => labelIn(labels, record[name]),
  send: (values: Held<Name>) => chosenIn(labels, values[name]) ?? undefined,
  entered: (values: Held<Name>) => chosenLabel(labels, values[name]),
  input: { as: "select" as const, options: optionsOf(labels) },
});

/** An optional choice. */
export const optionalChoice = <Name extends string, Value extends string>(
  name: Name,
  label: string,
  labels: Readonly<Record<Value, string>>,
) => ({
  ...choice(name, label, labels),
  send: (values: Held<Name>) => chosenIn(labels, values[name]),
  input: { as: "select" as const, options: optionsOf(labels, recordListTexts.notSaid) },
});

export const line = <Name extends string>(name: Name, label: string) => ({
  label,
  show: (record: { [Field in Name]?: string | null }) => record[name] ?? null,
  input: { as: "line" } as const,
});

export const text = <Name extends string>(name: Name, label: string) => ({
  ...line(name, label),
  input: { as: "text", minRows: 2, maxRows: 8 } as const,
  isLong: true,
});
