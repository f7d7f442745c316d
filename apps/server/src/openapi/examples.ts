import type { z } from "zod";
import { exampleChoice, exampleFlag, exampleNumber, exampleText, wholeExamples } from "./example-values.ts";
import { type JsonSchema, SchemaCollection } from "./schemas.ts";

type Schemas = Readonly<Record<string, JsonSchema>>;
type Field = { name: string; owner: string };

/** The example of an object without required fields. */
const fewFields = 2;

/**
 * Adds an example to each named schema, composed of its fields' examples (`.meta({ examples })`), choices and usual
 * values. Fields keep none of their own.
 */
export function withExamples(schemas: Schemas): Record<string, JsonSchema> {
  const entries = Object.entries(schemas).map(([name, schema]) => {
    const example = wholeExamples[name] ?? new Composition(schemas, name).of(schema, name);
    return [name, { ...Object(withoutExamples(schema)), examples: [example] }];
  });
  return Object.fromEntries(entries);
}

/** Returns an example of a typed answer. The items of a page are as complete as a single record. */
export function exampleOf(answer: z.ZodType): unknown {
  const collection = new SchemaCollection((name) => name);
  const schema = collection.convert(answer, "output");
  const wholeOf = (part: JsonSchema) => {
    const name = part.$ref?.replace("#/components/schemas/", "") ?? "";
    return new Composition(collection.components, name).of(collection.components[name] ?? part, name);
  };
  const list = schema.properties?.items;
  const item = typeof list === "object" ? list.items : undefined;
  if (typeof item !== "object" || Array.isArray(item)) return wholeOf(schema);
  return { ...Object(wholeOf(schema)), items: [wholeOf(item)] };
}

class Composition {
  readonly #schemas: Schemas;
  readonly #owner: string;
  /** True within another example, which is then brief: its own schema shows the whole. */
  readonly #isPart: boolean;

  constructor(schemas: Schemas, owner: string, isPart = false) {
    this.#schemas = schemas;
    this.#owner = owner;
    this.#isPart = isPart;
  }

  of(schema: JsonSchema, name: string): unknown {
    const named = schema.$ref?.replace("#/components/schemas/", "");
    const own = named === undefined ? undefined : this.#schemas[named];
    if (named !== undefined && own) return new Composition(this.#schemas, named, true).of(own, name);
    if (this.#isPart && mayBeNull(schema)) return null;
    const field = { name, owner: this.#owner };
    const [given = schema.const ?? exampleChoice(field, schema.enum ?? [])] = [schema.examples].flat();
    if (given !== undefined) return given;
    const chosen = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].find(isValue);
    if (chosen && !schema.properties) return this.of(chosen, name);
    return this.#ofType(chosen ? merged(schema, chosen) : schema, field);
  }

  #ofType(schema: JsonSchema, field: Field): unknown {
    const type = [schema.type].flat().find((one) => one !== "null");
    if (type === "object") return this.#object(schema);
    if (type === "array") return this.#list(schema, field.name);
    if (type === "boolean") return exampleFlag(field);
    if (type === "integer" || type === "number") return within(schema, exampleNumber(field));
    if (type !== "string") return null;
    const { minLength = 0, maxLength, format } = schema;
    return exampleText(field, format).padEnd(minLength, ".").slice(0, maxLength);
  }

  #object({ properties = {}, required = [] }: JsonSchema): Record<string, unknown> {
    const names = required.length > 0 ? required : Object.keys(properties).slice(0, fewFields);
    const entries = names.flatMap((name) => {
      const part = properties[name];
      return typeof part === "object" ? [[name, this.of(part, name)]] : [];
    });
    return Object.fromEntries(entries);
  }

  #list({ items, minItems = 0 }: JsonSchema, name: string): unknown[] {
    if (typeof items !== "object" || Array.isArray(items)) return [];
    return Array.from({ length: Math.max(this.#isPart ? 0 : 1, minItems) }, () => this.of(items, name));
  }
}

const mayBeNull = ({ type, anyOf = [] }: JsonSchema): boolean =>
  [type].flat().includes("null") || anyOf.some((part) => typeof part === "object" && part.type === "null");

const isValue = (part: JsonSchema | boolean): part is JsonSchema =>
  typeof part === "object" && part.type !== "null";

/** An object with one of its alternatives. */
const merged = (schema: JsonSchema, chosen: JsonSchema): JsonSchema => ({
  ...schema,
  properties: { ...schema.properties, ...chosen.properties },
  required: [...(schema.required ?? []), ...(chosen.required ?? [])],
});

const within = ({ minimum, maximum }: JsonSchema, value: number) =>
  Math.min(Math.max(value, minimum ?? value), maximum ?? Number.POSITIVE_INFINITY);

/** Only schemas lose their examples: a field may be named `examples`. */
function withoutExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExamples);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, part]) => {
    if (key === "examples") return [];
    if (key !== "properties") return [[key, withoutExamples(part)]];
    const fields = Object.entries(part).map(([name, field]) => [name, withoutExamples(field)]);
    return [[key, Object.fromEntries(fields)]];
  });
  return Object.fromEntries(entries);
}
