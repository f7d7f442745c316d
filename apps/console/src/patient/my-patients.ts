import type { DoctorId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api, queryClient } from "../api.ts";
import { usePermissions } from "../session/use-practice.ts";

const membership = () => api.member.me.queryOptions(undefined, { staleTime: 5 * 60_000, retry: false });

/** The doctor that the reader is linked to; null if to none, or while it loads. */
export function useOwnDoctor(): DoctorId | null {
  const may = usePermissions();
  return useQuery({ ...membership(), enabled: may("member:read") }).data?.doctorId ?? null;
}

/** Where somebody starts after signing in: a clinician who is linked to a doctor, at their own patients. */
export async function startPage(): Promise<string> {
  try {
    const { role, doctorId } = await queryClient.fetchQuery(membership());
    return role === "clinician" && doctorId ? `/patients?doctorId=${doctorId}` : "/";
  } catch {
    // Without a practice, or without an answer. The dashboard says what is missing.
    return "/";
  }
}
