import { useEffect } from "react";
import { noteRecent, type RecentRecord } from "./recent-records.ts";
import { useMe, usePractice } from "./use-practice.ts";

/** Notes that a record was opened, for the palette. */
export function useNoteRecent(kind: RecentRecord["kind"], id: RecentRecord["id"]): void {
  const accountId = useMe().id;
  const practiceId = usePractice()?.id;
  useEffect(() => {
    if (practiceId !== undefined) noteRecent({ accountId, practiceId }, { kind, id } as RecentRecord);
  }, [accountId, practiceId, kind, id]);
}
