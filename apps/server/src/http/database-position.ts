import type { ProcedureMeta, RequestContext } from "@caretype/api";
import type { AnyTRPCProcedure } from "@trpc/server";
import type { FastifyRequest } from "fastify";

/**
 * The position of the database that a client of the typed surface has seen. It lets replicas answer lists and searches,
 * and never hides the client's own changes.
 */
const positionHeader = "caretype-position";

/** Returns the position that the client sent, unverified. */
export function positionIn({ headers: { [positionHeader]: sent } }: FastifyRequest): string | null {
  return typeof sent === "string" ? sent : null;
}

type Answered = {
  context: RequestContext;
  procedures: readonly (AnyTRPCProcedure | undefined)[];
};

/**
 * Returns the header with the position: after a change, after background work for the caller, and for a client that has
 * none yet. The primary is asked at the end, so that the position has all that the answer tells of. If the primary cannot
 * tell, the client forgets what it had, and the primary answers it.
 */
export async function positionHeaders({ context, procedures }: Answered): Promise<Record<string, string>> {
  const { replicas } = context.services;
  if (replicas === undefined || (context.position && procedures.every(isPlainQuery))) return {};
  const position = await replicas.position();
  return { [positionHeader]: position ?? "unknown" };
}

function isPlainQuery(procedure: AnyTRPCProcedure | undefined): boolean {
  const { reportsBackgroundWork }: ProcedureMeta = procedure?._def.meta ?? {};
  return procedure?._def.type === "query" && !reportsBackgroundWork;
}
