import type { PatientId } from "@caretype/client";
import { Text } from "@mantine/core";
import { appointmentTexts } from "../../texts/appointment.ts";
import { usePracticeTime } from "../practice-time.ts";
import { useVisits } from "./use-visits.ts";

const texts = appointmentTexts.patient;

/** The next and the last visit, in the heading of a patient's page. Nothing without any. */
export function VisitsLine({ patientId }: { patientId: PatientId }) {
  const { next, last } = useVisits(patientId);
  const { dayAndTime, day } = usePracticeTime();
  if (!next && !last) return null;
  return (
    <>
      {next ? (
        <Text span inherit>
          {texts.next(dayAndTime(next.startsAt))}
        </Text>
      ) : null}
      {last ? (
        <Text span inherit>
          {texts.last(day(last.startsAt))}
        </Text>
      ) : null}
    </>
  );
}
