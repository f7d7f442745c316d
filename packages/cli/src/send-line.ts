import { setTimeout as pause } from "node:timers/promises";
import { isErrorCode, retryAfterMs } from "@caretype/client";
import { callProcedure } from "./call-procedure.ts";
import type { Connection } from "./connection.ts";
import type { ProcedureDefinition } from "./procedure-definitions.ts";

export type LineRun = {
  connection: Pick<Connection, "client" | "replays">;
  definition: ProcedureDefinition;
  /** Ends the waits of calls whose results nobody wants any more. */
  signal: AbortSignal;
};

export type LineCall = { input: object; idempotencyKey: string | undefined };

/**
 * Makes the call of a line.
 * The server repeats a refusal to its key for 24 hours, even if its cause is cured. So the call is made again with the
 * next key. Each run uses the same keys in the same order, until one of them succeeds.
 */
export async function sendLine(run: LineRun, { input, idempotencyKey }: LineCall): Promise<unknown> {
  const { client, replays } = run.connection;
  for (let refusals = 0; ; refusals++) {
    const key = idempotencyKey && (refusals === 0 ? idempotencyKey : `${idempotencyKey}:${refusals}`);
    const options = key === undefined ? {} : { idempotencyKey: key };
    const call = () => callProcedure(client, { definition: run.definition, input }, options);
    try {
      return await untilAdmitted(call, run.signal);
    } catch (error) {
      if (key === undefined || !replays.had(key)) throw error;
    } finally {
      if (key !== undefined) replays.had(key);
    }
  }
}

/** A longer timer than 24.8 days would end at once. Long before, a person should know. */
const longestWaitMs = 60 * 60_000;

/** Waits as long as the server asks for, if there were too many calls, but for an hour at most. */
async function untilAdmitted(call: () => Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const waitMs = retryAfterMs(error) ?? 1000;
      if (!isErrorCode(error, "RATE_LIMITED") || waitMs > longestWaitMs) throw error;
      await pause(waitMs, undefined, { signal });
    }
  }
}
