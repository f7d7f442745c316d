import { nearestOf } from "@caretype/core/kernel/error/input-messages";

/** So many names are read at a glance. */
const maxNames = 12;

/**
 * Throws a `TypeError` for a name that there is not. Runners of tests check no types, and a failure of a procedure that is
 * misspelled would never come.
 */
export function requireKnown(kind: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const nearest = nearestOf(name, known);
  const others = known.length <= maxNames ? `, only ${known.join(", ")}` : "";
  throw new TypeError(`There is no ${kind} ${name}${nearest ? `: did you mean ${nearest}?` : others}`);
}

/** Throws a `TypeError` for an option that there is not. `known` has each. */
export function requireOptions<Options extends object>(
  options: Options,
  known: Readonly<Record<keyof Options, 1>>,
): void {
  for (const name of Object.keys(options)) requireKnown("option", name, Object.keys(known));
}
