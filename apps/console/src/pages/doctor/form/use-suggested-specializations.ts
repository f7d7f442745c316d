import { specializationCodes } from "@caretype/api/doctor/schema";
import { useMemo } from "react";
import { specializationName } from "../../../records/doctor/specialization-name.ts";
import { useSpecializations } from "../../../records/doctor/use-specializations.ts";

const codes = Object.keys(specializationCodes).map((specialization) => ({
  specialization,
  label: specializationName(specialization),
}));

/** Suggested specializations: those in use first, then all codes. */
export function useSuggestedSpecializations() {
  const known = useSpecializations();
  return useMemo(() => {
    const inUse = new Set(known.map(({ specialization }) => specialization));
    return [...known, ...codes.filter(({ specialization }) => !inUse.has(specialization))];
  }, [known]);
}
