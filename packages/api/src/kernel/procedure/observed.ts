import type { FinishedCall } from "../../services.ts";
import { toDomainError } from "../error/map.ts";
import type { ProcedureCall } from "./procedure-call.ts";

type Call = (given: ProcedureCall) => Promise<unknown>;

/** Reports each call to `services.onCall`, and runs it within `services.traceCall`. Costs nothing without them. */
export const observed =
  (call: Call): Call =>
  (given) => {
    const { onCall, traceCall } = given.ctx.services;
    if (onCall === undefined && traceCall === undefined) return call(given);
    const counted = () => (onCall === undefined ? call(given) : report(call, given, onCall));
    return traceCall === undefined
      ? counted()
      : traceCall({ procedure: given.path, parent: given.ctx.trace }, counted);
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
