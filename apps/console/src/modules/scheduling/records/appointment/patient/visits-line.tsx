import type { Patient } from "@caretype/client";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../../session/client/api.ts";
import { usePracticeTime, usePracticeToday } from "../../../../../session/practice-time/practice-time.ts";
import { patient as texts } from "../texts.en.ts";

/** In a patient's heading: the current state or next visit, and the last one. Empty without any. */
export function VisitsLine({ patient: { id: patientId } }: { patient: Patient }) {
  const { data } = useQuery(api.appointment.visitsOfPatients.queryOptions({ patientIds: [patientId] }));
  const { dayAndTime, day, time, dateOf } = usePracticeTime();
  const today = usePracticeToday();
  const { next, last } = data?.items[0] ?? {};
  const waits = [next, last].find((visit) => visit?.waitingSince && dateOf(visit.waitingSince) === today);
  const waiting = waits?.seenSince
    ? texts.isIn(time(waits.seenSince))
    : waits?.waitingSince && texts.waits(time(waits.waitingSince));
  const visitTexts = [
    waiting,
    next && next !== waits && texts.next(dayAndTime(next.startsAt)),
    last && last !== waits && texts.last(day(last.startsAt)),
  ].filter((text) => typeof text === "string");
  return visitTexts.map((text) => (
    <Text key={text} span inherit fw={text === waiting ? 600 : undefined}>
      {text}
    </Text>
  ));
}
