import { setTimeout as pause } from "node:timers/promises";
import { appRouter, DomainError, errorDefinitions, type ProcedureCall, toTrpcError } from "@caretype/api";
import type { ErrorCode } from "@caretype/client";
import type { AnyTRPCRouter } from "@trpc/server";
import { requireKnown, requireOptions } from "../require-known.ts";
import type { FailureOptions } from "./failure-options.ts";

type Failure = { code: ErrorCode; procedure: string | undefined; left: number };
type Procedure = (call: ProcedureCall) => Promise<unknown>;

/** Failures and delays that a test requests. They apply to typed calls and REST alike. */
export class Faults {
  #failures: Failure[] = [];
  #milliseconds = 0;

  fail(code: ErrorCode, failure: FailureOptions) {
    requireOptions(failure, { procedure: 1, times: 1 });
    const { procedure, times = 1 } = failure;
    requireKnown("error code", code, Object.keys(errorDefinitions));
    if (procedure !== undefined) requireKnown("procedure", procedure, Object.keys(appRouter._def.procedures));
    this.#failures.push({ code, procedure, left: times });
  }

  delay(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  clear() {
    this.#failures = [];
    this.#milliseconds = 0;
  }

  /** Wraps the product's router with these failures and delays. A failing call changes nothing. */
  router(): AnyTRPCRouter {
    const router: AnyTRPCRouter = appRouter;
    const procedures = Object.entries<Procedure>(router._def.procedures).map(([path, procedure]) => [
      path,
      // Includes the procedure's definition, which REST and the other surfaces read.
      Object.assign(async (call: ProcedureCall) => {
        await this.#before(path, call);
        return procedure(call);
      }, procedure),
    ]);
    return { ...router, _def: { ...router._def, procedures: Object.fromEntries(procedures) } };
  }

  async #before(path: string, { signal }: ProcedureCall) {
    // A disconnected client gets no answer, so nothing waits for it.
    if (this.#milliseconds > 0)
      await pause(this.#milliseconds, undefined, { ...(signal && { signal }) }).catch(() => undefined);
    const failure = this.#failures.find(({ procedure }) => procedure === undefined || procedure === path);
    if (!failure) return;
    failure.left -= 1;
    if (failure.left <= 0) this.#failures = this.#failures.filter((other) => other !== failure);
    throw toTrpcError(new DomainError(failure.code));
  }
}
