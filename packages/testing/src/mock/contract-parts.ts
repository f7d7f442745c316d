import type { ErrorData } from "@caretype/client";
import type { z } from "zod";

export type MockProcedure = {
  /** Null: public. */
  permission: ErrorData["permission"];
  /** The procedure's code for an unknown record. */
  notFound: string | null;
  record: string | null;
  nullable: readonly string[];
  /** Fields of the answer that require a permission. */
  withheld: readonly WithheldField[];
  /** A valid answer, or null if it has none. */
  example: unknown;
};

/** The path to a field of the answer, through lists (`null`), and the permission to see it. */
export type WithheldField = { path: readonly (string | null)[]; permission: string };

export type MockContract = {
  /** By path. */
  procedures: Readonly<Record<string, MockProcedure>>;
  /** By code. `number` is that of JSON-RPC. */
  errors: Readonly<Record<string, { number: number; status: number; title: string }>>;
  /** Messages of `PERMISSION_DENIED` by permission. */
  denials: Readonly<Record<string, string>>;
  /** The details of an error without details. */
  errorData: Readonly<Record<string, unknown>>;
  inputs: Readonly<Record<string, z.ZodType>>;
  /** By role. */
  permissions: Readonly<Record<string, readonly string[]>>;
};

/** Returns an answer with null for the fields that its reader may not see. */
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
