import type { Doctor, DoctorId } from "@caretype/client";
import { skipToken, useQuery } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";

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

/** That doctor; null if there is none, undefined while it loads. */
export function useOwnDoctorRecord(): Doctor | null | undefined {
  const id = useKnownOwnDoctor();
  const { data } = useQuery(api.doctor.byId.queryOptions(id ? { id } : skipToken, { staleTime: 60_000 }));
  return id === null ? null : data;
}
