import type { Doctor } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { api } from "../../../session/client/api.ts";
import { formatInstant } from "../../../words/format/format.ts";

/** Says who saved this version of a doctor, and when. Empty while it loads. */
export function DoctorSavedBy({ doctor: { id, updatedAt } }: { doctor: Doctor }) {
  const history = useQuery(api.doctor.history.queryOptions({ id, limit: 1 }, { staleTime: 0 }));
  // Names of accounts in other practices are not available.
  const who = history.data?.items[0]?.changedByName ?? doctorTexts.form.somebodyElse;
  return history.isPending ? null : doctorTexts.form.savedBy(who, formatInstant(updatedAt));
}
