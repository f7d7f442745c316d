import type { JsonSchema } from "./schemas.ts";

// Fields such as `created_at` are the same wherever they are. Each is described once, as a schema of its own.

/** A field that fewer objects have stays where it is. */
const leastUses = 5;

type Found = { name: string; schema: unknown; count: number };

const byCount = ([, one]: [string, Found], [, other]: [string, Found]) => other.count - one.count;

const pascal = (name: string) =>
  name.replace(/(?:^|[-_])([a-zA-Z])/g, (_, letter: string) => letter.toUpperCase());

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Whether a schema says more than a reference to it. Objects and lists are what their own fields are. */
const isField = (schema: unknown): schema is JsonSchema =>
  isObject(schema) &&
  typeof schema.description === "string" &&
  !("properties" in schema) &&
  !("$ref" in schema);

/** Calls `visit` for each field of an object schema within `value`. Replaces the field by what it returns. */
function mapFields(value: unknown, visit: (name: string, field: JsonSchema) => unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => mapFields(part, visit));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, part]) => {
    if (key !== "properties" || !isObject(part)) return [key, mapFields(part, visit)];
    const fields = Object.entries(part).map(([name, field]) => [
      name,
      isField(field) ? visit(name, field) : mapFields(field, visit),
    ]);
    return [key, Object.fromEntries(fields)];
  });
  return Object.fromEntries(entries);
}

/** Names the fields that many objects have, and returns the components with references to them. */
export function shareFields(schemas: Record<string, JsonSchema>): Record<string, unknown> {
  const found = new Map<string, Found>();
  mapFields(schemas, (name, schema) => {
    const key = `${name} ${JSON.stringify(schema)}`;
    found.set(key, { name, schema, count: (found.get(key)?.count ?? 0) + 1 });
    return schema;
  });
  const shared: Record<string, unknown> = {};
  const names = new Map<string, string>();
  // Only the most frequent one of a name: a number would not say how another one differs. One word, such as `name`, does
  // not say whose it is.
  for (const [key, { name, schema, count }] of [...found].toSorted(byCount)) {
    const own = pascal(name);
    if (count < leastUses || !name.includes("_") || own in shared || own in schemas) continue;
    names.set(key, own);
    shared[own] = schema;
  }
  const referring = mapFields(schemas, (name, schema) => {
    const own = names.get(`${name} ${JSON.stringify(schema)}`);
    return own ? { $ref: `#/components/schemas/${own}` } : schema;
  });
  return { ...Object(referring), ...shared };
}
