import type { RouterInputs, RouterOutputs } from "@caretype/client";
import { isSeenFirst } from "@caretype/core/people/doctor/suits";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, caretype } from "../../../../../session/client/api.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { addDays } from "../../../../../session/practice-time/wall.ts";

export type FreeTime = RouterOutputs["appointment"]["slots"]["items"][number];

/** A doctor's slot. */
export type DoctorsTime = { doctorId: string; startsAt: string };

export const isSameTime = (one: DoctorsTime, other: DoctorsTime | null): boolean =>
  one.doctorId === other?.doctorId && Date.parse(one.startsAt) === Date.parse(other.startsAt);

type Asked = RouterInputs["appointment"]["slots"];
/** `from`: the first day. Default: today, which is also the earliest. */
export type Question = Partial<
  Pick<Asked, "from" | "doctorId" | "specialization" | "age" | "gender" | "exceptAppointmentId"> & Starts
> & {
  visitTypeId: Asked["visitTypeId"] | undefined;
  /** Whether it may still change without the user. */
  isOpen?: boolean;
};

/** Filters by weekday and time of day. */
export type Starts = Pick<Asked, "weekdays" | "startsFrom" | "startsTo">;

/** Days per response, unless it is full. */
const daysPerPage = 7;
const maxPerPage = 400;
/** If there is no free slot, searches up to this many later weeks. */
export const maxWeeks = 12;

/** Searches free slots week by week, the earliest first. Skips weeks without any. */
export function useFreeTimes(question: Question, except: DoctorsTime | null) {
  const { from = "", isOpen = false, visitTypeId, ...asked } = question;
  const { dateOf } = usePracticeTime();
  const today = dateOf(new Date().toISOString());
  const [first = today] = [from, today].toSorted().reverse();
  const query = useInfiniteQuery({
    queryKey: [...api.appointment.slots.queryKey(), { visitTypeId, ...asked, first }],
    enabled: visitTypeId !== undefined && !isOpen,
    initialPageParam: first,
    queryFn: async ({ pageParam: day, signal }) => {
      if (!visitTypeId) return { slots: [], next: null };
      const to = addDays(day, daysPerPage - 1);
      const input = { visitTypeId, ...asked, from: day, to, limit: maxPerPage };
      const { items } = await caretype.appointment.slots.query(input, { signal });
      return wholeDays(items, { from: day, to, dateOf });
    },
    getNextPageParam: ({ next }) => (next !== null && next < addDays(first, 7 * maxWeeks) ? next : null),
    // Others book meanwhile.
    staleTime: 0,
  });
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const slots = data?.pages.flatMap((page) => page.slots) ?? [];
  const isSkipping = data !== undefined && slots.length === 0 && hasNextPage && !isError;
  useEffect(() => {
    if (isSkipping && !isFetching) void fetchNextPage();
  }, [isSkipping, isFetching, fetchNextPage]);
  const offered = slots.filter((slot) => !isSameTime(slot, except));
  const days = [...Map.groupBy(offered, ({ startsAt }) => dateOf(startsAt))];
  const free = days.flatMap(([, times]) => times);
  const isAny = asked.doctorId === undefined && asked.specialization === undefined;
  const usual = isAny ? free.find(({ specialization }) => isSeenFirst(specialization, asked)) : undefined;
  return { query, days, next: usual ?? free[0], isSearching: isOpen || query.isLoading || isSkipping };
}

type Range = { from: string; to: string; dateOf: (instant: string) => string };

/** Leaves the last day of a full response to the next one, which has all of it. */
function wholeDays(items: readonly FreeTime[], { from, to, dateOf }: Range) {
  const last = items.at(-1);
  const lastDay = last && items.length === maxPerPage ? dateOf(last.startsAt) : null;
  if (lastDay === null) return { slots: items, next: addDays(to, 1) };
  if (lastDay === from) return { slots: items, next: addDays(from, 1) };
  return { slots: items.filter(({ startsAt }) => dateOf(startsAt) < lastDay), next: lastDay };
}
