import { hash } from "node:crypto";

/** SHA-256 of a checked input: the same for the same values, in whatever order their fields came. */
export function hashInput(input: unknown): Buffer {
  const canonical = JSON.stringify(input, inOrder) ?? "";
  return hash("sha256", canonical, "buffer");
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  // Without a prototype, because a field of free JSON may be named `__proto__`.
  const ordered: Record<string, unknown> = Object.create(null);
  for (const [name, part] of Object.entries(value).toSorted(byName)) ordered[name] = part;
  return ordered;
}

const byName = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1);
