import { z } from "zod";

type Schema = z.core.$ZodType;

/** Computes a result for each kind of schema. `Place` is context passed down the tree. */
export type SchemaFold<Result, Place> = {
  /** The result for a whole schema. Undefined descends into it. */
  own(schema: Schema, place: Place): { result: Result } | undefined;
  object(fields: readonly { name: string; result: Result }[], schema: Schema): Result;
  array(item: Result): Result;
  record?(value: Result): Result;
  /** For unions and intersections. */
  several?(result: readonly Result[]): Result;
  /** For wrappers such as `optional`. */
  wrapped(inner: Result): Result;
  /** The place of a union's members. Default: that of the union. */
  inUnion?(place: Place): Place;
  /** The schemas of a pipe to visit, with their places. */
  pipe?(def: z.core.$ZodPipeDef, place: Place): readonly { schema: Schema; place: Place }[];
  lazy?(schema: z.core.$ZodLazy, place: Place, go: (schema: Schema) => Result): Result;
  /** For a recursive schema. */
  cycle(schema: Schema, place: Place): Result;
  /** For any other kind of schema. */
  unknown(schema: Schema): Result;
};

/** Folds a schema's tree bottom-up. */
export function foldSchema<Result, Place>(
  schema: Schema,
  place: Place,
  fold: SchemaFold<Result, Place>,
): Result {
  return walk(schema, place, { fold, within: [] });
}

type Walk<Result, Place> = { fold: SchemaFold<Result, Place>; within: readonly Schema[] };

function walk<Result, Place>(schema: Schema, place: Place, { fold, within }: Walk<Result, Place>): Result {
  if (within.includes(schema)) return fold.cycle(schema, place);
  const go = (inner: Schema, at = place) => walk(inner, at, { fold, within: [...within, schema] });
  const own = fold.own(schema, place);
  if (own) return own.result;
  if (schema instanceof z.core.$ZodObject) {
    const fields = Object.entries<Schema>(schema._zod.def.shape);
    return fold.object(
      fields.map(([name, field]) => ({ name, result: go(field) })),
      schema,
    );
  }
  if (schema instanceof z.core.$ZodArray) return fold.array(go(schema._zod.def.element));
  if (schema instanceof z.core.$ZodRecord && fold.record) return fold.record(go(schema._zod.def.valueType));
  if (schema instanceof z.core.$ZodLazy && fold.lazy) return fold.lazy(schema, place, go);
  const parts = fold.several && partsOf(schema, place, fold);
  if (fold.several && parts) return fold.several(parts.map((part) => go(part.schema, part.place)));
  const inner = innerOf(schema);
  return inner ? fold.wrapped(go(inner)) : fold.unknown(schema);
}

/** The members of a union or intersection. */
function partsOf<Result, Place>(schema: Schema, place: Place, fold: SchemaFold<Result, Place>) {
  if (schema instanceof z.core.$ZodUnion) {
    const inside = fold.inUnion ? fold.inUnion(place) : place;
    return schema._zod.def.options.map((option) => ({ schema: option, place: inside }));
  }
  if (schema instanceof z.core.$ZodIntersection) {
    return [schema._zod.def.left, schema._zod.def.right].map((part) => ({ schema: part, place }));
  }
  return schema instanceof z.core.$ZodPipe ? fold.pipe?.(schema._zod.def, place) : undefined;
}

/** The schema in a wrapper such as `optional`. */
export function innerOf({ _zod: { def } }: Schema): Schema | undefined {
  return "innerType" in def && def.innerType instanceof z.core.$ZodType ? def.innerType : undefined;
}
