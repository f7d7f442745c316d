import { toDomainError } from "../error/map.ts";
import type { FinishedCall } from "../services.ts";
import type { ProcedureCall } from "./procedure-call.ts";

type Call = (given: ProcedureCall) => Promise<unknown>;

/** Reports each call to `services.onCall`. Costs nothing if there is none. */
export const counted =
  (call: Call): Call =>
  (given) => {
    const { onCall } = given.ctx.services;
    return onCall === undefined ? call(given) : report(call, given, onCall);
  };

async function report(call: Call, given: ProcedureCall, onCall: (call: FinishedCall) => void) {
  const began = performance.now();
  const tell = (outcome: FinishedCall["outcome"]) =>
    onCall({ procedure: given.path, outcome, milliseconds: performance.now() - began });
  try {
    const answer = await call(given);
    tell("OK");
    return answer;
  } catch (error) {
    tell(toDomainError(error).code);
    throw error;
  }
}
