import { type Appointment, isErrorCode, type Patient, type RouterInputs } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { notifyFailed } from "../../../kit/notice/notify.tsx";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { PatientPicker } from "../../assignment/patient-picker.tsx";
import { stepBackOf, useNotifyChange } from "../notify-change.ts";
import { texts as appointmentTexts, walkIn as texts } from "../texts.en.ts";
import { BookAppointment } from "./book-appointment.tsx";
import { focusFirstField } from "./focus-first-field.ts";
import { overridable, timeCodes } from "./use-booking-form.ts";

/** Who is chosen is booked for now and checked in. What is missing or refused is asked in the dialog that books. */
export function WalkIn({ onClose }: { onClose: () => void }) {
  const mayOverride = usePermissions()("appointment:override");
  const { dateOf } = usePracticeTime();
  const notify = useNotifyChange();
  const [refused, setRefused] = useState<{ patient: Patient; startsAt: string } | null>(null);
  const { mutate } = useSingleMutation({
    mutationFn: (patient: Patient) => checkIn(patient, dateOf(now()), mayOverride),
    onSuccess: (checkedIn, patient) => {
      if (checkedIn === null) return setRefused({ patient, startsAt: now() });
      const { arrived, isBooked } = checkedIn;
      void queryClient.invalidateQueries(api.appointment.pathFilter());
      const { id, version: expectedVersion } = arrived;
      const cancel = () =>
        caretype.appointment.cancel.mutate({ id, expectedVersion, reason: texts.undoReason });
      notify(appointmentTexts.done.checkIn(arrived.patientName), isBooked ? cancel : stepBackOf(arrived));
      onClose();
    },
    onError: (error, { name }) => notifyFailed(appointmentTexts.isNotChanged(name), error),
  });
  if (refused)
    return <BookAppointment patientId={refused.patient.id} startsAt={refused.startsAt} onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title={texts.title}>
      <Stack ref={focusFirstField}>
        <Text size="sm">{texts.about}</Text>
        <PatientPicker chosen={null} onChoose={(patient) => patient && mutate(patient)} error={null} />
      </Stack>
    </Dialog>
  );
}

/** The minute that has begun. */
const now = () => new Date().toISOString().replace(/:\d\d\.\d+Z$/, ":00Z");

/**
 * Checks in for an appointment of today, or for one that it books: of the last kind, with the usual doctor, or with who is
 * free first. Null if none can be booked without a choice.
 */
async function checkIn({ id: patientId }: Patient, today: string, mayOverride: boolean) {
  const { appointment, patient, visitType } = caretype;
  const [todays, latest, doctors, kinds] = await Promise.all([
    appointment.list.query({ patientId, from: today, to: today, status: "booked", limit: 1 }),
    appointment.list.query({ patientId, sort: "latest", limit: 1 }),
    patient.doctors.query({ id: patientId, limit: 1 }),
    visitType.list.query({ limit: 200 }),
  ]);
  const arrive = ({ id, version }: Appointment) =>
    appointment.checkIn.mutate({ id, expectedVersion: version });
  const [expected] = todays.items;
  if (expected) return { arrived: await arrive(expected), isBooked: false };
  const offered = kinds.items.filter(({ isActive }) => isActive);
  const last = latest.items[0]?.visitTypeId;
  const kind = offered.find(({ id }) => id === last) ?? offered.at(-1);
  if (!kind) return null;
  const free = await appointment.slots.query({ visitTypeId: kind.id, from: today, to: today });
  const usual = doctors.items[0]?.id;
  const isFree = free.items.some(({ doctorId }) => doctorId === usual);
  const doctorId = isFree ? usual : (free.items[0]?.doctorId ?? usual);
  if (!doctorId) return null;
  const wanted = { patientId, doctorId, visitTypeId: kind.id, startsAt: now() };
  const book = (reason?: Pick<RouterInputs["appointment"]["book"], "overrideReason">) =>
    appointment.book.mutate({ ...wanted, ...reason });
  const refuse = (error: unknown) => {
    if (isErrorCode(error, ...timeCodes)) return null;
    throw error;
  };
  const booked = await book()
    .catch((error: unknown) => {
      if (mayOverride && isErrorCode(error, ...overridable)) return book({ overrideReason: texts.title });
      throw error;
    })
    .catch(refuse);
  return booked && { arrived: await arrive(booked), isBooked: true };
}
