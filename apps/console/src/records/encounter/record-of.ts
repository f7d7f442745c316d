import type { Encounter } from "@caretype/client";
import type { RestrictableRecord } from "../restriction/use-restrictions.ts";

/** An encounter is restricted with all that is recorded in it. */
export const recordOf = ({ id, patientId }: Pick<Encounter, "id" | "patientId">): RestrictableRecord => ({
  id,
  patientId,
  encounterId: id,
});
