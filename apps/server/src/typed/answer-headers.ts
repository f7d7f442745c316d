import { type Deprecation, type ProcedureMeta, type RequestContext, toDomainError } from "@caretype/api";
import type { AnyTRPCProcedure, TRPCError } from "@trpc/server";
import { deprecationHeaders } from "../http/deprecation-headers.ts";
import { replayHeaders } from "../http/idempotency-keys.ts";
import { refusalHeaders } from "../http/plugin/errors.ts";
import { typedPrefix } from "./typed-error.ts";

type Answered = {
  errors: readonly TRPCError[];
  procedures: readonly (AnyTRPCProcedure | undefined)[];
  idempotency: RequestContext["idempotency"];
};

/**
 * Returns an answer's headers, for both paths.
 * Each of several errors may add some, and so may each deprecated procedure.
 */
export function answerHeaders({ errors, procedures, idempotency }: Answered): Record<string, string> {
  const headers = replayHeaders(idempotency);
  if (procedures.some(deprecationOf))
    Object.assign(headers, deprecationHeaders(procedures.flatMap(withSuccessor)));
  for (const error of errors) Object.assign(headers, refusalHeaders(toDomainError(error)));
  headers["cache-control"] = "no-store";
  return headers;
}

const deprecationOf = (procedure: AnyTRPCProcedure | undefined): Deprecation | undefined => {
  const { deprecation }: ProcedureMeta = procedure?._def.meta ?? {};
  return deprecation;
};

/** Returns the deprecation of a procedure, if it has one, with the successor's address beside its own. */
function withSuccessor(procedure: AnyTRPCProcedure | undefined) {
  const deprecation = deprecationOf(procedure);
  if (!deprecation) return [];
  const { use } = deprecation;
  return [{ ...deprecation, successor: use === undefined ? null : `${typedPrefix}/${use}` }];
}
