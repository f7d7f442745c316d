import type { ErrorData } from "@caretype/client";
import type { z } from "zod";

/** One procedure, as far as the mock reads it. */
export type MockProcedure = {
  /** Null: anybody may call it. */
  permission: ErrorData["permission"];
  /** The code of its own if there is no record with the id. */
  notFound: string | null;
  /** The kind of record that it answers, alone or in a page. */
  record: string | null;
  /** The fields of the answer that may be null. */
  nullable: readonly string[];
  /** The fields of the answer that some callers may not see. */
  withheld: readonly WithheldField[];
  /** A valid answer, and null for none. */
  example: unknown;
};

/** The way from an answer to a field, through lists (`null`), and the permission to see it. */
export type WithheldField = { path: readonly (string | null)[]; permission: string };

/** What the mock knows of the API. */
export type MockContract = {
  /** By path. */
  procedures: Readonly<Record<string, MockProcedure>>;
  /** By code. `number` is that of JSON-RPC. */
  errors: Readonly<Record<string, { number: number; status: number; title: string }>>;
  /** What `PERMISSION_DENIED` says, by permission. */
  denials: Readonly<Record<string, string>>;
  /** The details of an error without details. */
  errorData: Readonly<Record<string, unknown>>;
  /** The schemas of inputs, by path. */
  inputs: Readonly<Record<string, z.ZodType>>;
  /** By role. */
  permissions: Readonly<Record<string, readonly string[]>>;
};

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
