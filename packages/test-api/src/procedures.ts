import type { Guard, ProcedureMeta } from "@caretype/api";
import { compileProcedureSubjects } from "@caretype/core/kernel/audit-log/subjects";
import { z } from "zod";
import { router } from "./composed.ts";

/** A procedure, for tests that walk the router. */
export type WalkedProcedure = {
  path: string;
  type: "query" | "mutation" | "subscription";
  meta: ProcedureMeta;
  guard: Guard | undefined;
  input: z.ZodType | undefined;
  output: z.ZodType | undefined;
  /** True if the audit finds record ids in its input or output. */
  hasSubjects: boolean;
};

const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType;

type BuiltProcedure = {
  _def: { type: WalkedProcedure["type"]; meta?: ProcedureMeta; inputs?: unknown[]; output?: unknown };
};

// Procedures have a definition with their parsers, which tRPC's public type hides.
const isBuilt = (value: unknown): value is BuiltProcedure =>
  typeof value === "function" && "_def" in value && typeof value._def === "object";

export const procedures: WalkedProcedure[] = Object.entries(router._def.procedures).map(
  ([path, procedure]) => {
    if (!isBuilt(procedure)) throw new Error(`${path} is not a procedure`);
    const { type, meta = {}, inputs = [], output } = procedure._def;
    const input = inputs.find(isSchema);
    const hasSubjects = compileProcedureSubjects({ inputs, output }).areAny;
    const schemas = { input, output: isSchema(output) ? output : undefined };
    return { path, type, meta, guard: meta.guard, ...schemas, hasSubjects };
  },
);

/** Returns the top-level fields of an input as JSON Schema. */
export function inputFields(procedure: WalkedProcedure): Record<string, z.core.JSONSchema.BaseSchema> {
  if (!procedure.input) return {};
  const { properties = {} } = z.toJSONSchema(procedure.input, { io: "input" });
  const fields: Record<string, z.core.JSONSchema.BaseSchema> = {};
  for (const [name, field] of Object.entries(properties)) if (typeof field === "object") fields[name] = field;
  return fields;
}

/** Returns the names of the fields that an input must have. */
export const requiredFields = ({ input }: WalkedProcedure): string[] =>
  (input && z.toJSONSchema(input, { io: "input" }).required) ?? [];
