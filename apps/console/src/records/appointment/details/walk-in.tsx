import {
  type Appointment,
  isErrorCode,
  type Patient,
  type RouterInputs,
  type VisitTypeId,
} from "@caretype/client";
import { Button, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { focusOnce } from "../../../kit/focus/focus-once.ts";
import { notifyFailed } from "../../../kit/notice/notify.tsx";
import { api, caretype, readAgain } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { addDays } from "../../../session/practice-time/wall.ts";
import { PatientPicker } from "../../assignment/patient-picker.tsx";
import { PatientLine } from "../../patient/patient-line.tsx";
import { AppointmentDialog } from "../appointment-dialog.ts";
import { BookAppointment } from "../book/book-appointment.tsx";
import { focusFirstField } from "../book/focus-first-field.ts";
import { texts as bookingTexts, times as timeTexts } from "../book/texts.en.ts";
import { timeCodes } from "../book/use-booking-form.ts";
import type { FreeTime } from "../book/use-free-times.ts";
import { stepBackOf, useNotifyChange } from "../notify-change.ts";
import { texts as appointmentTexts, walkIn as texts } from "../texts.en.ts";
import { rescheduleForm } from "./texts.en.ts";

/** What is shown in place of the search. */
type Shown = { known: Appointment } | { patient: Patient; next: Next };

/**
 * Books the chosen patient for now, and checks them in. If nobody is free, it says who is next. A patient who is checked in
 * already gets no second visit: the first one opens.
 */
export function WalkIn({ onClose }: { onClose: () => void }) {
  const { dateOf } = usePracticeTime();
  const today = dateOf(now());
  const noteCheckedIn = useNoteCheckedIn();
  const [shown, show] = useState<Shown | null>(null);
  const { mutate } = useSingleMutation({
    mutationFn: ({ patient, chosen }: { patient: Patient; chosen?: Chosen }) => {
      if (!chosen) return checkIn(patient, today);
      const { startsAt = now() } = chosen;
      return bookAndArrive({ ...chosen, startsAt, patientId: patient.id }, dateOf(startsAt) === today);
    },
    onSuccess: (outcome, { patient }) => {
      if (!("visit" in outcome)) return show({ patient, ...outcome });
      noteCheckedIn(outcome);
      if (outcome.by === null) show({ known: outcome.visit });
      else onClose();
    },
    onError: (error, { patient }) => notifyFailed(appointmentTexts.isNotChanged(patient.name), error),
  });
  if (shown && "known" in shown) return <AppointmentDialog id={shown.known.id} onClose={onClose} />;
  // It says what has to be set up before.
  if (shown && !shown.next) return <BookAppointment patientId={shown.patient.id} onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title={texts.title}>
      {shown?.next ? (
        <NobodyFree
          patient={shown.patient}
          next={shown.next}
          onChoose={(chosen) => mutate({ patient: shown.patient, chosen })}
          onOther={() => show({ ...shown, next: null })}
        />
      ) : (
        <Stack ref={focusFirstField}>
          <Text size="sm">{texts.about}</Text>
          <PatientPicker chosen={null} onChoose={(patient) => patient && mutate({ patient })} error={null} />
        </Stack>
      )}
    </Dialog>
  );
}

/** Tells what was done, with Undo, and reads appointments again. */
function useNoteCheckedIn() {
  const { dayAndTime } = usePracticeTime();
  const notify = useNotifyChange();
  return ({ visit, by }: CheckedIn) => {
    void readAgain(api.appointment);
    const { id, version: expectedVersion, patientName, doctorName, roomName, status, startsAt } = visit;
    if (by === null) return notify(texts.isCheckedInAlready(patientName));
    const cancel = () =>
      caretype.appointment.cancel.mutate({ id, expectedVersion, reason: texts.undoReason });
    const arrived =
      doctorName === null
        ? appointmentTexts.done.checkIn(patientName)
        : texts.isCheckedIn(patientName, doctorName, roomName);
    const message = status === "booked" ? bookingTexts.isBooked(patientName, dayAndTime(startsAt)) : arrived;
    notify(message, by === "booking" ? cancel : stepBackOf(visit));
  };
}

type ChooseNext = { onChoose: (chosen: Chosen) => void; onOther: () => void };
type NobodyFreeProps = ChooseNext & { patient: Patient; next: NonNullable<Next> };

