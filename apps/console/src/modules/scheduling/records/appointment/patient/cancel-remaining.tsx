import type { Patient } from "@caretype/client";
import { Anchor } from "@mantine/core";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { PatientAlert } from "../../../../people/records/patient/patient-alert.tsx";
import { isUpcoming } from "../is-upcoming.ts";
import { texts as appointmentTexts } from "../texts.en.ts";

const texts = appointmentTexts.deceased;

/** Offers to cancel all upcoming visits of a patient who has died. Empty without any. */
export function CancelRemaining({ patient: { id: patientId, deceasedOn } }: { patient: Patient }) {
  const { dateOf } = usePracticeTime();
  const from = dateOf(new Date().toISOString());
  const { data } = useQuery(
    api.appointment.list.queryOptions(deceasedOn === null ? skipToken : { patientId, from, limit: 200 }),
  );
  const cancel = useSingleMutation({
    mutationFn: () => caretype.appointment.cancelOfPatient.mutate({ patientId, reason: texts.reason }),
    onSuccess: ({ items }) => notifyDone(texts.areCancelled(items.length)),
    onError: (error) => notifyFailed(texts.isNotCancelled, error),
    onSettled: () => void readAgain(api.appointment),
  });
  const count = data?.items.filter(isUpcoming).length ?? 0;
  if (count === 0) return null;
  return (
    <PatientAlert>
      {texts.remaining(count)}{" "}
      <Anchor component="button" type="button" inherit underline="always" onClick={() => cancel.mutate()}>
        {texts.cancel(count)}
      </Anchor>
    </PatientAlert>
  );
}
