import type { PatientId } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { nextPage } from "../../kit/section/next-page.ts";
import { api } from "../../session/client/api.ts";

const pageSize = 50;

/** The assignments of a patient, newest first. */
export function useCareTeam(patientId: PatientId, { enabled = true }: { enabled?: boolean } = {}) {
  const query = useInfiniteQuery(
    api.assignment.listForPatient.infiniteQueryOptions(
      { patientId, limit: pageSize },
      { ...nextPage, enabled },
    ),
  );
  return { query, assignments: query.data?.pages.flatMap(({ items }) => items) };
}
