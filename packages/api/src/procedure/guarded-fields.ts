import { z } from "zod";
import { DomainError } from "../error/domain-error.ts";
import { foldSchema, innerOf, type SchemaFold } from "../field/fold-schema.ts";
import type { Permission } from "../permissions.ts";

/** Schemas of fields that only who has a permission may see, or set. */
const guardedFields = z.registry<{ permission: Permission }>();

/**
 * A field that is withheld from who lacks the permission, wherever a procedure answers it: in single reads, lists,
 * searches and histories alike. It is null there, or missing if it may be; who cannot see it cannot set it either.
 */
export function onlyWith<Schema extends z.core.$ZodType>(permission: Permission, schema: Schema): Schema {
  guardedFields.add(schema, { permission });
  return schema;
}

const recordsInRefusals: z.ZodType[] = [];

/** Marks a kind of record with guarded fields that errors carry: the fields are withheld from its reader there, too. */
export function shownInRefusals(record: z.ZodType): void {
  recordsInRefusals.push(record);
}

let withholdings: Withhold[] | undefined;

/** A record in an error, of any kind, without the fields that its reader may not see. */
export function withholdInRefusal<Shown>(record: Shown, held: Held): Shown {
  withholdings ??= recordsInRefusals.map(compileWithholding).filter((withhold) => withhold !== undefined);
  // Which kind it is, its type does not say: what any kind withholds under a name is withheld. The type stays, less some values.
  return withholdings.reduce<unknown>((shown, withhold) => withhold(shown, held), record) as Shown;
}

/** The permission that a field needs, in whatever it is wrapped. */
export function permissionOf(schema: z.core.$ZodType): Permission | undefined {
  const guarded = guardedFields.get(schema);
  if (guarded) return guarded.permission;
  const inner = innerOf(schema);
  return inner && permissionOf(inner);
}

/** Every permission that a field of the record needs. */
export const permissionsOf = (record: z.ZodObject): Permission[] => [
  ...new Set(Object.values(record.shape).flatMap((field) => permissionOf(field) ?? [])),
];

type Held = ReadonlySet<Permission>;

/** Gives a checked value without what its reader may not see. */
export type Withhold = (value: unknown, held: Held) => unknown;

type Compiled = Withhold | undefined;

/** Undefined for a schema that has no guarded field: nearly all. */
export function compileWithholding(schema: z.core.$ZodType): Withhold | undefined {
  const needed = new Set<Permission>();
  const withhold = foldSchema(schema, needed, withholder);
  if (!withhold) return undefined;
  const all = [...needed];
  return (value, held) => (all.every((permission) => held.has(permission)) ? value : withhold(value, held));
}

/** Its place: the permissions that are needed so far. */
const withholder: SchemaFold<Compiled, Set<Permission>> = {
  own(schema, needed) {
    const guarded = guardedFields.get(schema);
    return guarded && { made: compileGuarded(schema, guarded.permission, needed) };
  },
  object(fields) {
    const guarded = fields.flatMap(({ name, made }) => (made ? [{ name, withhold: made }] : []));
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
    throw new TypeError("Fields cannot be withheld from a schema that holds itself.");
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

/** A value is of one of these, or has been through all of them: what any of them withholds is withheld. */
function inTurn(withholds: readonly Compiled[]): Compiled {
  const all = withholds.filter((withhold) => withhold !== undefined);
  if (all.length === 0) return undefined;
  return (value, held) => all.reduce((shown, withhold) => withhold(shown, held), value);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Takes from a checked input what its sender may not set; rejects when that would say something. */
export type LimitInput = (input: unknown, held: Held) => void;

/**
 * Of an input's own fields. Null is what a field says that was withheld, so a record that was read and is sent back
 * leaves the field as it is.
 * @throws {DomainError} `PERMISSION_DENIED` for anything else.
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
      if (input[name] !== null) throw new DomainError("PERMISSION_DENIED");
      delete input[name];
    }
  };
}

/** Of an object, or what is made of one in the end. */
function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> {
  if (schema instanceof z.core.$ZodObject) return schema._zod.def.shape;
  if (schema instanceof z.core.$ZodPipe)
    return { ...shapeOf(schema._zod.def.in), ...shapeOf(schema._zod.def.out) };
  const inner = innerOf(schema);
  return inner ? shapeOf(inner) : {};
}
