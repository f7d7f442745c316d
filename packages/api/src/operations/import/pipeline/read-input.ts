import type { z } from "zod";
import { DomainError } from "../../../kernel/error/domain-error.ts";

/** A problem of a field of the input. */
export type Issue = { path: string; message: string | undefined };

/** Reads an input of the API by its schema, and by the rules beyond it, which throw `INVALID_INPUT`. */
export function readInput<Schema extends z.ZodType, Value>(
  schema: Schema,
  given: unknown,
  resolve: (input: z.output<Schema>) => Value,
): { value: Value } | { issues: Issue[] } {
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    return { issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })) };
  try {
    return { value: resolve(parsed.data) };
  } catch (error) {
    if (!(error instanceof DomainError) || !error.details.errors) throw error;
    const found = Object.entries(error.details.errors);
    return { issues: found.map(([path, [message]]) => ({ path, message })) };
  }
}
