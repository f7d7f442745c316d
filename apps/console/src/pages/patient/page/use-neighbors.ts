import type { PatientId } from "@caretype/client";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { listPlace } from "../list/list-place.ts";
import { usePatientList } from "../list/use-patient-list.ts";

export type Neighbors = Record<"previous" | "next", (() => void) | null>;

/** The patients before and after this one in the list that was shown last. */
export function useNeighbors(id: PatientId): Neighbors {
  const place = listPlace();
  const navigate = useNavigate();
  const { query, patients = [] } = usePatientList(place?.filters ?? {}, place?.searched ?? "", {
    isCachedOnly: true,
  });
  const at = place === null ? -1 : patients.findIndex((patient) => patient.id === id);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const isLast = at !== -1 && at === patients.length - 1;
  useEffect(() => {
    if (isLast && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isLast, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const opener = (neighbor: { id: PatientId } | undefined) =>
    at === -1 || !neighbor
      ? null
      : () => void navigate({ to: "/patients/$id", params: { id: neighbor.id }, replace: true, state: true });
  return { previous: opener(patients[at - 1]), next: opener(patients[at + 1]) };
}
