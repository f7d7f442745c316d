import type { Permission } from "@caretype/api";
import type { Practice } from "@caretype/client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "./api.ts";
import { noteRecent, type RecentRecord } from "./recent-records.ts";

/** The signed-in account. Suspends while it loads. */
export const useMe = () =>
  useSuspenseQuery(api.account.me.queryOptions(undefined, { staleTime: 60_000 })).data;

/** The current practice, as a query. */
export const usePracticeQuery = () =>
  useQuery(api.practice.mine.queryOptions(undefined, { staleTime: 60_000 }));

/** The current practice; undefined while loading, or without one, as for staff. */
export const usePractice = (): Practice | undefined => usePracticeQuery().data;

/** Whether it is unknown yet if there is a practice. */
export const useIsPracticeLoading = (): boolean => usePracticeQuery().isPending;

/**
 * Returns the user's permissions, to hide actions. The server checks them again.
 * @example
 * const may = usePermissions();
 * if (may("patient:create")) …
 */
export function usePermissions(): (permission: Permission) => boolean {
  const permissions = usePractice()?.permissions ?? [];
  const { isStaff } = useMe();
  return (permission) => permissions.includes(permission) || (isStaff && permission.startsWith("staff:"));
}

/** Records that a record was opened, for the palette. */
export function useNoteRecent(kind: RecentRecord["kind"], id: RecentRecord["id"]): void {
  const accountId = useMe().id;
  const practiceId = usePractice()?.id;
  useEffect(() => {
    if (practiceId !== undefined) noteRecent({ accountId, practiceId }, { kind, id } as RecentRecord);
  }, [accountId, practiceId, kind, id]);
}
