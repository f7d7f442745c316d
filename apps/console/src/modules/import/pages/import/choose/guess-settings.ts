import { loinc, measureOf } from "@caretype/chart/unit/measures";
import { genderCodesIn, genderWord, readGender } from "@caretype/import/source/table/person-cells";
import { datedFields, type TableField, type TableSettings } from "@caretype/import/source/table/schema";
import type { TableFile } from "../file/protocol.ts";
import { plain } from "./field-names.ts";
import {
  dateField,
  guessMapping,
  guessSigns,
  hasKnownName,
  type Mapping,
  onlyDateFormat,
  type Records,
  usableColumns,
} from "./guess-mapping.ts";

type Sampled = Pick<TableFile, "columns" | "samples">;

/** Maps fields to columns by the columns' names, then by their values. */
export function guessSettings(
  records: Records,
  file: Sampled,
  may: (field: TableField) => boolean,
): TableSettings {
  const filled = file.columns.filter((column) => valuesOf(file, column).length > 0);
  // A column without values counts only if it is the only candidate, unlike two phones.
  const byName = withOthers(guessMapping(records, filled, may), guessMapping(records, file.columns, may));
  const named = withOwnEncounters(withName(byName, file), file);
  const mapping = withHouseNumber(named, file);
  const taken = new Set(Object.values(mapping));
  const left = usableColumns(file.columns).filter((column) => !taken.has(column));
  for (const field of fieldsByValue[records] ?? []) {
    // An age replaces a birth date.
    if (mapping[field] !== undefined || !may(field)) continue;
    const fitting = left.filter(
      (column) =>
        fitsByValue(field, valuesOf(file, column)) &&
        !isOfAnother(column, left) &&
        !(field === "dateOfBirth" && isOtherDate(column)),
    );
    const [column, ...others] = fitting;
    // Among several candidates, such as two phones or dates, none is more likely.
    if (column === undefined || others.length > 0) continue;
    mapping[field] = column;
    left.splice(left.indexOf(column), 1);
  }
  const dateFormat = dateField(mapping) && onlyDateFormat(file, mapping);
  const isComma = records === "observation" && hasCommas(valuesOf(file, mapping.value ?? ""));
  const signs = records === "observation" ? guessSigns(file.columns, mapping) : [];
  return {
    mapping: signs.length > 0 ? withoutCodes(mapping) : mapping,
    ...(dateFormat && { dateFormat }),
    ...(isComma && { decimalMark: "comma" }),
    ...(signs.length > 0 && {
      signs: signs.map(({ column, code, unit }) => ({
        column,
        unit: unit ?? (code === temperature.code ? temperatureIn(valuesOf(file, column)) : undefined),
      })),
    }),
  };
}

const temperature = { system: loinc, code: "8310-5" };

/** No body is warmer than 50 °C, or colder than 50 °F. */
function temperatureIn(values: readonly string[]): string | undefined {
  const numbers = values.map((value) => Number(value.replace(",", "."))).filter((number) => number > 0);
  if (numbers.length === 0) return undefined;
  const [celsius, fahrenheit] = Object.keys(measureOf(temperature)?.units ?? {});
  if (numbers.every((number) => number < 50)) return celsius;
  return numbers.every((number) => number > 50) ? fahrenheit : undefined;
}

/** Units stated in the headings of vital signs. */
const withoutCodes = ({ code: _code, codeText: _text, unit: _unit, ...mapping }: Mapping): Mapping => mapping;

/** A mapping, completed by another's fields whose columns it does not use. */
function withOthers(mapping: Mapping, others: Mapping): Mapping {
  const taken = new Set(Object.values(mapping));
  const free = Object.entries(others).filter(([, column]) => !taken.has(column));
  return { ...Object.fromEntries(free), ...mapping };
}

/** Whether some numbers have a decimal comma, and none a decimal point. */
const hasCommas = (values: readonly string[]): boolean =>
  values.some((value) => /\d,\d{1,2}(?!\d)/.test(value)) &&
  !values.some((value) => /\d\.\d{1,2}(?!\d)/.test(value));

