import type { DoctorId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";

/**
 * Why the reader may not change a doctor, or without one add any, beside what the role allows; null where they may, and
 * while it is not known, as the server decides again.
 */
export const useDoctorRefusal = (id?: DoctorId) =>
  useQuery(api.doctor.mayChange.queryOptions({ id }, { staleTime: 60_000 })).data?.refusal ?? null;
