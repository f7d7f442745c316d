import type { Doctor } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { formatInstant } from "../../shell/text/format.ts";
import { withNames } from "../../shell/text/with-names.ts";

/** Who saved this version of a doctor, and when; nothing until it is known. */
export function DoctorSavedBy({ doctor: { id, updatedAt } }: { doctor: Doctor }) {
  const history = useQuery(api.doctor.history.queryOptions({ id, limit: 1 }, { staleTime: 0 }));
  // Accounts of other practices have no name here.
  const who = history.data?.items[0]?.changedByName ?? "Somebody in another practice";
  return history.isPending ? null : withNames`${who} has saved this on ${formatInstant(updatedAt)}.`;
}
