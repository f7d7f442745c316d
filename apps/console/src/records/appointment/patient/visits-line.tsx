import type { PatientId } from "@caretype/client";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../session/client/api.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { patient as texts } from "../texts.en.ts";

/** The next and the last visit, in the heading of a patient's page. Nothing without any. */
export function VisitsLine({ patientId }: { patientId: PatientId }) {
  const { data } = useQuery(api.appointment.visitsOfPatients.queryOptions({ patientIds: [patientId] }));
  const { dayAndTime, day } = usePracticeTime();
  const [visits] = data?.items ?? [];
  if (!visits) return null;
  return (
    <>
      {visits.next ? (
        <Text span inherit>
          {texts.next(dayAndTime(visits.next.startsAt))}
        </Text>
      ) : null}
      {visits.last ? (
        <Text span inherit>
          {texts.last(day(visits.last.startsAt))}
        </Text>
      ) : null}
    </>
  );
}
