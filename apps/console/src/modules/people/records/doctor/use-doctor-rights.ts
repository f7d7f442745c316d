import type { DoctorId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";

/**
 * Why the user may not change a doctor, beyond permissions. Without an id: why they may not add one. Null if allowed
 * or unknown; the server decides.
 */
export const useDoctorRefusal = (id?: DoctorId) =>
  useQuery(api.doctor.mayChange.queryOptions({ id }, { staleTime: 60_000 })).data?.refusal ?? null;
