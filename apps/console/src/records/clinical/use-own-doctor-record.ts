import type { Doctor } from "@caretype/client";
import { skipToken, useQuery } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";
import { useKnownOwnDoctor } from "../patient/my-patients.ts";

/** The doctor that the reader is linked to; null if to none, undefined while it loads. */
export function useOwnDoctorRecord(): Doctor | null | undefined {
  const id = useKnownOwnDoctor();
  const { data } = useQuery(api.doctor.byId.queryOptions(id ? { id } : skipToken, { staleTime: 60_000 }));
  return id === null ? null : data;
}
