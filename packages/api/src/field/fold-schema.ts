import { z } from "zod";

type Schema = z.core.$ZodType;

/** What is made of each kind of schema. `Place` is what a schema has to know of where it stands. */
export type SchemaFold<Made, Place> = {
  /** What is made of a schema without looking into it; undefined where it is to be looked into. */
  own(schema: Schema, place: Place): { made: Made } | undefined;
  object(fields: readonly { name: string; made: Made }[], schema: Schema): Made;
  array(item: Made): Made;
  record?(value: Made): Made;
  /** Of a value that fits one of the schemas, or all of them. */
  several?(made: readonly Made[]): Made;
  /** Of what stands in something such as `optional`. */
  wrapped(inner: Made): Made;
  /** Where the schemas of a union stand: by default where the union does. */
  inUnion?(place: Place): Place;
  /** Which schemas of a pipe count, and where they stand. */
  pipe?(def: z.core.$ZodPipeDef, place: Place): readonly { schema: Schema; place: Place }[];
  lazy?(schema: z.core.$ZodLazy, place: Place, go: (schema: Schema) => Made): Made;
  /** Of a schema that holds itself. */
  cycle(schema: Schema, place: Place): Made;
  /** Of a kind of schema that nothing is said of here. */
  unknown(schema: Schema): Made;
};

/** Walks down a schema's tree, and makes something of each schema from what was made of those in it. */
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

/** The schemas that a value fits one of, or all of. */
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

/** What a wrapper such as `optional` wraps. */
export function innerOf({ _zod: { def } }: Schema): Schema | undefined {
  return "innerType" in def && def.innerType instanceof z.core.$ZodType ? def.innerType : undefined;
}
