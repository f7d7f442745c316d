import { currentRecord, isErrorCode } from "@caretype/client";
import { ErrorAlert, ErrorNotice, messageOf } from "../../../../../kit/notice/error-notice.tsx";
import { api, queryClient, readAgain } from "../../../../../session/client/api.ts";
import { type KeyedChange, useKeyedChange } from "../../../../../session/form/use-keyed-change.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { Clashes } from "../book/clashes.tsx";
import { overridable } from "../book/use-booking-form.ts";
import { statusText } from "../status-text.ts";
import { texts } from "./texts.en.ts";

/**
 * Changes an appointment, and refetches appointments. On a conflict, shows the newer version, and the next attempt is
 * based on it.
 */
export function useChange<Input, Answer>(change: KeyedChange<Input, Answer>) {
  return useKeyedChange({
    ...change,
    onError: (error) => {
      const current = currentRecord(error, "appointment");
      if (current) queryClient.setQueryData(api.appointment.byId.queryKey({ id: current.id }), current);
    },
    onSettled: () => readAgain(api.appointment),
  });
}

export const ofTime = [...overridable, "PATIENT_BOOKED", "ROOM_TAKEN"] as const;

/** Why an appointment was not changed. Empty without an error. */
export function ChangeRefusal({ error }: { error: unknown }) {
  const { dayAndTime } = usePracticeTime();
  if (!error) return null;
  const current = currentRecord(error, "appointment");
  if (current)
    return (
      <ErrorAlert>{texts.details.conflict(dayAndTime(current.startsAt), statusText(current))}</ErrorAlert>
    );
  if (isErrorCode(error, ...ofTime))
    return <ErrorAlert title={messageOf(error)}>{texts.rescheduleForm.kept}</ErrorAlert>;
  if (!isErrorCode(error, "SERIES_CLASHES")) return <ErrorNotice error={error} />;
  return (
    <ErrorAlert title={messageOf(error)}>
      <Clashes title={texts.rescheduleForm.clashes} clashes={error.data.clashes} />
    </ErrorAlert>
  );
}
