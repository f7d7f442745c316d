import type { PatientId } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";

const pageSize = 50;

/** The assignments of a patient, newest first. */
export function useCareTeam(patientId: PatientId, { enabled = true }: { enabled?: boolean } = {}) {
  const query = useInfiniteQuery(
    api.assignment.listForPatient.infiniteQueryOptions({ patientId, limit: pageSize }, { enabled }),
  );
  return { query, assignments: query.data?.pages.flatMap(({ items }) => items) };
}
