import type { TRPCDefaultErrorShape } from "@trpc/server";
import { errorDefinitions } from "./definitions.ts";
import { toDomainError } from "./map.ts";

type Failure = { shape: TRPCDefaultErrorShape; error: unknown; ctx: { requestId: string } | undefined };

/** The error of a call on the typed API. Contains nothing from drivers or libraries. */
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
      appointmentStatus: details.appointmentStatus ?? null,
      clashes: details.clashes ?? null,
      secondFactor: details.secondFactor ?? null,
    },
  };
}

/**
 * An interface, so that tsc emits its name. Inlined per procedure, this shape was three quarters of the router's
 * declaration, which exceeded tsc's limit at 500 procedures.
 */
export interface ErrorShape extends ReturnType<typeof errorShape> {}
