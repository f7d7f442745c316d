import type { DomainError } from "@caretype/core/kernel/error/domain-error";
import { toDomainError } from "@caretype/core/kernel/error/map";
import { UndeclaredCode } from "@caretype/core/kernel/procedure/declared-codes";

/** Returns the error of a call. Throws if the call succeeds. */
export async function failureOf(call: Promise<unknown>): Promise<DomainError> {
  const outcome = await call.then(
    (value: unknown) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("error" in outcome) {
    const failure = toDomainError(outcome.error);
    if (failure.cause instanceof UndeclaredCode) throw failure.cause;
    return failure;
  }
  throw new Error(`expected a failure, got ${JSON.stringify(outcome.value)}`);
}

/** Returns the code of a call's error. Throws if the call succeeds. */
export const codeOf = async (call: Promise<unknown>) => (await failureOf(call)).code;

/** Counts successful calls, and failed calls by code. */
export async function tally(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const outcome of await Promise.allSettled(calls)) {
    const key = outcome.status === "fulfilled" ? "ok" : toDomainError(outcome.reason).code;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
