import { isRecord } from "../rest/encode.ts";
import type { JsonSchema } from "./schemas.ts";

// Moves fields such as `created_at`, which are the same in many objects, to schemas of their own.

/** The minimum number of objects for a shared field. */
const minUses = 5;

type Found = { name: string; schema: JsonSchema; count: number };

const byCount = ([, one]: [string, Found], [, other]: [string, Found]) => other.count - one.count;

export const pascal = (name: string) =>
  name.replace(/(?:^|[-_])([a-zA-Z])/g, (_, letter: string) => letter.toUpperCase());

/** Returns whether a schema has content of its own. Objects and lists consist of their own fields. */
const isField = (schema: unknown): schema is JsonSchema =>
  isRecord(schema) &&
  typeof schema.description === "string" &&
  !("properties" in schema) &&
  !("$ref" in schema);

/** Calls `visit` for each field of an object schema within `value`. Replaces the field by the result. */
function mapFields(value: unknown, visit: (name: string, field: JsonSchema) => unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => mapFields(part, visit));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, part]) => {
    if (key !== "properties" || !isRecord(part)) return [key, mapFields(part, visit)];
    const fields = Object.entries(part).map(([name, field]) => [
      name,
      isField(field) ? visit(name, field) : mapFields(field, visit),
    ]);
    return [key, Object.fromEntries(fields)];
  });
  return Object.fromEntries(entries);
}

/** Moves fields of many objects to named components, and returns the components with references. */
export const shareFields = (schemas: Record<string, JsonSchema>) => shareCommonFields(shareChanges(schemas));

/** The words of a change's earlier and later value. Choices belong to their field alone. */
const kindsOfChange: Readonly<Record<string, string>> = {
  boolean: "Flag",
  date: "Date",
  "date-time": "Instant",
  integer: "Number",
  string: "Text",
  uuid: "Id",
};

/** `TextChange` for an object with two texts, `from` and `to`. */
function nameOfChange({ properties: { from, to, ...others } = {} }: JsonSchema): string | undefined {
  if (typeof from !== "object" || typeof to !== "object" || Object.keys(others).length > 0) return undefined;
  const { type, format, description: _description, ...limits } = from;
  const isPlain = Object.keys(limits).length === 0 && Array.isArray(type) && type.length === 2;
  return isPlain ? kindsOfChange[format ?? String(type[0])] : undefined;
}

/** The fields of `changes` are pairs of values. Each kind of pair becomes a schema. */
function shareChanges(schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const shared: Record<string, JsonSchema> = {};
  const refer = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(refer);
    if (!isRecord(value)) return value;
    const kind = nameOfChange(value);
    if (kind === undefined)
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, refer(part)]));
    shared[`${kind}Change`] ??= {
      ...value,
      description: "The earlier and the later value of a field. Omitted if it did not change.",
    };
    return { $ref: `#/components/schemas/${kind}Change` };
  };
  return { ...Object(refer(schemas)), ...shared };
}

function shareCommonFields(schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const found = new Map<string, Found>();
  mapFields(schemas, (name, schema) => {
    const key = `${name} ${JSON.stringify(schema)}`;
    found.set(key, { name, schema, count: (found.get(key)?.count ?? 0) + 1 });
    return schema;
  });
  const shared: Record<string, JsonSchema> = {};
  const names = new Map<string, string>();
  // Only the most frequent field of a name: a number would not distinguish others. One word, such as `name`, is
  // ambiguous.
  for (const [key, { name, schema, count }] of [...found].toSorted(byCount)) {
    const own = pascal(name);
    if (count < minUses || !name.includes("_") || own in shared || own in schemas) continue;
    names.set(key, own);
    shared[own] = schema;
  }
  const referring = mapFields(schemas, (name, schema) => {
    const own = names.get(`${name} ${JSON.stringify(schema)}`);
    return own ? { $ref: `#/components/schemas/${own}` } : schema;
  });
  return { ...Object(referring), ...shared };
}
