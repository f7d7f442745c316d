import type { ProcedureMeta } from "./trpc.ts";

/** The parts of tRPC's definition that are read. Its types declare neither the schemas nor our meta. */
type Definition = { type?: unknown; meta?: ProcedureMeta; inputs?: readonly unknown[]; output?: unknown };

export function definitionOf(procedure: unknown): Definition {
  const definition: unknown = Reflect.get(Object(procedure), "_def");
  if (typeof definition !== "object" || definition === null) throw new Error("Not a tRPC procedure");
  return definition;
}
