import type { Permission } from "@caretype/api";

/** How a field is entered. */
export type Input =
  | {
      as: "line";
      description?: string;
      isRequired?: boolean;
      /** A whole number of so many digits at most. */
      digits?: number;
    }
  | { as: "email" }
  | { as: "phone" }
  /** Of any number of lines. */
  | { as: "text"; minRows: number; maxRows: number; description?: string }
  | { as: "radio"; options: readonly Option[] }
  | { as: "select"; options: readonly Option[] }
  /** Suggestions to choose from; any other text is accepted, too. The form may bring its own. */
  | { as: "suggestions"; suggestions?: () => readonly string[]; description: string }
  /** The form of the record has an input of its own for it, in a row of its own. */
  | { as: "own" };

export type Option = { value: string; label: string };

/** What is in the inputs of a form. Fields that the reader may not see are missing. */
export type ValuesOf<Name extends string> = Partial<Record<Name, string>>;

/** Everything that the console knows of one field of a record. */
export type FieldView<Value, Name extends string = string> = {
  label: string;
  /** As a person reads it; null where nothing is recorded. A version can be told in part. */
  show: (record: Partial<Value>) => string | null;
  /** The same of the record as it is now, where that says more, such as an age. */
  showNow?: (record: Value) => string | null;
  input: Input;
  /** What its input holds, where that is not the plain value. */
  value?: (record: Value) => string;
  /** What is sent for it, where that is not the plain text. Undefined: nothing. */
  send?: (values: ValuesOf<Name>) => unknown;
  /** What was entered, as a person reads it, where that is not the plain text. */
  entered?: (values: ValuesOf<Name>) => string;
  /** It is another way of saying that field: told, compared and chosen with it. */
  partOf?: Name;
  /** Whoever lacks the permission neither sees nor sets it. */
  needs?: Permission;
  /** The heading of the record's page says it, or a section of its own: it is not among the details. */
  isApart?: boolean;
  /** Of many lines: changes are shown word by word. */
  isLong?: boolean;
  /** What the columns of a table to be imported are called; the label goes before. */
  headings: readonly string[];
  /** What it is called there, where the label alone would not be understood. */
  columnLabel?: string;
};

/** A text cannot stand for any other type: what is sent has to be said then. */
type Sends<Name extends string, Sent> = string extends Sent
  ? { send?: (values: ValuesOf<Name>) => Sent }
  : { send: (values: ValuesOf<Name>) => Sent };

/** One entry for each field that can be set. A field that is missing does not compile. */
export type FieldViews<Value, Details> = {
  readonly [Name in keyof Details & string]-?: Omit<FieldView<Value, keyof Details & string>, "send"> &
    Sends<keyof Details & string, Details[Name]>;
};

export type May = (permission: Permission) => boolean;

/** Of records without fields that are withheld from anybody. */
export const everybody: May = () => true;

/** The fields with their names, in the order in which they are shown everywhere. */
export function viewsOf<Value, Name extends string>(
  views: Readonly<Record<Name, FieldView<Value, Name>>>,
): [Name, FieldView<Value, Name>][] {
  const isName = (name: string): name is Name => name in views;
  return Object.keys(views)
    .filter(isName)
    .map((name) => [name, views[name]]);
}

/** Those that the reader may see. */
export const shownViewsOf = <Value, Name extends string>(
  views: Readonly<Record<Name, FieldView<Value, Name>>>,
  may: May,
): [Name, FieldView<Value, Name>][] =>
  viewsOf(views).filter(([, { needs }]) => needs === undefined || may(needs));

/** What a record says as it is now. */
export const textNow = <Value, Name extends string>(
  { show, showNow = show }: FieldView<Value, Name>,
  record: Value,
): string | null => showNow(record);
