import type { DoctorId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { usePermissions } from "../session/use-practice.ts";
import { ownMembership } from "./own-membership.ts";

/** The doctor that the reader is linked to; null if to none, or while it loads. */
export function useOwnDoctor(): DoctorId | null {
  const may = usePermissions();
  return useQuery(ownMembership({ enabled: may("member:read") })).data?.doctorId ?? null;
}
