import { type Deprecation, deprecationOfField } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";

// Metadata of procedures' schemas for the published types: names and descriptions.

/** The parts of a zod schema that are read here. */
export type Schema = {
  description?: string | undefined;
  meta(): { id?: string } | undefined;
  _zod: { def: SchemaParts; parent?: Schema | undefined };
};
type SchemaParts = {
  type: string;
  shape?: Record<string, Schema>;
  element?: Schema;
  innerType?: Schema;
  valueType?: Schema;
  options?: readonly Schema[];
  in?: Schema;
  out?: Schema;
};
export type Direction = "in" | "out";

/** tRPC's types do not declare the schemas of a procedure. */
type Definition = {
  type: "query" | "mutation";
  meta?: {
    rest?: { summary: string };
    summary?: string;
    errors?: readonly string[];
    deprecation?: Deprecation;
  };
  inputs?: Schema[];
  output?: Schema;
};

export function definitionOf(router: AnyTRPCRouter, path: string): Definition {
  const definition: unknown = Reflect.get(Object(Reflect.get(router._def.procedures, path)), "_def");
  if (!isDefinition(definition)) throw new Error(`There is no procedure ${path}`);
  return definition;
}

const isDefinition = (value: unknown): value is Definition =>
  typeof value === "object" && value !== null && "type" in value;

/** A schema and those that it wraps, outermost first. */
export function layersOf(schema: Schema | undefined, direction: Direction): Schema[] {
  if (!schema) return [];
  const { innerType, [direction]: end } = schema._zod.def;
  return [schema, ...layersOf(innerType ?? end, direction)];
}

/** The name of a schema, or of the schema that it redescribes. */
export function idOf(schema: Schema | undefined): string | undefined {
  return schema && (schema.meta()?.id ?? idOf(schema._zod.parent));
}

export const deprecationOf = (layers: readonly Schema[]): Deprecation | undefined =>
  layers.map((layer) => deprecationOfField(layer.meta())).find((found) => found !== undefined);
