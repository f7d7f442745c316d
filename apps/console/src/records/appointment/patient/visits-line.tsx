import type { PatientId } from "@caretype/client";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../session/client/api.ts";
import { usePracticeTime, usePracticeToday } from "../../../session/practice-time/practice-time.ts";
import { patient as texts } from "../texts.en.ts";

/** That the patient waits, or the next visit, and the last one, in the heading of a patient's page. Nothing without any. */
export function VisitsLine({ patientId }: { patientId: PatientId }) {
  const { data } = useQuery(api.appointment.visitsOfPatients.queryOptions({ patientIds: [patientId] }));
  const { dayAndTime, day, time, dateOf } = usePracticeTime();
  const today = usePracticeToday();
  const { next, last } = data?.items[0] ?? {};
  const waits = [next, last].find((visit) => visit?.waitingSince && dateOf(visit.waitingSince) === today);
  return (
    <>
      {waits?.waitingSince ? (
        <Text span inherit fw={600} c="var(--mantine-color-text)">
          {texts.waits(time(waits.waitingSince))}
        </Text>
      ) : null}
      {next && next !== waits ? (
        <Text span inherit>
          {texts.next(dayAndTime(next.startsAt))}
        </Text>
      ) : null}
      {last && last !== waits ? (
        <Text span inherit>
          {texts.last(day(last.startsAt))}
        </Text>
      ) : null}
    </>
  );
}
