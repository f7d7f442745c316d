import { hashId } from "../field/hash-id.ts";
import { AppointmentId, type PracticeId } from "../field/ids.ts";

/** The same id for the same appointment of a source, so that a repeated import finds it. */
export const importedId = (practiceId: PracticeId, source: string, value: string): AppointmentId =>
  AppointmentId.parse(hashId(`${practiceId} ${source} ${value}`));
