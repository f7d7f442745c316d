import { type DomainError, errorDefinitions } from "@caretype/api";
import { type AnyTRPCRouter, getTRPCErrorShape, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_NUMBER } from "@trpc/server/rpc";

export const typedPrefix = "/trpc";

/** tRPC's name for a status; of two names for one status, the later and more general. */
const trpcCodes = new Map(
  Object.values(TRPC_ERROR_CODES_BY_NUMBER).map((code) => [
    getHTTPStatusCodeFromError(new TRPCError({ code })),
    code,
  ]),
);

/** An error that happened before tRPC had the request, in the envelope that its client reads. */
export function toTypedError(
  router: AnyTRPCRouter,
  error: DomainError,
  requestId: string,
): { error: unknown } {
  const code = trpcCodes.get(errorDefinitions[error.code].status) ?? "INTERNAL_SERVER_ERROR";
  const shape: unknown = getTRPCErrorShape({
    config: router._def._config,
    error: new TRPCError({ code, message: error.message, cause: error }),
    type: "unknown",
    path: undefined,
    input: undefined,
    ctx: { requestId },
  });
  return { error: shape };
}