/** Another program's encounter numbers are unknown here. */
function withOwnEncounters(mapping: Mapping, file: Sampled): Mapping {
  const { encounter, ...others } = mapping;
  const isId = encounter !== undefined && valuesOf(file, encounter).every((value) => uuid.test(value));
  return encounter === undefined || isId ? mapping : others;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** After a street, `Nº` is the house number. Elsewhere, it is the patient's. */
function withHouseNumber(mapping: Mapping, file: Sampled): Mapping {
  const { address, houseNumber } = mapping;
  const behind = file.columns[file.columns.indexOf(address ?? "") + 1] ?? "";
  const isNumber =
    address !== undefined &&
    /^(?:no?|nr|num(?:ero|ber)?|nro)$/.test(plain(behind)) &&
    mostly(valuesOf(file, behind), (value) => /^\d{1,5}\s?[a-z]?$|^s\/n$/i.test(value));
  return isNumber && houseNumber === undefined ? { ...mapping, houseNumber: behind } : mapping;
}

/** Headings of other dates, such as `Deceased` and `Diagnosed`. */
const isOtherDate = (column: string): boolean =>
  datedFields.some((field) => field !== "dateOfBirth" && hasKnownName(field, column));

/**
 * Whether a column belongs to another person, named in a neighboring column, as in `contact_name` and
 * `contact_phone`.
 */
function isOfAnother(column: string, others: readonly string[]): boolean {
  const beginning = /^(?:\p{Lu}?\p{Ll}+|\p{Lu}+)/u.exec(column)?.[0].toLowerCase() ?? "";
  const isName = (other: string) =>
    other.toLowerCase().startsWith(beginning) && /(?:name|nombre|nome?)$/.test(plain(other));
  return /emergen|notfall|urgen/i.test(column) || (beginning !== "" && others.some(isName));
}

/**
 * Beside the parts of a name, a name containing them is the full one. Otherwise, beside a first name it is the last
 * one, as in `Name;Vorname`, and the reverse, as in `Nombre;Apellidos`.
 */
function withName(mapping: Mapping, { columns, samples }: Sampled): Mapping {
  const { name, ...others } = mapping;
  const { firstName, lastName } = others;
  if (name === undefined || (firstName ?? lastName) === undefined) return mapping;
  const isWhole = samples.every(({ cells }) => {
    const cellOf = (column: string | undefined) => cells[columns.indexOf(column ?? "")] ?? "";
    // An export may put an apostrophe before each value.
    return [firstName, lastName].every((part) => cellOf(name).includes(cellOf(part).replace(/^'/, "")));
  });
  if (isWhole && samples.length > 0) return mapping;
  if (firstName !== undefined && lastName !== undefined) return others;
  return { ...others, [lastName === undefined ? "lastName" : "firstName"]: name };
}

/** Whether the column was mapped by its values. */
export const isGuess = (field: TableField, file: Sampled, column: string): boolean =>
  fitsByValue(field, valuesOf(file, column));

const valuesOf = ({ columns, samples }: Sampled, column: string): string[] => {
  const at = columns.indexOf(column);
  return samples.map(({ cells }) => (cells[at] ?? "").trim()).filter((value) => value !== "");
};

/** Fields that values reveal. Names, ages and postal codes are ambiguous. */
const fieldsByValue: Partial<Record<Records, readonly TableField[]>> = {
  patient: ["email", "gender", "dateOfBirth", "phoneNumber"],
  doctor: ["email"],
};

const email = /^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/;
const date = /^(?:\d{4}([./-])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\d{1,2}\2\d{4})$/;
const phone = /^(?:\+|\(?0|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}$)[\d\s()./-]*$/;

const fits: Partial<Record<TableField, (values: readonly string[]) => boolean>> = {
  email: (values) => mostly(values, (value) => email.test(value)),
  gender: (values) =>
    // Marks such as X occur in many columns.
    mostly(values, (value) => genderOf(value) !== null) &&
    values.some((value) => genderOf(value) === "female" || genderOf(value) === "male"),
  dateOfBirth: (values) => mostly(values, (value) => date.test(value)) && areBirths(values),
  phoneNumber: (values) => mostly(values, isPhone),
};

const fitsByValue = (field: TableField, values: readonly string[]): boolean => fits[field]?.(values) ?? false;

/** A few values may be wrong: the check reports them. */
const mostly = (values: readonly string[], isFitting: (value: string) => boolean): boolean =>
  values.length > 0 && values.filter(isFitting).length >= values.length * 0.9;

function genderOf(value: string): string | null {
  const read = readGender(value);
  return "value" in read ? read.value : null;
}

/** The API's limit. */
export const maxGenders = 20;

/** A column's codes that may mean either gender, or are unknown. */
export function unreadGendersIn(file: Sampled, column: string | undefined): string[] {
  if (column === undefined) return [];
  const words = new Set(valuesOf(file, column).map(genderWord));
  const codes = genderCodesIn(column, words);
  return [...words].filter((word) => "message" in readGender(word, codes)).slice(0, maxGenders);
}

const digitsOf = (value: string) => value.replace(/\D/g, "").length;

/** Postal codes and other programs' numbers have fewer digits, or no prefix. */
const isPhone = (value: string): boolean =>
  phone.test(value) && !date.test(value) && digitsOf(value) >= 7 && digitsOf(value) <= 15;

/** At least one person was probably born before 1990. Few programs have visits that old. */
function areBirths(values: readonly string[]): boolean {
  const first = Math.min(...values.flatMap((value) => /\d{4}/.exec(value)?.map(Number) ?? []));
  return first >= 1900 && first < 1990;
}
