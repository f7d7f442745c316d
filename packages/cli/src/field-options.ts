import { InvalidArgumentError, Option } from "commander";
import { kebabCase } from "./feature-names.ts";
import type { InputField } from "./input-fields.ts";
import type { ProcedureDefinition } from "./procedure-definitions.ts";
import { hasLost } from "./safe-text.ts";
import { parseNumber } from "./server-options.ts";

/** Returns the name of a field's option: `--date-of-birth`. */
export const flagOf = (name: string): string => `--${kebabCase(name)}`;

/** The field's procedure, which affects its option's description. */
type Owner = Pick<ProcedureDefinition, "type" | "fields">;

/** Returns a field's options. A boolean also has `--no-…`, and so does a field that a change can set to null. */
export function optionsOf(field: InputField, owner: Owner): Option[] {
  // The list of processes would show it.
  if (field.isSecret) return [];
  const text = [
    inFlags(field.description, owner),
    field.isRequired ? "(required)" : "",
    field.isRepeated ? "(repeatable)" : "",
  ]
    .filter(Boolean)
    .join(" ");
  if (field.kind === "boolean")
    return [new Option(flagOf(field.name), text), new Option(negated(field.name), "false")];
  const option = new Option(`${flagOf(field.name)} <${field.placeholder}>`, text);
  if (field.choices.length > 0) option.choices(field.choices);
  option.argParser(parserOf(field));
  // For a query, null means the same as a missing field.
  return field.isNullable && owner.type === "mutation"
    ? [option, new Option(negated(field.name), "no value (null)")]
    : [option];
}

/** Names other fields by their options, in place of `doctorId`. */
const inFlags = (description: string, { fields }: Owner) =>
  description.replaceAll(/`(\w+)`/g, (code, name) =>
    fields.some((field) => field.name === name) ? flagOf(name) : code,
  );

const negated = (name: string) => `--no-${kebabCase(name)}`;

function parserOf(field: InputField) {
  const parse = (text: string) => parseValue(field, text);
  if (!field.isRepeated) return parse;
  return (text: string, earlier: unknown) => [...(Array.isArray(earlier) ? earlier : []), parse(text)];
}

function parseValue({ kind, choices }: InputField, text: string): unknown {
  if (hasLost(text)) throw new InvalidArgumentError("This has a character that is not UTF-8.");
  if (choices.length > 0 && !choices.includes(text))
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}.`);
  if (kind === "numberOrText") return isNumber(text) ? Number(text) : text;
  if (kind === "json") return parseJson(text);
  if (kind !== "number") return text;
  if (!isNumber(text)) throw new InvalidArgumentError("This is not a number.");
  return Number(text);
}

const isNumber = (text: string) => !Number.isNaN(parseNumber(text));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError("This is not JSON.");
  }
}

export function valuesOf(
  fields: readonly InputField[],
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, kind } of fields) {
    const value = given[name];
    if (value === undefined) continue;
    values[name] = value === false && kind !== "boolean" ? null : value;
  }
  return values;
}
