/** JSON that is independent of the order of fields. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, inOrder) ?? "";

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  // No prototype: free JSON may have a field named `__proto__`.
  const ordered: Record<string, unknown> = Object.create(null);
  for (const [name, part] of Object.entries(value).toSorted(byName)) ordered[name] = part;
  return ordered;
}

const byName = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1);
