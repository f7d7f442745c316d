import { useInfiniteQuery } from "@tanstack/react-query";
import { nextPage } from "../../../kit/section/next-page.ts";
import { useReadWhenChanged } from "../../../records/appointment/use-read-when-changed.ts";
import { api } from "../../../session/client/api.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";

/** Today's appointments by the practice's calendar, read again after a change. */
export function useToday() {
  const { dateOf } = usePracticeTime();
  const today = dateOf(new Date().toISOString());
  const days = { from: today, to: today };
  const list = useInfiniteQuery(
    api.appointment.list.infiniteQueryOptions({ ...days, limit: 200 }, { ...nextPage, staleTime: 0 }),
  );
  useReadWhenChanged(days, list.refetch);
  return list;
}
