import { type DomainError, toTrpcError } from "@caretype/api";
import { type AnyTRPCRouter, getTRPCErrorShape } from "@trpc/server";

export const typedPrefix = "/trpc";

/** Wraps an error from before tRPC got the request, in the envelope that its client reads. */
export function toTypedError(
  router: AnyTRPCRouter,
  error: DomainError,
  requestId: string,
): { error: unknown } {
  const shape: unknown = getTRPCErrorShape({
    config: router._def._config,
    error: toTrpcError(error),
    type: "unknown",
    path: undefined,
    input: undefined,
    ctx: { requestId },
  });
  return { error: shape };
}
