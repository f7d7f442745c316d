import { type RequestContext, toDomainError } from "@caretype/api";
import type { TRPCError } from "@trpc/server";
import { replayHeaders } from "../http/idempotency-keys.ts";
import { refusalHeaders } from "../http/plugin/errors.ts";

/**
 * Returns an answer's headers, for both paths.
 * Each of several errors may add some.
 */
export function answerHeaders(
  errors: readonly TRPCError[],
  idempotency: RequestContext["idempotency"],
): Record<string, string> {
  const headers = replayHeaders(idempotency);
  for (const error of errors) Object.assign(headers, refusalHeaders(toDomainError(error)));
  headers["cache-control"] = "no-store";
  return headers;
}
