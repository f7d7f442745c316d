import type { Permission } from "@caretype/api";
import type { RouterOutputs } from "@caretype/client";

/** A field of clinical records that takes a code. */
export type CodedField = RouterOutputs["codes"]["setField"]["field"];

export type Input =
  | {
      as: "line";
      description?: string;
      isRequired?: boolean;
      isNumber?: boolean;
    }
  | { as: "email" }
  /** A year, month or day. `isDay`: only a day. */
  | { as: "date"; description?: string; isDay?: boolean; isRequired?: boolean }
  | { as: "phone" }
  /** Text with any number of lines. */
  | { as: "text"; minRows: number; maxRows: number; description?: string; isRequired?: boolean }
  | { as: "radio"; options: readonly Option[] }
  | { as: "select"; options: readonly Option[] }
  /** Accepts any text. The form can pass other suggestions. */
  | { as: "suggestions"; suggestions?: () => readonly string[]; description: string }
  /** Text or a code. Null: a field without a rule. For clinical records. */
  | { as: "concept"; field: CodedField | null }
  /** The record's form renders it, in its own row. */
  | { as: "own" };

export type Option = { value: string; label: string };

/** A form's values, without fields that the user may not see. */
export type ValuesOf<Name extends string> = Partial<Record<Name, string>>;

/** The definition of a field: label, display, input and import. */
export type FieldView<Value, Name extends string = string> = {
  label: string;
  /** The displayed text; null if nothing is recorded. Versions can be partial. */
  show: (record: Partial<Value>) => string | null;
  /** The text for the current record, if it differs, such as with an age. */
  showNow?: (record: Value) => string | null;
  input: Input;
  /** The input's value, if it is not the plain value. */
  value?: (record: Value) => string;
  /** The value to send, if it is not the plain text. Undefined: not sent. */
  send?: (values: ValuesOf<Name>) => unknown;
  /** The displayed input, if it is not the plain text. */
  entered?: (values: ValuesOf<Name>) => string;
  /** The field that this one belongs to: shown, compared and chosen together. */
  partOf?: Name;
  /** A change of that field also sends this one: it is shown, and the server cannot know that it should stay. */
  sentWith?: Name;
  /** The permission to see and set it. */
  needs?: Permission;
  /** Shown in the page's heading or another section, not among the details. */
  isOutsideDetails?: boolean;
  /** Can have many lines: changes are shown word by word. */
  isLong?: boolean;
  /** Usually missing, so it is omitted rather than shown as not recorded. */
  isRare?: boolean;
  /** Column names that an import recognizes, besides the label. */
  headings?: readonly string[];
  /** The label in imports, if it differs. */
  columnLabel?: string;
};

/** `send` is required unless the field's type is a string. */
type Sends<Name extends string, Sent> = string extends Sent
  ? { send?: (values: ValuesOf<Name>) => Sent }
  : { send: (values: ValuesOf<Name>) => Sent };

/** One view per editable field. A missing one does not compile. */
export type FieldViews<Value, Details> = {
  readonly [Name in keyof Details & string]-?: Omit<FieldView<Value, keyof Details & string>, "send"> &
    Sends<keyof Details & string, Details[Name]>;
};

export type May = (permission: Permission) => boolean;

/** Permissions for records without restricted fields. */
export const everybody: May = () => true;

/** The views with their names, in display order. */
export function viewsOf<Value, Name extends string>(
  views: Readonly<Record<Name, FieldView<Value, Name>>>,
): [Name, FieldView<Value, Name>][] {
  const isName = (name: string): name is Name => name in views;
  return Object.keys(views)
    .filter(isName)
    .map((name) => [name, views[name]]);
}

export const shownViewsOf = <Value, Name extends string>(
  views: Readonly<Record<Name, FieldView<Value, Name>>>,
  may: May,
): [Name, FieldView<Value, Name>][] =>
  viewsOf(views).filter(([, { needs }]) => needs === undefined || may(needs));

export const textNow = <Value, Name extends string>(
  { show, showNow = show }: FieldView<Value, Name>,
  record: Value,
): string | null => showNow(record);
