import type { Permission } from "@caretype/api";
import type { Practice } from "@caretype/client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { api } from "../api.ts";

/** The account that is signed in. Suspends until it is known. */
export const useMe = () =>
  useSuspenseQuery(api.account.me.queryOptions(undefined, { staleTime: 60_000 })).data;

/** The practice that the console works in; undefined while it is not known, and for who is in none, as staff are. */
export const usePractice = (): Practice | undefined =>
  useQuery(api.practice.mine.queryOptions(undefined, { staleTime: 60_000 })).data;

/**
 * What the reader may do, to show no button that would be refused. The server decides again at each call.
 *
 * @example
 * const may = usePermissions();
 * if (may("patient:create")) …
 */
export function usePermissions(): (permission: Permission) => boolean {
  const permissions = usePractice()?.permissions ?? [];
  const { isStaff } = useMe();
  return (permission) => permissions.includes(permission) || (isStaff && permission.startsWith("staff:"));
}
