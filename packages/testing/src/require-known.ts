import { nearestOf } from "@caretype/core/kernel/error/input-messages";

/** A short list is readable at a glance. */
const maxNames = 12;

/**
 * Throws a `TypeError` for an unknown name. Test runners check no types, and a failure for a misspelled procedure
 * would never occur.
 */
export function requireKnown(kind: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const nearest = nearestOf(name, known);
  const others = known.length <= maxNames ? `, only ${known.join(", ")}` : "";
  throw new TypeError(`There is no ${kind} ${name}${nearest ? `: did you mean ${nearest}?` : others}`);
}

/** Throws a `TypeError` for an unknown option. `known` lists all. */
export function requireOptions<Options extends object>(
  options: Options,
  known: Readonly<Record<keyof Options, 1>>,
): void {
  for (const name of Object.keys(options)) requireKnown("option", name, Object.keys(known));
}
