import { isErrorOf, type Patient } from "@caretype/client";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { cachePatient, invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { caretype } from "../../../session/client/api.ts";
import { texts as patientPageTexts } from "../page/texts.en.ts";
import { undoPatient } from "../undo-patient.ts";

/**
 * Reverts a patient to an earlier version, with Undo.
 * Rejects with the call's error. On a conflict, it refetches the record first.
 */
export async function revertPatient({ id, name, version: current }: Patient, version: number): Promise<void> {
  try {
    const reverted = await caretype.patient.revert.mutate({ id, version, expectedVersion: current });
    cachePatient(reverted);
    void invalidatePatients();
    notifyDone(patientPageTexts.timeline.isReverted(name), undoPatient.update(reverted, current));
  } catch (error) {
    if (isErrorOf(error, "patient.revert", "STALE_VERSION")) await invalidatePatients();
    throw error;
  }
}
