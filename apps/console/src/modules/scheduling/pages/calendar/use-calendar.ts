import type { DoctorId, RouterInputs, RouterOutputs } from "@caretype/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";
import { byName } from "../../../../words/format/by-name.ts";
import { useReadWhenChanged } from "../../records/appointment/use-read-when-changed.ts";
import type { CalendarChoice } from "./choice.ts";
import { surnameOf } from "./short-name.ts";

type Answer = RouterOutputs["appointment"]["calendar"];
export type Calendar = ReturnType<typeof withChoices>;
export type CalendarDoctor = Calendar["doctors"][number];
export type Room = RouterOutputs["room"]["list"]["items"][number];

/** `known`: possible choices. `chosen`: empty if all are shown. */
const withChoices = ({ otherDoctors, ...calendar }: Answer) => ({
  ...calendar,
  known: [...calendar.doctors, ...otherDoctors].toSorted((one, other) =>
    surnameOf(one.doctorName).localeCompare(surnameOf(other.doctorName)),
  ),
  chosen: otherDoctors.length === 0 ? [] : calendar.doctors.map(({ doctorId }) => doctorId),
});

/** Only a doctor who works most. */
function withOneDoctor(answer: Answer): Calendar {
  const calendar = withChoices(answer);
  const [first] = answer.doctors.toSorted((one, other) => other.open.length - one.open.length);
  if (!first) return calendar;
  const appointments = answer.appointments.filter(({ doctorId }) => doctorId === first.doctorId);
  return { ...calendar, doctors: [first], chosen: [first.doctorId], appointments };
}

/** The selected appointments of some days. Refetched after a change, and on return to the page. */
export function useCalendar(
  days: readonly string[],
  { doctorIds, roomIds, withCancelled, isTight }: CalendarChoice & { isTight: boolean },
  own: DoctorId | null | undefined,
) {
  const doctors = doctorIds ?? (own ? [own] : null);
  const input: RouterInputs["appointment"]["calendar"] = {
    from: days[0] ?? "",
    to: days.at(-1) ?? "",
    withCancelled,
    ...(doctors?.length && { doctorIds: [...doctors] }),
    ...(roomIds?.length && { roomIds: [...roomIds] }),
  };
  const calendar = useQuery(
    api.appointment.calendar.queryOptions(input, {
      // Without it, the calendar would first show everyone's appointments.
      enabled: own !== undefined,
      staleTime: 30_000,
      refetchOnWindowFocus: "always",
      placeholderData: keepPreviousData,
      select: isTight && !doctors ? withOneDoctor : withChoices,
    }),
  );
  useReadWhenChanged(input, calendar.refetch);
  return calendar;
}

const noRooms: readonly Room[] = [];

/** The rooms by name, those in use first. Empty while loading. */
export const useRooms = (): readonly Room[] =>
  useQuery(
    api.room.list.queryOptions({ limit: 200 }, { staleTime: 300_000, select: ({ items }) => byName(items) }),
  ).data ?? noRooms;
