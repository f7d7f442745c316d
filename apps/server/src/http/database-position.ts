import type { ProcedureMeta, RequestContext } from "@caretype/api";
import type { AnyTRPCProcedure } from "@trpc/server";
import type { FastifyRequest } from "fastify";

/**
 * The log position that a client of the typed surface has seen. Replicas can then answer lists and searches, and a
 * client still sees its own changes.
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
 * Returns the header with the position: after a change, after background work for the caller, and for a client
 * without one. The primary is asked at the end, so that the position covers the whole answer. If it cannot answer,
 * the client drops its position, and the primary serves it.
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
