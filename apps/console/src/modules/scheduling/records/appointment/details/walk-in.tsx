import {
  type Appointment,
  isErrorCode,
  type Patient,
  type RouterInputs,
  type VisitType,
  visitTypeId as visitTypeIds,
} from "@caretype/client";
import { isSeenFirst } from "@caretype/core/people/doctor/suits";
import { usualType } from "@caretype/scheduling/appointment/usual-type";
import { Button, Group, NativeSelect, Skeleton, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { focusOnce } from "../../../../../kit/focus/focus-once.ts";
import { notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { QueryStates, together } from "../../../../../kit/page/query-states.tsx";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { addDays } from "../../../../../session/practice-time/wall.ts";
import { PatientPicker } from "../../../../people/records/assignment/patient-picker.tsx";
import { specializationName } from "../../../../people/records/doctor/specialization-name.ts";
import { PatientLine } from "../../../../people/records/patient/patient-line.tsx";
import { AppointmentDialog } from "../appointment-dialog.ts";
import { BookAppointment } from "../book/book-appointment.tsx";
import { focusFirstField } from "../book/focus-first-field.ts";
import { texts as bookingTexts, times as timeTexts } from "../book/texts.en.ts";
import { newest } from "../book/use-booking-choice.ts";
import { timeCodes } from "../book/use-booking-form.ts";
import type { FreeTime } from "../book/use-free-times.ts";
import { stepBackOf, useNotifyChange } from "../notify-change.ts";
import { texts as appointmentTexts, walkIn as texts } from "../texts.en.ts";
import { rescheduleForm } from "./texts.en.ts";

/** Replaces the search. `types`: bookable visit types, the usual one first. Null: other options. */
type Choosing = { patient: Patient; types: VisitType[] | null };
type Shown = { known: Appointment } | Choosing;

/**
 * Checks the patient in for today's appointment, or books one for now. If no doctor is free, says who is next. For a
 * patient already checked in, opens that visit instead of a second one.
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
      const booking = { ...chosen, startsAt, patientId: patient.id };
      return bookAndArrive(booking, dateOf(startsAt) === today);
    },
    onSuccess: (outcome, { patient }) => {
      if (!("visit" in outcome)) return show({ patient, ...outcome });
      noteCheckedIn(outcome);
      if (outcome.by === null) show({ known: outcome.visit });
      else onClose();
    },
    onError: (error, { patient }) => {
      // Another user checked the patient in first.
      if (isErrorCode(error, ...timeCodes)) void readAgain(api.appointment);
      notifyFailed(appointmentTexts.isNotChanged(patient.name), error);
    },
  });
  if (shown && "known" in shown) return <AppointmentDialog id={shown.known.id} onClose={onClose} />;
  // It names missing settings.
  if (shown && !shown.types) return <BookAppointment patientId={shown.patient.id} onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title={texts.title}>
      {shown?.types ? (
        <ChooseVisit
          patient={shown.patient}
          types={shown.types}
          today={today}
          onChoose={(chosen) => mutate({ patient: shown.patient, chosen })}
          onOther={() => show({ ...shown, types: null })}
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

/** Reports the booking or check-in, with Undo, and refetches appointments. */
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

type ChooseVisitProps = {
  patient: Patient;
  /** The usual one first. */
  types: VisitType[];
  today: string;
  onChoose: (chosen: Chosen) => void;
  onOther: () => void;
};

/**
 * Offers free doctors first, one click each: the patient's own, then those who can be seen first. With the permission
 * to override, it also squeezes the patient in now.
 */
function ChooseVisit({ patient, types, today, onChoose, onOther }: ChooseVisitProps) {
  const [chosen, setChosen] = useState(types[0]?.id ?? "");
  const visitTypeId = visitTypeIds.parse(chosen);
  const { query, free } = useFree(patient, { visitTypeId, today });
  const [next] = free;
  return (
    <Stack>
      <PatientLine {...patient} />
      <NativeSelect
        label={bookingTexts.visitType}
        data={types.map(({ id, name, minutes }) => ({
          value: id,
          label: bookingTexts.visitTypeOption(name, minutes),
        }))}
        value={chosen}
        onChange={({ currentTarget: { value } }) => setChosen(value)}
      />
      <QueryStates query={query} skeleton={<Skeleton h={120} />}>
        {() => (
          <>
            {next && isNow(next.startsAt) ? null : (
              <Text>{next ? texts.nobodyFree : texts.nobodyFreeSoon}</Text>
            )}
            {free.slice(0, 3).map((time) => (
              <FreeDoctor
                key={time.doctorId}
                time={time}
                isFirst={time === next}
                onChoose={(when) => onChoose({ visitTypeId, doctorId: time.doctorId, ...when })}
              />
            ))}
          </>
        )}
      </QueryStates>
      <Button variant="subtle" onClick={onOther}>
        {rescheduleForm.another}
      </Button>
    </Stack>
  );
}

type FreeDoctorProps = {
  time: FreeTime;
  isFirst: boolean;
  onChoose: (when: Pick<Chosen, "startsAt" | "overrideReason">) => void;
};

function FreeDoctor({ time: free, isFirst, onChoose }: FreeDoctorProps) {
  const { dateOf, dayAndTime, time } = usePracticeTime();
  const mayOverride = usePermissions()("appointment:override");
  const { doctorName, specialization, startsAt } = free;
  const isToday = dateOf(startsAt) === dateOf(now());
  const when = isNow(startsAt) ? texts.now : isToday ? time(startsAt) : dayAndTime(startsAt);
  const who = [doctorName, specializationName(specialization)].filter(Boolean).join(", ");
  return (
    <Group gap="xs" grow preventGrowOverflow={false}>
      <Button
        variant={isFirst ? "filled" : "default"}
        ref={isFirst ? focusOnce : null}
        onClick={() => onChoose({ startsAt })}
      >
        <span>{timeTexts.chosen(when, who)}</span>
      </Button>
      {mayOverride && !isNow(startsAt) ? (
        <Button variant="default" onClick={() => onChoose({ overrideReason: texts.usualReason })}>
          {texts.inBetween}
          <VisuallyHidden>: {doctorName}</VisuallyHidden>
        </Button>
      ) : null}
    </Group>
  );
}

type Wanted = Pick<Booking, "visitTypeId"> & { today: string };

/** The next free slot of each doctor for a kind of visit. */
function useFree({ id, age, gender }: Patient, { visitTypeId, today }: Wanted) {
  const who = { age: age ?? undefined, gender };
  const days = { from: today, to: addDays(today, 6), joined: true };
  const slots = useQuery(
    api.appointment.slots.queryOptions({ visitTypeId, ...days, ...who }, { staleTime: 0, gcTime: 0 }),
  );
  const own = useQuery(api.patient.doctors.queryOptions({ id, limit: 200 }));
  const ranks = [
    ({ startsAt }: FreeTime) => !isNow(startsAt),
    ({ doctorId, startsAt }: FreeTime) =>
      isNow(startsAt) && !own.data?.items.some((each) => each.id === doctorId),
    ({ specialization, startsAt }: FreeTime) => isNow(startsAt) && !isSeenFirst(specialization, who),
  ];
  const rankOf = (slot: FreeTime) => ranks.map((is) => Number(is(slot))).join("");
  const first = [...Map.groupBy(slots.data?.items ?? [], ({ doctorId }) => doctorId).values()].flatMap(
    ([time]) => time ?? [],
  );
  return {
    query: { ...together([slots, own]), data: slots.data && own.data },
    free: first.toSorted((one, other) => rankOf(one).localeCompare(rankOf(other))),
  };
}

/** The start of the current minute. */
const now = () => new Date().toISOString().replace(/:\d\d\.\d+Z$/, ":00Z");

/** Distance in minutes between the starts of joined slots. */
const stepMinutes = 5;

const isNow = (startsAt: string) => Date.parse(startsAt) <= Date.now() + stepMinutes * 60_000;

type Booking = RouterInputs["appointment"]["book"];
/** The booking. Without a start, it is now. */
type Chosen = Omit<Booking, "patientId" | "startsAt"> & { startsAt?: string };

type CheckedIn = {
  visit: Appointment;
  /** The resulting changes. Null: none, as the patient was already checked in. */
  by: "booking" | "arrival" | null;
};

const arrive = ({ id, version }: Appointment) =>
  caretype.appointment.checkIn.mutate({ id, expectedVersion: version });

/** Books, and checks in on the day itself. */
async function bookAndArrive(booking: Booking, isToday: boolean): Promise<CheckedIn> {
  const { book } = caretype.appointment;
  const { startsAt } = booking;
  // Slots start at fixed distances. The current minute may be free, too.
  const booked = isNow(startsAt)
    ? await book.mutate({ ...booking, startsAt: now() }).catch((error: unknown) => {
        if (startsAt === now() || !isErrorCode(error, ...timeCodes)) throw error;
        return book.mutate(booking);
      })
    : await book.mutate(booking);
  return { visit: isToday ? await arrive(booked) : booked, by: "booking" };
}

/** Checks in for today's appointment. Without one, returns what can be booked. */
async function checkIn(
  { id: patientId }: Patient,
  today: string,
): Promise<CheckedIn | Pick<Choosing, "types">> {
  const { appointment, visitType } = caretype;
  const [todays, latest, kinds] = await Promise.all([
    appointment.list.query({ patientId, from: today, to: today, limit: 50 }),
    appointment.list.query({ patientId, ...newest }),
    visitType.list.query({ limit: 200 }),
  ]);
  const having = (wanted: Appointment["status"]) => todays.items.find(({ status }) => status === wanted);
  const known = having("arrived");
  if (known) return { visit: known, by: null };
  const expected = having("booked");
  if (expected) return { visit: await arrive(expected), by: "arrival" };
  const offered = kinds.items.filter(({ isActive }) => isActive).toReversed();
  const usual = usualType(offered, latest.items);
  return { types: usual ? [usual, ...offered.filter((type) => type !== usual)] : null };
}
