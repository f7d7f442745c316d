import { type Appointment, type DoctorId, isErrorCode, type Patient } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { notifyFailed } from "../../../kit/notice/notify.tsx";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { PatientPicker } from "../../assignment/patient-picker.tsx";
import { BookAppointment } from "../book/book-appointment.tsx";
import { focusFirstField } from "../book/focus-first-field.ts";
import { timeCodes } from "../book/use-booking-form.ts";
import { isStanding } from "../is-upcoming.ts";
import { stepBackOf, useNotifyChange } from "../notify-change.ts";
import { texts as appointmentTexts, walkIn as texts } from "../texts.en.ts";

/**
 * Books the chosen patient for now, and checks them in. The dialog that books asks for what is missing or refused. A
 * patient who is checked in already gets no second visit: the first one opens.
 */
export function WalkIn({ onClose }: { onClose: () => void }) {
  const { dateOf } = usePracticeTime();
  const notify = useNotifyChange();
  const [refused, setRefused] = useState<{ patient: Patient; startsAt: string } | null>(null);
  const [known, setKnown] = useState<Appointment | null>(null);
  const { mutate } = useSingleMutation({
    mutationFn: (patient: Patient) => checkIn(patient, dateOf(now())),
    onSuccess: (checkedIn, patient) => {
      if (checkedIn === null) return setRefused({ patient, startsAt: now() });
      const { visit, by } = checkedIn;
      void queryClient.invalidateQueries(api.appointment.pathFilter());
      const { id, version: expectedVersion, patientName, doctorName, roomName } = visit;
      if (by === null) {
        notify(texts.isCheckedInAlready(patientName));
        return setKnown(visit);
      }
      const cancel = () =>
        caretype.appointment.cancel.mutate({ id, expectedVersion, reason: texts.undoReason });
      const message =
        doctorName === null
          ? appointmentTexts.done.checkIn(patientName)
          : texts.isCheckedIn(patientName, doctorName, roomName);
      notify(message, by === "booking" ? cancel : stepBackOf(visit));
      onClose();
    },
    onError: (error, { name }) => notifyFailed(appointmentTexts.isNotChanged(name), error),
  });
  if (known) return <AppointmentDialog id={known.id} onClose={onClose} />;
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

const AppointmentDialog = lazyPart(() => import("./appointment-dialog.tsx"), "AppointmentDialog");

/** The minute that has begun. */
const now = () => new Date().toISOString().replace(/:\d\d\.\d+Z$/, ":00Z");

type CheckedIn = {
  visit: Appointment;
  /** What it took. Null: nothing, as the patient was checked in before. */
  by: "booking" | "arrival" | null;
};

/**
 * Checks in for an appointment of today, or for one that it books: of the last kind, with a doctor who works now and is
 * free. Null if none can be booked without a choice.
 */
async function checkIn({ id: patientId }: Patient, today: string): Promise<CheckedIn | null> {
  const { appointment, visitType } = caretype;
  const [todays, latest, kinds] = await Promise.all([
    appointment.list.query({ patientId, from: today, to: today, limit: 50 }),
    appointment.list.query({ patientId, sort: "latest", limit: 1 }),
    visitType.list.query({ limit: 200 }),
  ]);
  const having = (wanted: Appointment["status"]) => todays.items.find(({ status }) => status === wanted);
  const known = having("arrived");
  if (known) return { visit: known, by: null };
  const arrive = ({ id, version }: Appointment) =>
    appointment.checkIn.mutate({ id, expectedVersion: version });
  const expected = having("booked");
  if (expected) return { visit: await arrive(expected), by: "arrival" };
  const offered = kinds.items.filter(({ isActive }) => isActive);
  const last = latest.items[0]?.visitTypeId;
  const kind = offered.find(({ id }) => id === last) ?? offered.at(-1);
  if (!kind) return null;
  const startsAt = now();
  for (const doctorId of await doctorsFree(patientId, startsAt, today)) {
    try {
      const booked = await appointment.book.mutate({ patientId, doctorId, visitTypeId: kind.id, startsAt });
      return { visit: await arrive(booked), by: "booking" };
    } catch (error) {
      if (!isErrorCode(error, ...timeCodes)) throw error;
    }
  }
  return null;
}

/** Doctors who work at this moment and see nobody, the patient's own first. */
async function doctorsFree(patientId: Patient["id"], moment: string, today: string): Promise<DoctorId[]> {
  const [{ doctors, appointments }, own] = await Promise.all([
    caretype.appointment.calendar.query({ from: today, to: today }),
    caretype.patient.doctors.query({ id: patientId, limit: 200 }),
  ]);
  const at = Date.parse(moment);
  const isNow = (span: { startsAt: string; endsAt: string }) =>
    Date.parse(span.startsAt) <= at && at < Date.parse(span.endsAt);
  const busy = new Set(
    appointments.filter((each) => isStanding(each) && isNow(each)).map(({ doctorId }) => doctorId),
  );
  const free = doctors
    .filter(({ doctorId, open }) => open.some(isNow) && !busy.has(doctorId))
    .map(({ doctorId }) => doctorId);
  const isOwn = (doctorId: DoctorId) => own.items.some(({ id }) => id === doctorId);
  return [...free.filter(isOwn), ...free.filter((doctorId) => !isOwn(doctorId))];
}
