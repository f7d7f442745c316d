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
  /** Default: selected in the form. */
  patientId?: PatientId | undefined;
  /** Default: any doctor. */
  doctorId?: DoctorId | undefined;
  /** Default: any. Only without a doctor. */
  specialization?: string | undefined;
  /** The visit's instant. Default: selected from the free slots. */
  startsAt?: string | undefined;
  /** The first day with offered slots. Default: today. */
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

/** Selected, not typed. Empty at first. */
export type Choice = {
  patientId: string;
  visitTypeId: string;
  doctorId: string;
  startsAt: string;
  roomId: string;
};

/** The form requires a type, not an interface. */
type BookingValues = {
  /** Only to show its errors, as it is selected. */
  roomId: string;
  reasonForVisit: string;
  note: string;
  overrideReason: string;
  everyWeeks: string;
  times: string;
};

/** Refusals that a reason overrides, with the permission for it. */
export const overridable = ["SLOT_TAKEN", "DAY_FULL", "OUTSIDE_OPENING_HOURS"] as const;
/** Refusals of the time, after which free slots are refetched. */
export const timeCodes = [...overridable, "PATIENT_BOOKED", "SERIES_CLASHES"] as const;

type Options = {
  choice: Choice;
  given: Pick<BookDialogProps, "reasonForVisit" | "note">;
  mayOverride: boolean;
  onDone: () => void;
};

/**
 * State of the booking form. It books directly and does not hold the slot first: an abandoned form would block the
 * slot, and leave a cancelled appointment in the patient's record.
 */
export function useBookingForm({ choice, given, mayOverride, onDone }: Options) {
  const notifyBooked = useNotifyBooked();
  const [isRepeated, setRepeated] = useState(false);
  /** The doctor's refused time, which a reason may override. */
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

/** Returns a function that reports the booking, with Undo, and refetches appointments. */
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
