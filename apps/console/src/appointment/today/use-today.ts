import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { nextPage } from "../../shell/section/next-page.ts";
import { usePracticeTime } from "../practice-time.ts";

const refreshMs = 60_000;

/** Today's appointments by the practice's calendar, read again each minute while the page is seen. */
export function useToday() {
  const { dateOf } = usePracticeTime();
  const today = dateOf(new Date().toISOString());
  return useInfiniteQuery(
    api.appointment.list.infiniteQueryOptions(
      { from: today, to: today, limit: 200 },
      { ...nextPage, staleTime: 0, refetchInterval: refreshMs },
    ),
  );
}
