import { specializationCodes } from "@caretype/api/doctor/schema";
import { useMemo } from "react";
import { useSpecializations } from "../../../records/doctor/use-specializations.ts";

const codes = Object.entries(specializationCodes).map(([specialization, label]) => ({
  specialization,
  label,
}));

/** Suggested specializations: those in use first, then all codes. */
export function useSuggestedSpecializations() {
  const known = useSpecializations();
  return useMemo(() => {
    const inUse = new Set(known.map(({ specialization }) => specialization));
    return [...known, ...codes.filter(({ specialization }) => !inUse.has(specialization))];
  }, [known]);
}
