import { z } from "zod";
import { foldSchema, innerOf, type SchemaFold } from "../../field/fold-schema.ts";
import { actorIds } from "../../field/ids.ts";

/** Adds the ids of the records that a value is about. */
type Collect = (value: unknown, found: Set<string>) => void;

/** A schema's way to its ids; undefined when there are none. */
type Compiled = Collect | undefined;

/**
 * Where a value may be of more than one schema, or has been changed since it was checked, a text in an id's place
 * need not be one.
 */
type Place = { isCertain: boolean };

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const addId: Collect = (value, found) => {
  if (typeof value === "string") found.add(value);
};

const addIfId: Collect = (value, found) => {
  if (typeof value === "string" && guid.test(value)) found.add(value);
};

/**
 * Compiles a schema into what finds the record ids in a value that it has accepted: every UUID, at any depth,
 * unless its schema is `ActorId`. It runs for each row of each page, so it knows its way and looks nowhere else.
 * @throws {TypeError} for a kind of schema that it does not know, rather than to overlook the ids in it.
 */
function compileSubjects(schema: z.core.$ZodType, place: Place = { isCertain: true }): Compiled {
  return foldSchema(schema, place, finder);
}

/** Kinds of values that have no id in them. */
const leaves = new Set<z.core.$ZodType["_zod"]["def"]["type"]>([
  ...([
    "number",
    "int",
    "bigint",
    "boolean",
    "date",
    "enum",
    "literal",
    "null",
    "undefined",
    "void",
  ] as const),
  ...(["nan", "never", "symbol", "template_literal", "any", "unknown", "file", "transform"] as const),
]);

type SchemaClass<Schema> = { new (...given: never[]): Schema };

const isOf = <Schema>(
  schema: z.core.$ZodType,
  kind: SchemaClass<Schema>,
): schema is z.core.$ZodType & Schema => schema instanceof kind;

function compileText(schema: z.core.$ZodString, { isCertain }: Place): Compiled {
  const isId = "format" in schema._zod.def && ["guid", "uuid"].includes(String(schema._zod.def.format));
  if (!isId || actorIds.has(schema)) return undefined;
  return isCertain ? addId : addIfId;
}

const finder: SchemaFold<Compiled, Place> = {
  own(schema, place) {
    if (leaves.has(schema._zod.def.type)) return { made: undefined };
    return isOf(schema, z.core.$ZodString) ? { made: compileText(schema, place) } : undefined;
  },
  object(fields) {
    const found = fields.flatMap(({ name, made }) => (made ? [{ name, collect: made }] : []));
    if (found.length === 0) return undefined;
    return (value, ids) => {
      if (!isObject(value)) return;
      for (const { name, collect } of found) collect(value[name], ids);
    };
  },
  array: (collect) =>
    collect &&
    ((value, found) => {
      if (Array.isArray(value)) for (const item of value) collect(item, found);
    }),
  record: (collect) =>
    collect &&
    ((value, found) => {
      if (isObject(value)) for (const item of Object.values(value)) collect(item, found);
    }),
  several: allOf,
  wrapped: (collect) => collect,
  inUnion: () => ({ isCertain: false }),
  // What leaves a pipe is of its last schema; after a transformation, whatever may have been left as it was.
  pipe: (def, place) =>
    def.out._zod.def.type === "transform"
      ? [{ schema: def.in, place: { isCertain: false } }]
      : [{ schema: def.out, place }],
  lazy: ({ _zod }, place) => compileLater(_zod.innerType, place),
  cycle: compileLater,
  unknown(schema) {
    throw new TypeError(`The audit cannot find ids in a schema of the kind ${schema._zod.def.type}.`);
  },
};

/** Of a schema that holds itself, or that is not to be looked at before it is used. */
function compileLater(schema: z.core.$ZodType, place: Place): Compiled {
  let made: { collect: Compiled } | undefined;
  return (value, found) => {
    made ??= { collect: compileSubjects(schema, place) };
    made.collect?.(value, found);
  };
}

function allOf(compiled: readonly Compiled[]): Compiled {
  const collects = compiled.filter((collect) => collect !== undefined);
  if (collects.length === 0) return undefined;
  return (value, found) => {
    for (const collect of collects) collect(value, found);
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Finds the ids of all records that a call of a procedure is about. */
export type ProcedureSubjects = {
  /** Whether a call can have any. */
  areAny: boolean;
  /** Of a checked input and a checked result; of either undefined, while there is none. */
  of(input: unknown, result: unknown): ReadonlySet<string>;
  /** Of an input that was refused: the ids in its own fields, where they are ones. */
  ofRefused(raw: unknown): ReadonlySet<string>;
};

/** @throws {TypeError} for what it does not understand: see `compileSubjects`. */
export function compileProcedureSubjects(schemas: {
  inputs: unknown[];
  output?: unknown;
}): ProcedureSubjects {
  const collectInput = allOf(schemas.inputs.map(compileParser));
  const collectResult = schemas.output === undefined ? undefined : compileParser(schemas.output);
  const ofRefused = compileRefused(schemas.inputs);
  if (!collectInput && !collectResult) return { areAny: false, of: () => none, ofRefused };
  return {
    areAny: true,
    of(input, result) {
      const found = new Set<string>();
      collectInput?.(input, found);
      collectResult?.(result, found);
      return found;
    },
    ofRefused,
  };
}

/** Whoever tries what is not allowed would stay unseen if only a well-formed call named the records. */
function compileRefused(inputs: readonly unknown[]): ProcedureSubjects["ofRefused"] {
  const names = new Set(
    inputs.flatMap((input) => (input instanceof z.core.$ZodType ? idFieldsOf(input) : [])),
  );
  if (names.size === 0) return () => none;
  return (raw) => {
    const found = new Set<string>();
    if (isObject(raw)) {
      for (const name of names) {
        const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
        if (typeof value === "string" && guid.test(value)) found.add(value.toLowerCase());
      }
    }
    return found;
  };
}

/** The names of an object's fields that are ids, in whatever they are wrapped. */
function idFieldsOf(schema: z.core.$ZodType): string[] {
  if (isOf(schema, z.core.$ZodObject))
    return Object.entries(schema._zod.def.shape).flatMap(([name, field]) => (isIdField(field) ? [name] : []));
  if (isOf(schema, z.core.$ZodPipe)) return idFieldsOf(schema._zod.def.in);
  const inner = innerOf(schema);
  return inner ? idFieldsOf(inner) : [];
}

function isIdField(schema: z.core.$ZodType): boolean {
  if (isOf(schema, z.core.$ZodString)) return compileText(schema, { isCertain: false }) !== undefined;
  if (isOf(schema, z.core.$ZodPipe)) return isIdField(schema._zod.def.in);
  const inner = innerOf(schema);
  return inner !== undefined && isIdField(inner);
}

const none: ReadonlySet<string> = new Set();

/** tRPC takes parsers of other libraries, too. */
function compileParser(parser: unknown): Compiled {
  if (parser instanceof z.core.$ZodType) return compileSubjects(parser);
  throw new TypeError("Inputs and outputs are zod schemas: in nothing else the audit can find ids.");
}
