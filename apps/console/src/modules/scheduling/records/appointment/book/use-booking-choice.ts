import {
  type Doctor,
  doctorId as doctorIds,
  type Patient,
  patientId as patientIds,
  type Room,
  type VisitType,
  visitTypeId as visitTypeIds,
} from "@caretype/client";
import { usualType } from "@caretype/scheduling/appointment/usual-type";
import type { UseFormReturnType } from "@mantine/form";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { isDay } from "../../../../../kit/form/typed-date.ts";
import { api } from "../../../../../session/client/api.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { type ChosenStarts, startsOf } from "./choose-starts.tsx";
import { useBookingChoices } from "./use-booking-choices.ts";
import type { BookDialogProps, Choice } from "./use-booking-form.ts";
import type { FreeTime, Question } from "./use-free-times.ts";

const staleTime = 60_000;

/** An offered slot has a doctor. A typed time is with the form's doctor. */
type ChosenTime = { startsAt: string; doctor?: { id: Doctor["id"]; name: string } };

/** The form, which shows errors of the choice. */
export type ChoiceForm = {
  form: Pick<UseFormReturnType<Record<string, unknown>>, "errors" | "clearFieldError">;
};

/** The form's subject, set by the page or selected. */
export function useBookingChoice(given: Omit<BookDialogProps, "onClose">) {
  const { patientId, doctorId, startsAt, visitTypeId } = given;
  const choices = useBookingChoices();
  const { givenPatient, givenDoctor, isOpen } = useGiven(given);
  const [chosenPatient, setPatient] = useState<Patient | null>(null);
  /** Undefined: the page's. */
  const [chosenDoctor, setChosenDoctor] = useState<Doctor | null>();
  const [specialization, setSpecialization] = useState(given.specialization ?? "");
  const [chosenType, setChosenType] = useState("");
  const [time, setTime] = useState<ChosenTime | null>(startsAt === undefined ? null : { startsAt });
  const { starts, setStarts, asked } = useStarts(given);
  const usual = useUsual(patientId ?? chosenPatient?.id);
  const types = choices.data?.visitTypes ?? [];
  const typeOf = (wanted: string | undefined) => types.find(({ id }) => id === wanted);
  const visitType = typeOf(chosenType || visitTypeId) ?? usualType(types, usual.visits ?? []);
  const isDoctorOpen = chosenDoctor === undefined && doctorId === undefined && !given.specialization;
  const doctor = isDoctorOpen ? usual.doctor : (chosenDoctor ?? givenDoctor ?? null);
  const doctorOfTime = time?.doctor ?? doctor;
  const { roomId, setRoom } = useRoom({ time, visitType, doctor: doctorOfTime, rooms: choices.data?.rooms });
  const choice: Choice = {
    patientId: patientId ?? chosenPatient?.id ?? "",
    visitTypeId: visitType?.id ?? "",
    doctorId: doctorOfTime?.id ?? (chosenDoctor === undefined ? (doctorId ?? "") : ""),
    startsAt: time?.startsAt ?? "",
    roomId,
  };
  /** Other inputs invalidate an offered slot. A typed time stays. */
  const anew =
    <Answer>(set: (answer: Answer) => void) =>
    (answer: Answer) => {
      set(answer);
      setTime((before) => (before?.doctor ? null : before));
    };
  const question: Question = { ...questionOf({ visitType, doctor, specialization }), ...asked };
  return {
    choices,
    choice,
    visitType,
    doctor,
    specialization,
    /** The usual doctor, if they have no opening hours. */
    closedDoctor: isDoctorOpen ? usual.closedDoctor : null,
    givenPatient,
    chosenPatient,
    doctorNameOfTime: doctorOfTime?.name ?? null,
    setPatient,
    setDoctor: anew(setChosenDoctor),
    setSpecialization: anew(setSpecialization),
    setVisitType: anew(setChosenType),
    setRoom,
    setFreeTime: ({ startsAt, doctorId, doctorName }: FreeTime) =>
      setTime({ startsAt, doctor: { id: doctorId, name: doctorName } }),
    setEnteredTime: (entered: string) => setTime({ startsAt: entered }),
    /** Waits for the patient's usual choices, so that slots do not change under the user. */
    question: { ...question, ...whoOf(givenPatient ?? chosenPatient), isOpen: isOpen || usual.isLoading },
    starts,
    setStarts: anew(setStarts),
    /** What the patient waits for if no slot suits. */
    wish: { ...question, patientId: choice.patientId ? patientIds.parse(choice.patientId) : undefined },
  };
}

