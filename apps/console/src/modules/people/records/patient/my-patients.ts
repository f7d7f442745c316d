import type { Doctor, DoctorId } from "@caretype/client";
import { skipToken, useQuery } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";

function useMembership() {
  const enabled = usePermissions()("member:read");
  return useQuery(
    api.member.me.queryOptions(undefined, {
      // An account may be linked at any time.
      staleTime: ({ state }) => (state.data?.doctorId ? 5 * 60_000 : 0),
      retry: false,
      enabled,
    }),
  );
}

/** The doctor linked to the user; null if there is none, or while loading. */
export const useOwnDoctor = (): DoctorId | null => useMembership().data?.doctorId ?? null;

/** The linked doctor's id; undefined while loading. */
export const useKnownOwnDoctor = (): DoctorId | null | undefined => useMembership().data?.doctorId;

/** The linked doctor; null if there is none, undefined while loading. */
export function useOwnDoctorRecord(): Doctor | null | undefined {
  const id = useKnownOwnDoctor();
  const { data } = useQuery(api.doctor.byId.queryOptions(id ? { id } : skipToken, { staleTime: 60_000 }));
  return id === null ? null : data;
}
