import type { WithheldField } from "./contract-parts.ts";

/** Returns an answer with null in the place of the fields that its reader may not see. */
export const withhold = (
  answer: unknown,
  fields: readonly WithheldField[],
  held: readonly string[],
): unknown =>
  fields.reduce(
    (shown, { path, permission }) => (held.includes(permission) ? shown : without(shown, path)),
    answer,
  );

function without(value: unknown, [step, ...rest]: readonly (string | null)[]): unknown {
  if (step === undefined) return null;
  if (step === null) return Array.isArray(value) ? value.map((item) => without(item, rest)) : value;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return value;
  return { ...value, [step]: without(Reflect.get(value, step), rest) };
}