/** Offers the next free doctors, each by one click. With the permission to override, it fits the patient in now. */
function NobodyFree({ patient, next: { visitTypeId, times }, onChoose, onOther }: NobodyFreeProps) {
  const { dateOf, dayAndTime, time } = usePracticeTime();
  const mayOverride = usePermissions()("appointment:override");
  const whenOf = (startsAt: string) =>
    dateOf(startsAt) === dateOf(now()) ? time(startsAt) : dayAndTime(startsAt);
  return (
    <Stack>
      <PatientLine {...patient} />
      <Text>{times.length > 0 ? texts.nobodyFree : texts.nobodyFreeSoon}</Text>
      {times.slice(0, 3).map(({ doctorId, doctorName, startsAt }, index) => (
        <Group key={doctorId} gap="xs" grow preventGrowOverflow={false}>
          <Button
            variant={index === 0 ? "filled" : "default"}
            ref={index === 0 ? focusOnce : null}
            onClick={() => onChoose({ visitTypeId, doctorId, startsAt })}
          >
            <span>{timeTexts.chosen(whenOf(startsAt), doctorName)}</span>
          </Button>
          {mayOverride ? (
            <Button
              variant="default"
              onClick={() => onChoose({ visitTypeId, doctorId, overrideReason: texts.usualReason })}
            >
              {texts.inBetween}
              <VisuallyHidden>: {doctorName}</VisuallyHidden>
            </Button>
          ) : null}
        </Group>
      ))}
      <Button variant="subtle" onClick={onOther}>
        {rescheduleForm.another}
      </Button>
    </Stack>
  );
}

/** The minute that has begun. */
const now = () => new Date().toISOString().replace(/:\d\d\.\d+Z$/, ":00Z");

/** Joined slots begin at such distances. */
const stepMinutes = 5;

type Booking = RouterInputs["appointment"]["book"];
/** What is booked. Without a start, it is now. */
type Chosen = Omit<Booking, "patientId" | "startsAt"> & { startsAt?: string };

type CheckedIn = {
  visit: Appointment;
  /** What it took. Null: nothing, as the patient was checked in before. */
  by: "booking" | "arrival" | null;
};

/** When doctors are free next for a kind of visit, the earliest time of each. Null: nothing can be booked yet. */
type Next = { visitTypeId: VisitTypeId; times: FreeTime[] } | null;

const arrive = ({ id, version }: Appointment) =>
  caretype.appointment.checkIn.mutate({ id, expectedVersion: version });

/** Books, and checks in on the day itself. */
async function bookAndArrive(booking: Booking, isToday: boolean): Promise<CheckedIn> {
  const booked = await caretype.appointment.book.mutate(booking);
  return { visit: isToday ? await arrive(booked) : booked, by: "booking" };
}

/**
 * Checks in for an appointment of today, or for one that it books: of the last kind, with a doctor who works now and is
 * free. If nobody is, finds who is next.
 */
async function checkIn({ id: patientId }: Patient, today: string): Promise<CheckedIn | { next: Next }> {
  const { appointment, patient, visitType } = caretype;
  const [todays, latest, kinds] = await Promise.all([
    appointment.list.query({ patientId, from: today, to: today, limit: 50 }),
    appointment.list.query({ patientId, sort: "latest", limit: 1 }),
    visitType.list.query({ limit: 200 }),
  ]);
  const having = (wanted: Appointment["status"]) => todays.items.find(({ status }) => status === wanted);
  const known = having("arrived");
  if (known) return { visit: known, by: null };
  const expected = having("booked");
  if (expected) return { visit: await arrive(expected), by: "arrival" };
  const offered = kinds.items.filter(({ isActive }) => isActive);
  const last = latest.items[0]?.visitTypeId;
  const visitTypeId = (offered.find(({ id }) => id === last) ?? offered.at(-1))?.id;
  if (!visitTypeId) return { next: null };
  const [{ items }, own] = await Promise.all([
    appointment.slots.query({ visitTypeId, from: today, to: addDays(today, 6), joined: true }),
    patient.doctors.query({ id: patientId, limit: 200 }),
  ]);
  const times = [...Map.groupBy(items, ({ doctorId }) => doctorId).values()].flatMap(
    ([first]) => first ?? [],
  );
  const soon = Date.now() + stepMinutes * 60_000;
  const free = times.filter(({ startsAt }) => Date.parse(startsAt) <= soon);
  const usual = free.filter(({ doctorId }) => own.items.some(({ id }) => id === doctorId));
  for (const { doctorId } of [...usual, ...free]) {
    try {
      return await bookAndArrive({ patientId, doctorId, visitTypeId, startsAt: now() }, true);
    } catch (error) {
      if (!isErrorCode(error, ...timeCodes)) throw error;
    }
  }
  return { next: { visitTypeId, times } };
}
