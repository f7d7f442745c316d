import type { DoctorId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { usePermissions } from "../session/use-practice.ts";

/** The doctor that the reader is linked to; null if to none, or while it loads. */
export function useOwnDoctor(): DoctorId | null {
  const enabled = usePermissions()("member:read");
  const membership = api.member.me.queryOptions(undefined, { staleTime: 5 * 60_000, retry: false, enabled });
  return useQuery(membership).data?.doctorId ?? null;
}
