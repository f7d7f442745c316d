import type { Patient } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../session/client/api.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { texts as patientFormTexts } from "./texts.en.ts";

/** Says who saved this version of a patient, and when. Empty while it loads. */
export function PatientSavedBy({ patient: { id, updatedAt } }: { patient: Patient }) {
  const history = useQuery(api.patient.history.queryOptions({ id, limit: 1 }, { staleTime: 0 }));
  const who = history.data?.items[0]?.changedByName ?? null;
  return history.isPending ? null : patientFormTexts.savedBy(who, formatInstant(updatedAt));
}
