import { withDeprecation } from "@caretype/api";
import { wireName } from "@caretype/server/rest/names";
import type { JsonSchema } from "./procedures.ts";

const formats: Readonly<Record<string, string>> = {
  uuid: "id",
  date: "date",
  "date-time": "instant",
  email: "email address",
};

const plainNames: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  boolean: "true or false",
};

/** Returns a text as a table's cell. Vue would evaluate double braces. */
export const cell = (text: string): string =>
  text
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replaceAll("{{", "{&#123;")
    .replaceAll(/(?<!\s)\s*\n\s*/g, " ");

const linkTo = (name: string) => `[${name}](/reference/records.md#${name.toLowerCase()})`;

const referenceName = ({ $ref }: JsonSchema) => $ref?.replace("#/$defs/", "");

function alternativesOf(schema: JsonSchema): JsonSchema[] {
  const all = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return all.length === 0 ? [schema] : all.flatMap((one) => (typeof one === "boolean" ? [] : [one]));
}

/** Returns a value's type in words: `list of Patient`. */
export function typeText(schema: JsonSchema): string {
  const name = referenceName(schema);
  if (name !== undefined) return linkTo(name);
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 1) return [...new Set(alternatives.map(typeText))].join(" or ");
  const [only = schema] = alternatives;
  if (only !== schema) return typeText(only);
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(" or ");
  return [...new Set([schema.type ?? "any value"].flat().map((type) => simpleText(type, schema)))].join(
    " or ",
  );
}

function simpleText(type: string, schema: JsonSchema): string {
  if (type === "array") {
    const { items } = schema;
    return typeof items === "object" && !Array.isArray(items) ? `list of ${typeText(items)}` : "list";
  }
  if (type === "string") return formats[schema.format ?? ""] ?? "text";
  return plainNames[type] ?? type;
}

export type FieldRow = {
  name: string;
  wireName: string;
  type: string;
  isRequired: boolean;
  description: string;
};

type Prefix = { name: string; wireName: string };

const noPrefix: Prefix = { name: "", wireName: "" };

const deepest = 3;

/** Returns an object's fields. Named records have a page of their own. */
export function fieldRows(schema: JsonSchema, prefix = noPrefix): FieldRow[] {
  // Names from other specifications, such as WebAuthn, are the same over REST.
  const nameOf = schema.keepsNames === true ? (name: string) => name : wireName;
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    if (typeof field === "boolean") return [];
    const isRequired = schema.required?.includes(name) ?? false;
    const row = {
      name: `${prefix.name}${name}`,
      wireName: `${prefix.wireName}${nameOf(name)}`,
      type: typeText(field),
      isRequired,
      description: descriptionOf(field),
    };
    return [row, ...innerRows(field, row, schema.keepsNames === true)];
  });
}

function innerRows(field: JsonSchema, { name, wireName }: FieldRow, keepsNames: boolean): FieldRow[] {
  if (name.split(".").length >= deepest) return [];
  const rowsOf = (schema: JsonSchema, end: string) =>
    fieldRows(keepsNames ? { ...schema, keepsNames } : schema, {
      name: `${name}${end}`,
      wireName: `${wireName}${end}`,
    });
  return alternativesOf(field).flatMap((part) => {
    if (part.properties) return rowsOf(part, ".");
    const { items } = part;
    return typeof items === "object" && !Array.isArray(items) ? rowsOf(items, "[].") : [];
  });
}

function descriptionOf(field: JsonSchema): string {
  const text = [field, ...alternativesOf(field)].find(({ description }) => description)?.description ?? "";
  const preset = field.default === undefined || field.default === null ? "" : JSON.stringify(field.default);
  return [withDeprecation(text, field), preset && `Default: \`${preset}\`.`].filter(Boolean).join(" ");
}

/** Whether the table is of an input, with a column for required fields, and whether REST has the fields. */
type TableOptions = { isInput: boolean; isOnRest: boolean };

/** Returns the rows as a table. Includes the name over REST if it differs. */
export function fieldTable(rows: readonly FieldRow[], { isInput, isOnRest }: TableOptions): string {
  const lines = rows.map(({ name, wireName, type, isRequired, description }) => {
    const note = isInput && isRequired ? "Required. " : "";
    const names = isOnRest && name !== wireName ? `\`${name}\`<br>\`${wireName}\`` : `\`${name}\``;
    return `| ${names} | ${cell(type)} | ${note}${cell(description)} |`;
  });
  return ["| Field | Type | Meaning |", "|---|---|---|", ...lines].join("\n");
}
