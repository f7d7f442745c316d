import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { messageOf } from "@caretype/core/kernel/error/field-messages";
import { requiredLine } from "@caretype/core/kernel/field/schemas";
import type { z } from "zod";
import type { CellProblems } from "./problems.ts";

/** The identifier in another system. */
export const ExternalId = requiredLine(100);

/** Caches results by text, because identifiers and reasons repeat often. */
export function memoize<Result>(parseText: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    if (known.size >= 5_000) known.clear();
    const result = parseText(text);
    known.set(text, result);
    return result;
  };
}

const parseExternalId = memoize((text) => ExternalId.safeParse(text));

/** Returns the identifier in a cell. If invalid, adds a problem and returns an empty string. */
export function externalIdOf<Column extends string>(
  cells: Record<Column, string>,
  column: Column,
  problems: CellProblems,
): string {
  const parsed = parseExternalId(cells[column]);
  if (parsed.success) return parsed.data;
  problems.set(column, messageOf(parsed.error.issues[0]?.message));
  return "";
}

/** A problem of a field of the input. */
export type Issue = { path: string; message: string | undefined };

/** Reads an API input by its schema, and by further rules, which throw `INVALID_INPUT`. */
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
