import { z } from "zod";
import { foldSchema, innerOf, type SchemaFold } from "../field/fold-schema.ts";
import { isActorId } from "../field/ids.ts";

type Collect = (value: unknown, found: Set<string>) => void;

/** Undefined for a schema without ids. */
type Compiled = Collect | undefined;

/** Uncertain for union members and after a transformation. Then only texts that look like ids are collected. */
type Place = { isCertain: boolean };

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const addId: Collect = (value, found) => {
  if (typeof value === "string") found.add(value);
};

const addIfId: Collect = (value, found) => {
  if (typeof value === "string" && guid.test(value)) found.add(value);
};

/**
 * Compiles a schema into a function that collects record ids from valid values: each UUID, at any depth, except
 * `ActorId`. Runs for each row of each page, so it visits only paths that lead to ids.
 * @throws {TypeError} for an unknown kind of schema, as an id could be missed.
 */
function compileSubjects(schema: z.core.$ZodType, place: Place = { isCertain: true }): Compiled {
  return foldSchema(schema, place, finder);
}

/** Kinds of values without ids. */
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
  if (!isId || isActorId(schema)) return undefined;
  return isCertain ? addId : addIfId;
}

const finder: SchemaFold<Compiled, Place> = {
  own(schema, place) {
    if (leaves.has(schema._zod.def.type)) return { result: undefined };
    return isOf(schema, z.core.$ZodString) ? { result: compileText(schema, place) } : undefined;
  },
  object(fields) {
    const found = fields.flatMap(({ name, result }) => (result ? [{ name, collect: result }] : []));
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
  // A pipe's value matches its last schema. After a transformation, parts may be unchanged.
  pipe: (def, place) =>
    def.out._zod.def.type === "transform"
      ? [{ schema: def.in, place: { isCertain: false } }]
      : [{ schema: def.out, place }],
  lazy: ({ _zod }, place) => compileLater(_zod.innerType, place),
  cycle: compileLater,
  unknown(schema) {
    throw new TypeError(`The audit cannot find ids in schemas of kind "${schema._zod.def.type}".`);
  },
};

/** For recursive and lazy schemas, compiled on first use. */
function compileLater(schema: z.core.$ZodType, place: Place): Compiled {
  let compiled: { collect: Compiled } | undefined;
  return (value, found) => {
    compiled ??= { collect: compileSubjects(schema, place) };
    compiled.collect?.(value, found);
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

/** Finds the ids of all records that a call is about. */
export type ProcedureSubjects = {
  /** Whether calls can have subjects. */
  areAny: boolean;
  /** For a checked input and result, either undefined if missing. */
  of(input: unknown, result: unknown): ReadonlySet<string>;
  /** For an invalid input: valid ids in its top-level fields. */
  ofRefused(raw: unknown): ReadonlySet<string>;
};

/** @throws {TypeError} for an unsupported schema. See `compileSubjects`. */
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

/** Also names records for invalid input. Otherwise malformed calls could probe for records without a trace. */
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

/** Names of an object's id fields, through any wrappers. */
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

/** tRPC also accepts parsers of other libraries. */
function compileParser(parser: unknown): Compiled {
  if (parser instanceof z.core.$ZodType) return compileSubjects(parser);
  throw new TypeError("Inputs and outputs must be zod schemas, so that the audit can find ids.");
}
