import { withDeprecation } from "@caretype/api";
import type { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

type FieldKind = "text" | "number" | "numberOrText" | "boolean" | "json";

export type InputField = {
  name: string;
  kind: FieldKind;
  /** Whether the option is repeatable, for a list of values. */
  isRepeated: boolean;
  isRequired: boolean;
  isNullable: boolean;
  /** Whether it is a password or an email's token, which the list of processes would show. */
  isSecret: boolean;
  choices: readonly string[];
  description: string;
  maximum: number | undefined;
  /** The value's placeholder in help: `text` in `--name <text>`. */
  placeholder: string;
};

export function inputFields(root: JsonSchema): InputField[] {
  const definitions: Record<string, JsonSchema> = root.$defs ?? {};
  return Object.entries(root.properties ?? {}).flatMap(([name, schema]) =>
    typeof schema === "boolean"
      ? []
      : [toField(name, schema, { definitions, isRequired: root.required?.includes(name) ?? false })],
  );
}

type Context = { definitions: Record<string, JsonSchema>; isRequired: boolean };

function toField(name: string, schema: JsonSchema, { definitions, isRequired }: Context): InputField {
  const all = branches(schema, definitions);
  const values = all.filter(({ type }) => type !== "null");
  const items = itemsOf(values);
  const parts = items ? branches(items, definitions) : values;
  const kind = kindOf(parts);
  const isRepeated = items !== undefined && kind !== "json" && kind !== "boolean";
  const isJson = items !== undefined && !isRepeated;
  const scalar = isJson ? [] : parts;
  return {
    name,
    kind: isJson ? "json" : kind,
    isRepeated,
    isRequired,
    isNullable: all.length > values.length,
    isSecret: values.some(({ format }) => format === "password") || /password|token$/i.test(name),
    choices: kind === "text" ? scalar.flatMap((part) => part.enum ?? []).map(String) : [],
    description: describe(schema, all),
    maximum: scalar.find(({ maximum }) => maximum !== undefined)?.maximum,
    placeholder: isJson ? "json" : placeholderOf(kind, scalar),
  };
}

/** Returns a value's alternative schemas, with references resolved. */
function branches(schema: JsonSchema, definitions: Record<string, JsonSchema>): JsonSchema[] {
  const named = schema.$ref?.replace("#/$defs/", "");
  const own = named === undefined ? schema : { ...definitions[named], ...withoutReference(schema) };
  const alternatives = [...(own.anyOf ?? []), ...(own.oneOf ?? [])];
  if (alternatives.length === 0) return [own];
  return alternatives.flatMap((one) => (typeof one === "boolean" ? [] : branches(one, definitions)));
}

const withoutReference = ({ $ref: _reference, ...rest }: JsonSchema): JsonSchema => rest;

/** The items' schema, if the only possible value is a list of one type. */
function itemsOf(values: readonly JsonSchema[]): JsonSchema | undefined {
  const [only, ...others] = values;
  if (others.length > 0 || only?.type !== "array") return undefined;
  const { items } = only;
  return typeof items === "object" && !Array.isArray(items) ? items : {};
}

function kindOf(parts: readonly JsonSchema[]): FieldKind {
  const types = new Set(parts.map(({ type }) => (type === "integer" ? "number" : type)));
  if (types.has("number") && types.has("string") && types.size === 2) return "numberOrText";
  const [only] = types;
  if (types.size !== 1) return "json";
  if (only === "string") return "text";
  return only === "number" || only === "boolean" ? only : "json";
}

const placeholders: Readonly<Record<string, string>> = {
  date: "yyyy-mm-dd",
  "date-time": "instant",
  uuid: "id",
  email: "address",
};

function placeholderOf(kind: FieldKind, parts: readonly JsonSchema[]): string {
  if (kind === "json") return "json";
  if (kind === "number") return "number";
  if (kind === "numberOrText") {
    const texts = parts.flatMap((part) => (part.const === undefined ? [] : [String(part.const)]));
    return ["number", ...texts].join("|");
  }
  const formats = new Set(parts.map(({ format }) => placeholders[format ?? ""] ?? "text"));
  return [...formats].join("|");
}

function describe(schema: JsonSchema, all: readonly JsonSchema[]): string {
  const text = [schema, ...all].find(({ description }) => description)?.description ?? "";
  const { default: fallback, minimum, maximum } = { ...all[0], ...withoutReference(schema) };
  const range =
    minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
      ? `from ${minimum} to ${maximum}`
      : "";
  const preset = fallback === undefined || fallback === null ? "" : `default: ${JSON.stringify(fallback)}`;
  const notes = [range, preset].filter(Boolean).join("; ");
  return [withDeprecation(text, schema), notes && `(${notes})`].filter(Boolean).join(" ");
}
