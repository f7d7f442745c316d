import type { TRPCDefaultErrorShape } from "@trpc/server";
import { errorDefinitions } from "./definitions.ts";
import { toDomainError } from "./map.ts";

type Failure = { shape: TRPCDefaultErrorShape; error: unknown; ctx: { requestId: string } | undefined };

/** What a call's error says on the typed surface: nothing of a driver or library goes out. */
export function errorShape({ shape, error, ctx }: Failure) {
  const { code, message, details } = toDomainError(error);
  return {
    code: shape.code,
    message,
    data: {
      code,
      httpStatus: errorDefinitions[code].status,
      requestId: ctx?.requestId ?? null,
      errors: details.errors ?? null,
      blockedBy: details.blockedBy ?? null,
      blockedByTotal: details.blockedByTotal ?? null,
      blockedElsewhere: details.blockedElsewhere ?? false,
      current: details.current ?? null,
      candidates: details.candidates ?? null,
      secondFactor: details.secondFactor ?? null,
    },
  };
}

/**
 * An interface, which tsc writes by its name: spelled out for each procedure, the shape was three quarters of the router's
 * declaration, and with 500 procedures that was longer than tsc writes.
 */
export interface ErrorShape extends ReturnType<typeof errorShape> {}
