import { hashId } from "../../../kernel/field/hash-id.ts";
import { AppointmentId, type PracticeId } from "../../../kernel/field/ids.ts";

/** The same id for the same appointment of a source, so that a repeated import finds it. */
export const importedId = (practiceId: PracticeId, source: string, value: string): AppointmentId =>
  AppointmentId.parse(hashId(`${practiceId} ${source} ${value}`));
