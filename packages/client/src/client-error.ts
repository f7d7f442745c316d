import type { AppRouter } from "@caretype/api";
import type { TRPCClientErrorLike } from "@trpc/client";

type Like = TRPCClientErrorLike<AppRouter>;

type Parts = {
  cause?: Error;
  /** What the server answered, if it refused the call. */
  shape?: Like["shape"] | null;
  /** Stays with an error until it is a `CallError`, as its headers may have `Retry-After`. */
  response?: Response;
};

/**
 * The error of a call, with the fields of a `TRPCClientError`, which libraries for tRPC read. That class itself would
 * bring 2 kB of tRPC's client into each app.
 */
export class ClientError extends Error implements Like {
  readonly shape: Like["shape"];
  readonly data: Like["data"];
  readonly meta: { response: Response } | undefined;

  constructor(message: string, { cause, shape, response }: Parts = {}) {
    super(message, cause && { cause });
    this.name = "ClientError";
    this.shape = shape ?? undefined;
    this.data = shape?.data;
    this.meta = response && { response };
    // A log would show the data twice.
    for (const key of ["shape", "meta"]) Object.defineProperty(this, key, { enumerable: false });
  }
}

/** Also true for an error of tRPC's own client. */
export const isClientError = (error: unknown): error is ClientError =>
  error instanceof ClientError || (error instanceof Error && error.name === "TRPCClientError");
