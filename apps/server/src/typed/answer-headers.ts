import { toDomainError } from "@caretype/api";
import type { TRPCError } from "@trpc/server";
import { refusalHeaders } from "../plugin/errors.ts";

/** What goes with an answer in either lane; of several errors, each may add a header. */
export function answerHeaders(errors: readonly TRPCError[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const error of errors) Object.assign(headers, refusalHeaders(toDomainError(error)));
  headers["cache-control"] = "no-store";
  return headers;
}
