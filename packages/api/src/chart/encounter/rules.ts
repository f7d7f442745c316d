import { DomainError, invalidInput } from "../../kernel/error/domain-error.ts";
import { isFuture } from "../clinical/times.ts";
import type { Encounter, EncounterStatus } from "./schema.ts";
import { mayDo, type Step, steps } from "./steps.ts";

/** Returns the status after a step. Throws `ENCOUNTER_STATE`, which names the current one, if it is not allowed. */
export function statusAfter(step: Step, { status }: Pick<Encounter, "status">): EncounterStatus {
  if (!mayDo(step, status)) throw refusedStatus(status);
  return steps[step].to;
}

export const refusedStatus = (status: EncounterStatus) =>
  new DomainError("ENCOUNTER_STATE", { recordStatus: status });

type Times = Pick<Encounter, "startedAt" | "endedAt">;

/**
 * Throws `INVALID_INPUT` for times that cannot be: the end before the start, more than a day in the future, or a time
 * that the status does not have yet.
 */
export function requirePossibleTimes(status: EncounterStatus, { startedAt, endedAt }: Times): void {
  const hasBegun = status === "in-progress" || status === "finished";
  if (startedAt !== null && !hasBegun) throw invalidInput({ startedAt: ["Has not started in this status"] });
  if (endedAt !== null && status !== "finished")
    throw invalidInput({ endedAt: ["Has not ended in this status"] });
  if (isFuture(startedAt)) throw invalidInput({ startedAt: ["Is more than a day in the future"] });
  if (isFuture(endedAt)) throw invalidInput({ endedAt: ["Is more than a day in the future"] });
  if (startedAt !== null && endedAt !== null && Date.parse(endedAt) < Date.parse(startedAt))
    throw invalidInput({ endedAt: ["Has to be no earlier than the start"] });
}
