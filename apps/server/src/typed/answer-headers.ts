import { type ProcedureMeta, type RequestContext, toDomainError } from "@caretype/api";
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
  const headers = { ...replayHeaders(idempotency), ...deprecationHeaders(deprecationsOf(procedures)) };
  for (const error of errors) Object.assign(headers, refusalHeaders(toDomainError(error)));
  headers["cache-control"] = "no-store";
  return headers;
}

/** Returns what is deprecated of the called procedures, with the successor's address beside theirs. */
const deprecationsOf = (procedures: Answered["procedures"]) =>
  procedures.flatMap((procedure) => {
    const { deprecation }: ProcedureMeta = procedure?._def.meta ?? {};
    if (!deprecation) return [];
    const { use } = deprecation;
    return [{ ...deprecation, successor: use === undefined ? null : `${typedPrefix}/${use}` }];
  });
