import {
  type Appointment,
  type DoctorId,
  isErrorCode,
  type PatientId,
  type VisitTypeId,
} from "@caretype/client";
import { BookAppointment, BookSeries } from "@caretype/scheduling/appointment/schema";
import { useState } from "react";
import type { KeyedCall } from "../../../../../kit/form/idempotency-keys.ts";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { useRecordForm } from "../../../../../session/form/use-record-form.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { useNotifyChange } from "../notify-change.ts";
import { texts as bookingTexts } from "./texts.en.ts";
import type { Starts } from "./use-free-times.ts";

export type BookDialogProps = {
  /** Default: to be chosen. */
  patientId?: PatientId | undefined;
  /** Default: any doctor. */
  doctorId?: DoctorId | undefined;
  /** Default: any. Only without a doctor. */
  specialization?: string | undefined;
  /** The instant of the visit. Default: to be chosen from the free times. */
  startsAt?: string | undefined;
  /** The first day on which times are offered. Default: today. */
  from?: string | undefined;
  /** Default: the practice's first. */
  visitTypeId?: VisitTypeId | undefined;
  reasonForVisit?: string | null;
  note?: string | null;
  onClose: () => void;
};

export type WaitlistDialogProps = Omit<BookDialogProps, "startsAt" | "reasonForVisit" | "note"> &
  Starts & {
    /** Called instead of `onClose` once the patient is added. Default: `onClose`. */
    onAdded?: () => void;
  };

/** What is chosen, not typed. Empty until chosen. */
export type Choice = {
  patientId: string;
  visitTypeId: string;
  doctorId: string;
  startsAt: string;
  roomId: string;
};

/** The form requires a type, not an interface. */
type BookingValues = {
  /** Only for its errors, as it is chosen. */
  roomId: string;
  reasonForVisit: string;
  note: string;
  overrideReason: string;
  everyWeeks: string;
  times: string;
};

/** Refusals that a reason overrides, with the permission for it. */
export const overridable = ["SLOT_TAKEN", "DAY_FULL", "OUTSIDE_OPENING_HOURS"] as const;
/** Refusals of the time. The free times are read again after one. */
export const timeCodes = [...overridable, "PATIENT_BOOKED", "SERIES_CLASHES"] as const;

type Options = {
  choice: Choice;
  given: Pick<BookDialogProps, "reasonForVisit" | "note">;
  mayOverride: boolean;
  onDone: () => void;
};

/**
 * State of the form that books. It books at once, and does not hold the chosen time first. An abandoned form would then
 * keep the time from others, and leave a cancelled appointment in the patient's record.
 */
export function useBookingForm({ choice, given, mayOverride, onDone }: Options) {
  const notifyBooked = useNotifyBooked();
  const [isRepeated, setRepeated] = useState(false);
  /** The time of a doctor that was refused, and that a reason may override. */
  const [refused, setRefused] = useState<string | null>(null);
  const wanted = `${choice.doctorId} ${choice.startsAt}`;
  const isOverride = mayOverride && !isRepeated && refused === wanted;
  const mode = { choice, isRepeated, isOverride };
  const recordForm = useRecordForm<BookingValues, Appointment[]>({
    schema: isRepeated ? BookSeries : BookAppointment,
    initialValues: {
      roomId: "",
      reasonForVisit: given.reasonForVisit ?? "",
      note: given.note ?? "",
      overrideReason: "",
      everyWeeks: "1",
      times: "6",
    },
    inputOf: (values) => inputOf(values, mode),
    fieldOf: { ROOM_TAKEN: "roomId" },
    onSubmit: async (values, call) => {
      try {
        return await send(values, { ...mode, call });
      } catch (error) {
        if (isErrorCode(error, ...timeCodes)) void readAgain(api.appointment);
        if (isErrorCode(error, ...overridable)) setRefused(wanted);
        throw error;
      }
    },
    onSaved: (booked) => {
      notifyBooked(booked);
      onDone();
    },
  });
  return { ...recordForm, isRepeated, setRepeated, isOverride };
}

export type Booking = ReturnType<typeof useBookingForm>;

type Mode = { choice: Choice; isRepeated: boolean; isOverride: boolean };

function inputOf(values: BookingValues, { choice, isRepeated, isOverride }: Mode) {
  const { reasonForVisit, note, overrideReason, everyWeeks, times } = values;
  return {
    ...choice,
    roomId: choice.roomId || null,
    reasonForVisit,
    note,
    ...(isRepeated && { everyWeeks: Number(everyWeeks), times: Number(times) }),
    ...(isOverride && { overrideReason }),
  };
}

async function send(values: BookingValues, { call, ...mode }: Mode & { call: KeyedCall }) {
  const input = inputOf(values, mode);
  const { book, bookSeries } = caretype.appointment;
  if (mode.isRepeated) return (await call(BookSeries.parse(input), bookSeries.mutate)).items;
  return [await call(BookAppointment.parse(input), book.mutate)];
}

/** Returns a function that tells what was booked, with Undo, and reads appointments again. */
function useNotifyBooked(): (booked: readonly Appointment[]) => void {
  const notify = useNotifyChange();
  const { dayAndTime } = usePracticeTime();
  return ([first, ...others]) => {
    void readAgain(api.appointment);
    if (!first) return;
    const { id, version, patientName, startsAt, seriesId, doctorName, roomName } = first;
    const cancel = { id, expectedVersion: version, reason: bookingTexts.undoReason };
    const time = [dayAndTime(startsAt), doctorName, roomName].filter(Boolean).join(" · ");
    const message =
      seriesId === null
        ? bookingTexts.isBooked(patientName, time)
        : bookingTexts.isBookedTimes(patientName, others.length + 1, time);
    const { appointment: calls } = caretype;
    notify(message, () => (seriesId === null ? calls.cancel : calls.cancelSeries).mutate(cancel));
  };
}
