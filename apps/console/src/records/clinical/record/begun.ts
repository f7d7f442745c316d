import type { CurrentRecord } from "@caretype/client";
import { z } from "zod";
import type { FormKind, RecordKind, Values } from "./record-kind.ts";

const Typed = z.record(z.string(), z.string());

/** Reads the values of a form as they were stored. Null for what another version of the console has stored. */
export function parseTyped(stored: unknown, empty: Values): Values | null {
  const { data } = Typed.safeParse(stored);
  if (!data) return null;
  return Object.fromEntries(Object.entries(empty).map(([name, text]) => [name, data[name] ?? text]));
}

/** A change that was begun: the version that it began with, and what was typed. */
export type Begun<Kind extends FormKind> = { base: CurrentRecord<Kind>; values: Values };

/** Reads a change as it was stored. */
export function parseBegun<Kind extends FormKind>(
  stored: unknown,
  { schemas, valuesOf }: RecordKind<Kind>,
): Begun<Kind> | null {
  const { base, values }: { base?: unknown; values?: unknown } = Object(stored);
  const record = schemas.record.safeParse(base).data;
  const typed = record && parseTyped(values, valuesOf(record));
  return record && typed ? { base: record, values: typed } : null;
}
