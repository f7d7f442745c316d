import type { DoctorId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";

function useMembership() {
  const enabled = usePermissions()("member:read");
  return useQuery(
    api.member.me.queryOptions(undefined, {
      // A link may be made at any time.
      staleTime: ({ state }) => (state.data?.doctorId ? 5 * 60_000 : 0),
      retry: false,
      enabled,
    }),
  );
}

/** The doctor that the reader is linked to; null if to none, or while it loads. */
export const useOwnDoctor = (): DoctorId | null => useMembership().data?.doctorId ?? null;

/** The same; undefined until it is known. */
export const useKnownOwnDoctor = (): DoctorId | null | undefined => useMembership().data?.doctorId;
