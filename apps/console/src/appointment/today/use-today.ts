import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { nextPage } from "../../shell/section/next-page.ts";
import { usePracticeTime } from "../practice-time.ts";
import { useReadWhenChanged } from "../use-read-when-changed.ts";

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