type Answers = {
  visitType: VisitType | undefined;
  doctor: Pick<Doctor, "id"> | null;
  specialization: string;
};

/** The input of the search for free slots. */
const questionOf = ({ visitType, doctor, specialization }: Answers) => ({
  visitTypeId: visitType && visitTypeIds.parse(visitType.id),
  doctorId: doctor ? doctorIds.parse(doctor.id) : undefined,
  specialization: doctor || !specialization ? undefined : specialization,
});

/** Searches from the chosen slot's day on, or from the one on screen. */
function useStarts({ startsAt, from }: Pick<BookDialogProps, "startsAt" | "from">) {
  const { dateOf } = usePracticeTime();
  const [starts, setStarts] = useState<ChosenStarts>({
    from: (startsAt && dateOf(startsAt)) ?? from ?? "",
    weekdays: [],
    part: "any",
  });
  return {
    starts,
    setStarts,
    asked: { ...startsOf(starts), from: isDay(starts.from) ? starts.from : undefined },
  };
}

const whoOf = (patient: Patient | null | undefined) => ({
  age: patient?.age ?? undefined,
  gender: patient?.gender,
});

function useGiven({ patientId, doctorId }: Omit<BookDialogProps, "onClose">) {
  const patient = useQuery(api.patient.byId.queryOptions(patientId ? { id: patientId } : skipToken));
  const doctor = useQuery(api.doctor.byId.queryOptions(doctorId ? { id: doctorId } : skipToken));
  return { givenPatient: patient.data, givenDoctor: doctor.data, isOpen: patient.isLoading };
}

/** Enough to find a visit that is no first one. */
export const newest = { sort: "latest", limit: 10 } as const;

/** The patient's assigned doctor, and their last visits. */
function useUsual(patientId: Patient["id"] | undefined) {
  const doctors = useQuery(
    api.patient.doctors.queryOptions(patientId ? { id: patientId, limit: 1 } : skipToken, { staleTime }),
  );
  const lastVisits = patientId ? { patientId, ...newest } : skipToken;
  const visits = useQuery(api.appointment.list.queryOptions(lastVisits, { staleTime }));
  const doctor = doctors.data?.items[0] ?? null;
  const hours = useQuery(
    api.openingHours.byDoctor.queryOptions(doctor ? { doctorId: doctor.id } : skipToken, { staleTime }),
  );
  const isClosed = hours.data?.weekly.length === 0 && hours.data.exceptions.length === 0;
  return {
    doctor: isClosed ? null : doctor,
    closedDoctor: isClosed ? doctor : null,
    visits: visits.data?.items,
    isLoading: doctors.isLoading || visits.isLoading || hours.isLoading,
  };
}

type Wanted = {
  time: ChosenTime | null;
  visitType: VisitType | undefined;
  doctor: { id: Doctor["id"] } | null;
  rooms: readonly Room[] | undefined;
};

/** Default room: that of the doctor's last visit, if free at the time. */
function useRoom({ time, visitType, doctor, rooms }: Wanted) {
  const { dateOf } = usePracticeTime();
  const [chosen, setRoom] = useState<string>();
  const lastVisit = doctor ? { doctorId: doctor.id, sort: "latest" as const, limit: 1 } : skipToken;
  const visits = useQuery(api.appointment.list.queryOptions(lastVisit, { staleTime }));
  const room = rooms?.find(({ id }) => id === visits.data?.items[0]?.roomId);
  const { startsAt = "" } = time ?? {};
  const date = startsAt && dateOf(startsAt);
  const day = { from: date, to: date, joined: true };
  const end = Date.parse(startsAt) + (visitType?.minutes ?? 0) * 60_000;
  const { data } = useQuery(
    api.appointment.slots.queryOptions(
      date && visitType && doctor && room
        ? { visitTypeId: visitType.id, doctorId: doctor.id, roomId: room.id, ...day }
        : skipToken,
    ),
  );
  const isFree = data?.items.some((free) => free.startsAt <= startsAt && end <= Date.parse(free.endsAt));
  return { roomId: chosen ?? (isFree && room ? room.id : ""), setRoom };
}

export type BookingChoice = ReturnType<typeof useBookingChoice>;
