import { standing } from "@caretype/api/appointment/steps";
import type { Appointment, PatientId } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { nextPage } from "../../../kit/section/next-page.ts";
import { api } from "../../../session/client/api.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";

const pageSize = 20;

/** Whether a visit is to come or under way. Cancelled ones are not. */
const isUpcoming = ({ status, endsAt }: Appointment) =>
  standing.some((each) => each === status) && Date.parse(endsAt) > Date.now();

/** A patient's appointments from today on, and until today. Those of today are in both answers. */
export function useVisits(patientId: PatientId) {
  const { dateOf } = usePracticeTime();
  const today = dateOf(new Date().toISOString());
  const from = { patientId, from: today, limit: pageSize } as const;
  const until = { patientId, to: today, sort: "latest", limit: pageSize } as const;
  const coming = useInfiniteQuery(api.appointment.list.infiniteQueryOptions(from, nextPage));
  const gone = useInfiniteQuery(api.appointment.list.infiniteQueryOptions(until, nextPage));
  const comingItems = coming.data?.pages.flatMap(({ items }) => items) ?? [];
  const goneItems = gone.data?.pages.flatMap(({ items }) => items) ?? [];
  const cancelled = comingItems.filter(
    (each) => !isUpcoming(each) && !goneItems.some(({ id }) => id === each.id),
  );
  const past = [...cancelled, ...goneItems.filter((each) => !isUpcoming(each))];
  return { coming, gone, upcoming: comingItems.filter(isUpcoming), past };
}
