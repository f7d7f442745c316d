import { z } from "zod";

type Schema = z.core.$ZodType;

/** Computes a result for each kind of schema. `Place` is context passed down the tree. */
export type SchemaFold<Made, Place> = {
  /** The result for a whole schema. Undefined descends into it. */
  own(schema: Schema, place: Place): { made: Made } | undefined;
  object(fields: readonly { name: string; made: Made }[], schema: Schema): Made;
  array(item: Made): Made;
  record?(value: Made): Made;
  /** For unions and intersections. */
  several?(made: readonly Made[]): Made;
  /** For wrappers such as `optional`. */
  wrapped(inner: Made): Made;
  /** The place of a union's members. Default: that of the union. */
  inUnion?(place: Place): Place;
  /** The schemas of a pipe to visit, with their places. */
  pipe?(def: z.core.$ZodPipeDef, place: Place): readonly { schema: Schema; place: Place }[];
  lazy?(schema: z.core.$ZodLazy, place: Place, go: (schema: Schema) => Made): Made;
  /** For a recursive schema. */
  cycle(schema: Schema, place: Place): Made;
  /** For any other kind of schema. */
  unknown(schema: Schema): Made;
};

/** Folds a schema's tree bottom-up. */
export function foldSchema<Made, Place>(schema: Schema, place: Place, fold: SchemaFold<Made, Place>): Made {
  return walk(schema, place, { fold, within: [] });
}

type Walk<Made, Place> = { fold: SchemaFold<Made, Place>; within: readonly Schema[] };

function walk<Made, Place>(schema: Schema, place: Place, { fold, within }: Walk<Made, Place>): Made {
  if (within.includes(schema)) return fold.cycle(schema, place);
  const go = (inner: Schema, at = place) => walk(inner, at, { fold, within: [...within, schema] });
  const own = fold.own(schema, place);
  if (own) return own.made;
  if (schema instanceof z.core.$ZodObject) {
    const fields = Object.entries<Schema>(schema._zod.def.shape);
    return fold.object(
      fields.map(([name, field]) => ({ name, made: go(field) })),
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
function partsOf<Made, Place>(schema: Schema, place: Place, fold: SchemaFold<Made, Place>) {
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
