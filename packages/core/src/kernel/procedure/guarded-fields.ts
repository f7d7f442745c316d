import { z } from "zod";
import { DomainError } from "../error/domain-error.ts";
import { foldSchema, innerOf, type SchemaFold } from "../field/fold-schema.ts";
import type { Permission } from "../permissions/permissions.ts";

/** Fields that only holders of a permission may see or set. */
const guardedFields = z.registry<{ permission: Permission }>();

/**
 * Withholds a field from callers without the permission, in every answer of every procedure. It becomes null, or is
 * left out if optional. They cannot set it either.
 */
export function onlyWith<Schema extends z.core.$ZodType>(permission: Permission, schema: Schema): Schema {
  guardedFields.add(schema, { permission });
  return schema;
}

const recordsInRefusals: z.ZodType[] = [];

/** Registers a record that errors carry, to withhold its guarded fields there, too. */
export function registerRefusalRecord(record: z.ZodType): void {
  recordsInRefusals.push(record);
}

let withholdings: Withhold[] | undefined;

export function withholdInRefusal<Shown>(record: Shown, held: Held): Shown {
  withholdings ??= recordsInRefusals.map(compileWithholding).filter((withhold) => withhold !== undefined);
  // The record's kind is unknown here, so the guarded names of every kind are withheld. The type is unchanged.
  return withholdings.reduce<unknown>((shown, withhold) => withhold(shown, held), record) as Shown;
}

/** The permission that a field needs, through any wrappers. */
export function permissionOf(schema: z.core.$ZodType): Permission | undefined {
  const guarded = guardedFields.get(schema);
  if (guarded) return guarded.permission;
  const inner = innerOf(schema);
  return inner && permissionOf(inner);
}

/** All permissions that the record's fields need. */
export const permissionsOf = (record: z.ZodObject): Permission[] => [
  ...new Set(Object.values(record.shape).flatMap((field) => permissionOf(field) ?? [])),
];

type Held = ReadonlySet<Permission>;

export type Withhold = (value: unknown, held: Held) => unknown;

type Compiled = Withhold | undefined;

/** Returns undefined for schemas without guarded fields, which are nearly all. */
export function compileWithholding(schema: z.core.$ZodType): Withhold | undefined {
  const needed = new Set<Permission>();
  const withhold = foldSchema(schema, needed, withholder);
  if (!withhold) return undefined;
  const all = [...needed];
  return (value, held) => (all.every((permission) => held.has(permission)) ? value : withhold(value, held));
}

/** The place is the set of permissions needed so far. */
const withholder: SchemaFold<Compiled, Set<Permission>> = {
  own(schema, needed) {
    const guarded = guardedFields.get(schema);
    return guarded && { result: compileGuarded(schema, guarded.permission, needed) };
  },
  object(fields) {
    const guarded = fields.flatMap(({ name, result }) => (result ? [{ name, withhold: result }] : []));
    return guarded.length === 0 ? undefined : (value, held) => withoutGuarded(value, { guarded, held });
  },
  array: (withhold) =>
    withhold && ((value, held) => (Array.isArray(value) ? value.map((item) => withhold(item, held)) : value)),
  record: (withhold) =>
    withhold &&
    ((value, held) => {
      if (!isObject(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withhold(item, held)]));
    }),
  several: inTurn,
  wrapped: (withhold) => withhold,
  pipe: (def, needed) => [def.in, def.out].map((schema) => ({ schema, place: needed })),
  lazy: ({ _zod }, _needed, go) => go(_zod.innerType),
  cycle() {
    throw new TypeError("Guarded fields are not supported in recursive schemas.");
  },
  unknown: () => undefined,
};

function compileGuarded(schema: z.core.$ZodType, permission: Permission, needed: Set<Permission>): Withhold {
  needed.add(permission);
  const instead = schema._zod.optin === "optional" ? undefined : null;
  return (value, held) => (held.has(permission) ? value : instead);
}

type Guarded = readonly { name: string; withhold: Withhold }[];

function withoutGuarded(value: unknown, { guarded, held }: { guarded: Guarded; held: Held }): unknown {
  if (!isObject(value)) return value;
  const shown = { ...value };
  for (const { name, withhold } of guarded) {
    if (!Object.hasOwn(shown, name)) continue;
    shown[name] = withhold(shown[name], held);
    if (shown[name] === undefined) delete shown[name];
  }
  return shown;
}

/** For unions and intersections: withholds what any member withholds. */
function inTurn(withholds: readonly Compiled[]): Compiled {
  const all = withholds.filter((withhold) => withhold !== undefined);
  if (all.length === 0) return undefined;
  return (value, held) => all.reduce((shown, withhold) => withhold(shown, held), value);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Removes fields from a checked input that its sender may not set. Rejects if that would lose a change. */
export type LimitInput = (input: unknown, held: Held) => void;

/**
 * Compiles the limit for an input's own fields. Null is removed without an error, so that a record can be read with
 * the field withheld and sent back.
 * @throws {DomainError} `PERMISSION_DENIED` for any other value.
 */
export function compileInputLimit(schema: z.core.$ZodType): LimitInput | undefined {
  const guarded = Object.entries(shapeOf(schema)).flatMap(([name, field]) => {
    const permission = permissionOf(field);
    return permission ? [{ name, permission }] : [];
  });
  if (guarded.length === 0) return undefined;
  return (input, held) => {
    if (!isObject(input)) return;
    for (const { name, permission } of guarded) {
      if (held.has(permission) || input[name] === undefined) continue;
      if (input[name] !== null) throw new DomainError("PERMISSION_DENIED", { permission });
      delete input[name];
    }
  };
}

/** The fields of an object schema, or of one behind a pipe or wrapper. */
function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> {
  if (schema instanceof z.core.$ZodObject) return schema._zod.def.shape;
  if (schema instanceof z.core.$ZodPipe)
    return { ...shapeOf(schema._zod.def.in), ...shapeOf(schema._zod.def.out) };
  const inner = innerOf(schema);
  return inner ? shapeOf(inner) : {};
}
