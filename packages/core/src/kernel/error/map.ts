import { constraintOf, DatabaseUnavailable, sqlStateOf } from "@caretype/db";
import { TRPCError } from "@trpc/server";
import { ZodError, z } from "zod";
import { constraintCodes, type ErrorCode, trpcCodeOf } from "./definitions.ts";
import { DomainError } from "./domain-error.ts";
import { fieldErrors, inputMessage } from "./input-messages.ts";

z.config({ customError: inputMessage });

/** Errors thrown by tRPC itself, before or around a procedure. */
const codesOfTrpc: Partial<Record<TRPCError["code"], ErrorCode>> = {
  NOT_FOUND: "ROUTE_NOT_FOUND",
  METHOD_NOT_SUPPORTED: "METHOD_NOT_ALLOWED",
  PARSE_ERROR: "MALFORMED_REQUEST",
  BAD_REQUEST: "MALFORMED_REQUEST",
  PAYLOAD_TOO_LARGE: "PAYLOAD_TOO_LARGE",
  UNSUPPORTED_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
};

/**
 * Deadlock, serialization failure, lock or statement timeout, shutdown, full disk or memory, unreachable node. A
 * retry may succeed.
 */
const passingState = /^(08...|40001|40P01|55P03|57014|57P0[123]|53...|58030)$/;

/** Converts any error to a DomainError. Unknown errors become `INTERNAL`, with the cause kept for the log. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof TRPCError) return fromTrpc(error);
  if (error instanceof ZodError) return new DomainError("INVALID_INPUT", { errors: fieldErrors(error) });
  if (error instanceof DatabaseUnavailable) {
    return new DomainError("SERVICE_UNAVAILABLE", {
      retryAfterSeconds: error.retryAfterSeconds,
      cause: error,
    });
  }
  const code = constraintCodes[constraintOf(error) ?? ""];
  if (code) return new DomainError(code, { cause: error });
  if (passingState.test(sqlStateOf(error) ?? "")) {
    return new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1, cause: error });
  }
  return new DomainError("INTERNAL", { cause: error });
}

function fromTrpc(error: TRPCError): DomainError {
  // A failed output check also has a ZodError, but is a server error.
  if (error.code === "INTERNAL_SERVER_ERROR") {
    return error.cause && !(error.cause instanceof ZodError)
      ? toDomainError(error.cause)
      : new DomainError("INTERNAL", { cause: error });
  }
  if (error.cause instanceof DomainError || error.cause instanceof ZodError)
    return toDomainError(error.cause);
  return new DomainError(codesOfTrpc[error.code] ?? "INTERNAL", { cause: error });
}

/** Converts any error to a TRPCError, so that tRPC sets the status and envelope. */
export function toTrpcError(error: unknown): TRPCError {
  const cause = toDomainError(error);
  return new TRPCError({ code: trpcCodeOf(cause.code), message: cause.message, cause });
}
