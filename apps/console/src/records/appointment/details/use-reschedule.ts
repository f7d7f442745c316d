import type { Appointment, RoomId } from "@caretype/client";
import { type FormEvent, useState } from "react";
import { focusFirst } from "../../../kit/form/field-nodes.ts";
import { isDay } from "../../../kit/form/typed-date.ts";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { caretype } from "../../../session/client/api.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { timeOf, wallOf } from "../../../session/practice-time/wall.ts";
import type { RefusedMove } from "../move.ts";
import { minutesOf } from "../move.ts";
import { useNotifyMoved } from "./notify-moved.ts";
import type { ChosenDoctor } from "./other-place.tsx";
import type { SeriesPart } from "./series-choice.tsx";
import { texts } from "./texts.en.ts";
import { useChange } from "./use-change.ts";

type Values = {
  date: string;
  time: string;
  doctor: ChosenDoctor | null;
  roomId: RoomId | null;
  minutes: string;
  part: SeriesPart;
  overrideReason: string;
};

type Wanted = Values & { startsAt: string; doctor: ChosenDoctor };

type Sending = { appointment: Appointment; isAgain: boolean; onDone: () => void };
type Reschedule = Sending & { refused: RefusedMove | null };

/** The values of the form, and what they are sent as. Begins with what was refused, or with the appointment. */
export function useReschedule({ appointment, refused, isAgain, onDone }: Reschedule) {
  const { instantAt, timeZone } = usePracticeTime();
  const [values, setValues] = useState(() => valuesOf(appointment, refused, timeZone));
  const [problem, setProblem] = useState<string | null>(null);
  const send = useSend({ appointment, isAgain, onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { date, time, doctor } = values;
    if (!doctor) return focusFirst(["doctorId"]);
    const isComplete = isDay(date) && time !== "";
    const startsAt = isComplete ? instantAt(date, time) : null;
    if (startsAt === null) {
      setProblem(isComplete ? texts.moving.isSkipped : texts.rescheduleForm.incomplete);
      return focusFirst([isDay(date) ? "time" : "date"]);
    }
    setProblem(null);
    send.mutate({ ...values, doctor, startsAt });
  };
  return {
    values,
    change: (changes: Partial<Values>) => setValues((before) => ({ ...before, ...changes })),
    problem,
    /** The last refusal, also that of the drag before the form. */
    error: send.error ?? (send.isIdle ? refused?.error : null),
    isPending: send.isPending,
    submit,
  };
}

function valuesOf(appointment: Appointment, refused: RefusedMove | null, timeZone: string): Values {
  const { doctorId, doctorName } = appointment;
  const to = refused?.to;
  const { date, minute } = wallOf(timeZone)(to?.startsAt ?? appointment.startsAt);
  const isOther = to?.doctorId !== undefined && to.doctorId !== doctorId;
  return {
    date,
    time: timeOf(minute),
    doctor: {
      id: to?.doctorId ?? doctorId,
      name: (isOther ? refused?.doctorName : doctorName) ?? "",
      specializationLabel: "",
    },
    roomId: to?.roomId === undefined ? appointment.roomId : to.roomId,
    minutes: String(to?.minutes ?? minutesOf(appointment)),
    part: "one",
    overrideReason: "",
  };
}

type Sent = { booked: Appointment | null; moved: Appointment | null; series: number };

function useSend({ appointment, isAgain, onDone }: Sending) {
  const { dayAndTime } = usePracticeTime();
  const notifyMoved = useNotifyMoved();
  const { id, version: expectedVersion } = appointment;
  return useChange({
    run: (wanted: Wanted, call): Promise<Sent> => {
      const { startsAt, roomId, part, overrideReason } = wanted;
      const to = { id, expectedVersion, startsAt, doctorId: wanted.doctor.id, roomId };
      const reason = overrideReason.trim() === "" ? {} : { overrideReason };
      const length = wanted.minutes === "" ? {} : { minutes: Number(wanted.minutes) };
      if (isAgain)
        return call([to, reason, "again"], async (options) => ({
          booked: await caretype.appointment.bookAgain.mutate({ ...to, ...reason }, options),
          moved: null,
          series: 0,
        }));
      return call([to, part, reason, length], async (options) =>
        part === "later"
          ? {
              booked: null,
              moved: null,
              series: (await caretype.appointment.rescheduleSeries.mutate(to, options)).items.length,
            }
          : {
              booked: null,
              moved: await caretype.appointment.reschedule.mutate({ ...to, ...reason, ...length }, options),
              series: 1,
            },
      );
    },
    onDone: (answer) => {
      const { booked } = answer;
      if (booked) notifyDone(texts.done.bookAgain(booked.patientName, dayAndTime(booked.startsAt)));
      else if (answer.moved) notifyMoved(appointment, answer.moved);
      else notifyDone(texts.seriesIsMoved(answer.series));
      onDone();
    },
  });
}
