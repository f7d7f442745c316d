import { type DomainError, toTrpcError } from "@caretype/api";
import { type AnyTRPCRouter, getTRPCErrorShape } from "@trpc/server";

export const typedPrefix = "/trpc";

const typedUrl = new RegExp(`^${typedPrefix}(?:[/?]|$)`);

/** Returns whether a request is a typed call, even if no route takes it. */
export const isTypedUrl = (url = "") => typedUrl.test(url);

/** Wraps an error from before tRPC got the request, in tRPC's envelope. */
export function toTypedError(
  router: AnyTRPCRouter,
  error: DomainError,
  context: { requestId: string; status?: number },
): { error: unknown } {
  const shape: unknown = getTRPCErrorShape({
    config: router._def._config,
    error: toTrpcError(error),
    type: "unknown",
    path: undefined,
    input: undefined,
    ctx: context,
  });
  return { error: shape };
}
