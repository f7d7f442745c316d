import { withDeprecation } from "@caretype/api";
import { z } from "zod";
import { describeValueAliases } from "../rest/aliases.ts";
import { inWireNames, wireName } from "../rest/names.ts";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** JSON Schemas, with REST names by default. Schemas with an id are collected as components. */
export class SchemaCollection {
  readonly components: Record<string, JsonSchema> = {};
  readonly #nameOf: (typedName: string) => string;

  constructor(nameOf = wireName) {
    this.#nameOf = nameOf;
  }

  convert(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const {
      $defs = {},
      $schema: _dialect,
      ...root
    } = z.toJSONSchema(schema, {
      io,
      unrepresentable: "any",
      override: ({ jsonSchema }) => simplify(jsonSchema, io),
    });
    for (const [name, definition] of Object.entries($defs)) this.#keep(name, definition);
    return typeof root.id === "string"
      ? this.#keep(root.id, root)
      : toWire(root, { nameOf: this.#nameOf, noteOf: io === "input" ? describeValueAliases : noNote });
  }

  /** Names an operation's body. A procedure's other REST lines may take less, and then have another name. */
  name(name: string, schema: JsonSchema): JsonSchema {
    if (schema.$ref) return schema;
    const text = JSON.stringify(schema);
    for (let number = 1; ; number += 1) {
      const own = number === 1 ? name : `${name}${number}`;
      const known = this.components[own];
      if (known && JSON.stringify(known) !== text) continue;
      this.components[own] = schema;
      return { $ref: `#/components/schemas/${own}` };
    }
  }

  #keep(name: string, schema: JsonSchema): JsonSchema {
    this.components[name] ??= toWire(schema, { nameOf: this.#nameOf, noteOf: noNote });
    return { $ref: `#/components/schemas/${name}` };
  }
}

const selfEvident = new Set(["date", "date-time", "email", "uuid"]);

function simplify(schema: JsonSchema, io: "input" | "output"): void {
  // Answers may get more fields later, which must not break generated clients.
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
  // zod's patterns for these are long, and add nothing to the format.
  if (schema.format && selfEvident.has(schema.format)) delete schema.pattern;
}

type Part = JsonSchema | boolean;

type Wording = {
  nameOf: (typedName: string) => string;
  /** Returns a note for a field's description, by its REST name. */
  noteOf: (name: string) => string | undefined;
};

const noNote = () => undefined;
const itself = (name: string) => name;

function toWire(schema: JsonSchema, wording: Wording): JsonSchema {
  const { id: _id, properties, required, items, additionalProperties, $ref, ...marked } = schema;
  const { isFieldName, keepsNames, formerIdsOf: _ids, deprecation, ...rest } = marked;
  const inside = keepsNames === true ? { nameOf: itself, noteOf: noNote } : wording;
  const { nameOf, noteOf } = inside;
  const partToWire = <Given extends Part>(part: Given) => (isSchema(part) ? toWire(part, inside) : part);
  const wire: JsonSchema = { ...rest };
  for (const combination of ["anyOf", "oneOf", "allOf"] as const) {
    const parts = schema[combination];
    if (parts) wire[combination] = parts.map(partToWire);
  }
  if (properties) {
    const entries = Object.entries(properties).map(([name, part]) => [
      nameOf(name),
      withNote(partToWire(part), noteOf(nameOf(name))),
    ]);
    wire.properties = Object.fromEntries(entries);
  }
  if (schema.description)
    wire.description = inWireNames(withDeprecation(schema.description, { deprecation }));
  if (isFieldName === true && schema.enum) wire.enum = schema.enum.map((name) => nameOf(String(name)));
  if (required) wire.required = required.map(nameOf);
  if (items) wire.items = Array.isArray(items) ? items.map(partToWire) : partToWire(items);
  if (additionalProperties !== undefined) wire.additionalProperties = partToWire(additionalProperties);
  if ($ref) wire.$ref = $ref.replace("#/$defs/", "#/components/schemas/");
  return withNull(withoutSafeBounds(wire));
}

/** Writes a nullable value as one schema where JSON Schema can: `type: ["string", "null"]`. */
function withNull(schema: JsonSchema): JsonSchema {
  const { anyOf = [], ...rest } = schema;
  const [value, nothing] = anyOf.filter(isSchema);
  if (anyOf.length !== 2 || !value || nothing?.type !== "null") return schema;
  const { type } = value;
  const isPlain = typeof type === "string" && value.enum === undefined && !("const" in value);
  return isPlain ? { ...value, ...rest, type: [type, "null"] } : schema;
}

const isSchema = (part: Part): part is JsonSchema => typeof part === "object";

const withNote = (part: Part, note: string | undefined): Part =>
  note === undefined || !isSchema(part)
    ? part
    : { ...part, description: [part.description, note].filter(Boolean).join(" ") };

/** Removes the bounds of safe integers, which zod adds to every integer. */
function withoutSafeBounds({ minimum, maximum, ...schema }: JsonSchema): JsonSchema {
  return {
    ...schema,
    ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
  };
}
