import { definitionOf } from "@caretype/core/kernel/procedure/definition";
import type { AnyTRPCRouter } from "@trpc/server";
import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The part of a procedure that clients rely on. Excludes errors: clients must expect unknown codes. */
export type ContractProcedure = {
  type: string;
  /** All of its REST lines, in camelCase. */
  rest: readonly string[];
  status?: number;
  csv?: boolean;
  input?: JsonSchema;
  output?: JsonSchema;
};

export type NamedSchemas = Record<string, JsonSchema>;

/** The interface that a release's clients rely on: every procedure, with its schemas. */
export type Contract = {
  version: string;
  procedures: Record<string, ContractProcedure>;
  inputs: NamedSchemas;
  outputs: NamedSchemas;
};

export function contractOf(router: AnyTRPCRouter, version: string): Contract {
  const [inputs, outputs]: [NamedSchemas, NamedSchemas] = [{}, {}];
  const procedures = Object.entries<unknown>(router._def.procedures).map(([path, procedure]) => {
    const { type, meta = {}, inputs: [input] = [], output } = definitionOf(procedure);
    return [
      path,
      {
        type: String(type),
        rest: meta.rest ? [meta.rest.line, ...meta.rest.also] : [],
        ...(meta.rest && { status: meta.rest.status }),
        ...(meta.rest?.csv && { csv: true }),
        ...(input instanceof z.ZodType && { input: schemaOf(input, "input", inputs) }),
        ...(output instanceof z.ZodType && { output: schemaOf(output, "output", outputs) }),
      } satisfies ContractProcedure,
    ];
  });
  return { version, procedures: Object.fromEntries(procedures), inputs, outputs };
}

/** The contract excludes descriptions, and limits of outputs. */
const words = ["$schema", "description", "title", "examples", "deprecated", "deprecation", "id"];
const limits = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern"];

function schemaOf(schema: z.ZodType, io: "input" | "output", named: NamedSchemas): JsonSchema {
  const left = io === "input" ? words : [...words, ...limits];
  const { $defs = {}, ...root } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // A procedure may add fields to its output later.
      if (io === "output" && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
    },
  });
  const own = typeof root.id === "string" ? root.id : undefined;
  for (const [name, part] of Object.entries($defs)) named[name] ??= without(left, part);
  if (own === undefined) return without(left, root);
  named[own] ??= without(left, root);
  return { $ref: `#/$defs/${own}` };
}

/** Returns the schema without some keywords. A field may share a keyword's name: `title` in `properties`. */
function without(left: readonly string[], schema: JsonSchema): JsonSchema {
  const inner = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(inner) : isObject(value) ? without(left, value) : value;
  const entries = Object.entries(schema)
    .filter(([key]) => !left.includes(key))
    .map(([key, value]) => {
      if (key !== "properties" || !isObject(value)) return [key, inner(value)];
      return [key, Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inner(part)]))];
    });
  return Object.fromEntries(entries);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
