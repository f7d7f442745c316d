import { z } from "zod";
import { wireName } from "./names.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The parts of a schema that REST needs: its fields' names and kinds. */
export type Shape = {
  kinds: ReadonlySet<string>;
  /** By typed name. */
  fields: ReadonlyMap<string, Shape>;
  /** REST name → typed name. If the value is a field's name, its possible names. */
  typedNames: ReadonlyMap<string, string>;
  /** The items' shape of an array. */
  items: Shape | null;
  /** The values' shape of a record, whose keys are data and stay unchanged. */
  values: Shape | null;
  isFieldName: boolean;
  isInstant: boolean;
  /** The format of this kind's ids, and an id that never exists. */
  id: IdKind | null;
  /** The kind of record whose former id a path may have in place of the id. */
  formerIdsOf: string | null;
};

type IdKind = { pattern: RegExp; nobodys: string };

/** `nobodys`: the greatest UUID (RFC 9562), which is never created. */
const recordId: IdKind = {
  pattern: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  nobodys: "ffffffff-ffff-ffff-ffff-ffffffffffff",
};
/** A passkey's id, which its authenticator creates. */
const credentialId: IdKind = { pattern: /^[\w-]+$/, nobodys: "-" };

function idKindOf({ format, pattern }: JsonSchema): IdKind | null {
  if (format === "uuid") return recordId;
  return pattern === credentialId.pattern.source ? credentialId : null;
}

type Draft = Omit<Shape, "kinds" | "fields" | "typedNames"> & {
  kinds: Set<string>;
  fields: Map<string, Shape>;
  typedNames: Map<string, string>;
};

const emptyDraft = (): Draft => ({
  kinds: new Set(),
  fields: new Map(),
  typedNames: new Map(),
  items: null,
  values: null,
  isFieldName: false,
  isInstant: false,
  id: null,
  formerIdsOf: null,
});

export const emptyShape: Shape = emptyDraft();

/** Procedures and routers share schemas. */
const shapes = { input: new WeakMap<z.ZodType, Shape>(), output: new WeakMap<z.ZodType, Shape>() };

/** Returns a schema's shape, from its JSON Schema, so that it agrees with the OpenAPI document. */
export function shapeOf(schema: z.ZodType | undefined, io: "input" | "output"): Shape {
  if (!schema) return emptyShape;
  const known = shapes[io].get(schema);
  if (known) return known;
  const root: JsonSchema = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  const shape = read([root], { definitions: root.$defs ?? {}, known: new Map() });
  shapes[io].set(schema, shape);
  return shape;
}

type Reading = { definitions: Record<string, JsonSchema>; known: Map<JsonSchema, Shape> };

/** Returns the combined shape of several schemas, such as the branches of a union. */
function read(schemas: JsonSchema[], reading: Reading): Shape {
  const only = schemas.length === 1 ? resolve(schemas[0], reading) : undefined;
  const known = only && reading.known.get(only);
  if (known) return known;
  const draft = emptyDraft();
  // Set before reading its fields, because a schema may contain itself.
  if (only) reading.known.set(only, draft);
  fill(
    draft,
    schemas.flatMap((schema) => branches(schema, reading)),
    reading,
  );
  return draft;
}

function fill(draft: Draft, parts: JsonSchema[], reading: Reading): void {
  const properties = new Map<string, JsonSchema[]>();
  for (const part of parts) {
    const { type, format, const: constant, enum: choice, properties: own = {}, isFieldName } = part;
    if (format === "date-time") draft.isInstant = true;
    draft.id ??= idKindOf(part);
    if (typeof part.formerIdsOf === "string") draft.formerIdsOf = part.formerIdsOf;
    if (isFieldName === true) {
      draft.isFieldName = true;
      for (const name of choice ?? []) draft.typedNames.set(wireName(String(name)), String(name));
    }
    // A version or "any" is a number with one constant text, so "3" must become a number.
    const text = constant === undefined && choice === undefined ? "string" : "constant";
    for (const kind of [type ?? []].flat()) draft.kinds.add(kind === "string" ? text : kind);
    // Passed through unchanged, like free JSON.
    if (part.keepsNames === true) continue;
    for (const [name, schema] of Object.entries(own)) {
      properties.set(name, [...(properties.get(name) ?? []), ...asSchemas(schema)]);
    }
  }
  for (const [name, schemas] of properties) {
    draft.fields.set(name, read(schemas, reading));
    draft.typedNames.set(wireName(name), name);
  }
  const items = parts.flatMap((part) => asSchemas(part.items));
  if (items.length > 0) draft.items = read(items, reading);
  const values = parts.flatMap((part) => asSchemas(part.additionalProperties));
  if (values.length > 0) draft.values = read(values, reading);
}

function asSchemas(schema: JsonSchema["items"] | boolean): JsonSchema[] {
  return [schema ?? []].flat().filter((part): part is JsonSchema => typeof part === "object");
}

function resolve(schema: JsonSchema | undefined, { definitions }: Reading): JsonSchema | undefined {
  const name = schema?.$ref?.replace("#/$defs/", "");
  return name === undefined ? schema : definitions[name];
}

function branches(schema: JsonSchema, reading: Reading): JsonSchema[] {
  const own = resolve(schema, reading);
  if (!own) return [];
  const parts = [...(own.anyOf ?? []), ...(own.oneOf ?? []), ...(own.allOf ?? [])].flatMap(asSchemas);
  return [own, ...parts.flatMap((part) => branches(part, reading))];
}
