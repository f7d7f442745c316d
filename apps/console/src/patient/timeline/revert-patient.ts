import { isErrorCode, type Patient } from "@caretype/client";
import { caretype } from "../../api.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { withNames } from "../../shell/text/with-names.ts";
import { keepPatient, readPatientsAnew } from "../patient-cache.ts";

/**
 * Gives a patient the content of an earlier version again, and says so, with a way back. Rejects as the call does; where
 * somebody has changed the record meanwhile, that is read first, to be shown.
 */
export async function revertPatient({ id, name, version: current }: Patient, version: number): Promise<void> {
  try {
    const reverted = await caretype.patient.revert.mutate({ id, version, expectedVersion: current });
    keepPatient(reverted);
    void readPatientsAnew();
    notifyDone(withNames`${name} is as in that version again`, async () => {
      keepPatient(
        await caretype.patient.revert.mutate({ id, version: current, expectedVersion: reverted.version }),
      );
      await readPatientsAnew();
    });
  } catch (error) {
    if (isErrorCode(error, "STALE_VERSION")) await readPatientsAnew();
    throw error;
  }
}
