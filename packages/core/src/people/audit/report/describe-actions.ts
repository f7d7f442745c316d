import type { AnyTRPCRouter } from "@trpc/server";
import type { ProcedureMeta } from "../../../kernel/procedure/trpc.ts";
import { commandDescriptions } from "./command-descriptions.ts";
import { described } from "./described-actions.ts";

/** The parts of tRPC's definition that are read here. Its types do not declare our meta. */
type Definition = { type: "query" | "mutation" | "subscription"; meta?: ProcedureMeta };

const isDefinition = (value: unknown): value is Definition =>
  typeof value === "object" && value !== null && "type" in value;

/** Registers the descriptions of procedures and commands. */
export function describeActions(router: AnyTRPCRouter): void {
  described.clear();
  for (const [path, procedure] of Object.entries<unknown>(router._def.procedures)) {
    const definition: unknown = Reflect.get(Object(procedure), "_def");
    if (!isDefinition(definition)) throw new TypeError(`${path} is not a procedure`);
    const { type, meta = {} } = definition;
    if (meta.describes)
      described.set(path, {
        ...meta.describes,
        isTechnical: isTechnicalCall({ type, meta }),
        isRead: type === "query",
      });
  }
  for (const [command, descriptions] of Object.entries(commandDescriptions))
    described.set(command, descriptions);
}

/**
 * Whether a call is neither a change nor access to patient data. Calls about the caller's own account and sessions
 * are technical, and so is reading the audit. Derived from the declaration, so that each new procedure is classified.
 */
export function isTechnicalCall({ type, meta: { guard, describes } }: Required<Definition>): boolean {
  if (describes?.isTechnical !== undefined) return describes.isTechnical;
  if (guard?.kind !== "protected" || guard.permission === "account:self") return true;
  if (type === "mutation") return false;
  return describes?.patient === undefined || guard.permission === "audit:read";
}
