import { type Appointment, type Doctor, isErrorCode, type RoomId } from "@caretype/client";
import { RescheduleAppointment } from "@caretype/scheduling/appointment/schema";
import { Input, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { DateField } from "../../../../../kit/form/date-field.tsx";
import { schemaResolver } from "../../../../../kit/form/field-messages.ts";
import { focusFirst } from "../../../../../kit/form/field-nodes.ts";
import { FormFrame } from "../../../../../kit/form/form-frame.tsx";
import { isDay } from "../../../../../kit/form/typed-date.ts";
import { isTime } from "../../../../../kit/form/typed-time.ts";
import { TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { timeOf, wallOf } from "../../../../../session/practice-time/wall.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { DoctorPicker } from "../../../../people/records/assignment/doctor-picker.tsx";
import { ChooseRoom } from "../book/choose-room.tsx";
import { FreeTimes } from "../book/free-times.tsx";
import { readStart } from "../book/read-start.ts";
import { refused } from "../book/texts.en.ts";
import { overridable } from "../book/use-booking-form.ts";
import { type FreeTime, type Question, useFreeTimes } from "../book/use-free-times.ts";
import { minutesOf, type RefusedMove } from "../move.ts";
import { useNotifyChange } from "../notify-change.ts";
import { useNotifyMoved } from "./notify-moved.ts";
import { SeriesChoice, type SeriesPart } from "./series-choice.tsx";
import { texts as detailsTexts, rescheduleForm as texts } from "./texts.en.ts";
import { ChangeRefusal, ofTime, useChange } from "./use-change.tsx";

type RescheduleFormProps = {
  appointment: Appointment;
  /** The refused move, by dragging. */
  refused: RefusedMove | null;
  onDone: () => void;
  onCancel: () => void;
};

/** Moves an appointment to another time, doctor or room. A refusal leaves it unchanged. */
export function RescheduleForm(props: RescheduleFormProps) {
  const { appointment, onCancel, onDone } = props;
  const { values, change, problems, error, isPending, submit, ...form } = useReschedule(props);
  const { isChoosing, isOverride } = form;
  return (
    <FormFrame
      refusal={<ChangeRefusal error={error} />}
      onSubmit={submit}
      onCancel={isChoosing ? onCancel : onDone}
      cancelLabel={isChoosing ? commonTexts.back : texts.leave}
      submitLabel={isChoosing ? texts.submit : texts.anyway}
      isPending={isPending}
      isDisabled={!isChoosing && (!isOverride || values.overrideReason.trim() === "")}
    >
      <Text size="sm">{form.about}</Text>
      <Stack display={isChoosing ? undefined : "none"}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <DateField
            label={texts.date}
            data-path="date"
            value={values.date}
            hint={null}
            error={problems?.date}
            onChange={(date) => change({ date, day: date })}
          />
          <DateField
            is="time"
            label={texts.time}
            data-path="time"
            error={problems?.time}
            value={values.time}
            onChange={(time) => change({ time })}
          />
          {values.part === "one" ? (
            <TextInput
              label={texts.minutes}
              data-path="minutes"
              inputMode="numeric"
              error={problemsOf(values).minutes}
              value={values.minutes}
              onChange={({ currentTarget: { value } }) => change({ minutes: value })}
            />
          ) : null}
          <ChooseDoctor values={values} isMissing={form.isDoctorMissing} onChange={change} />
          <ChooseRoom {...{ appointment }} roomId={values.roomId} onChange={(roomId) => change({ roomId })} />
        </SimpleGrid>
        <OfferedTimes appointment={appointment} wanted={values} onChoose={change} />
        {appointment.seriesId === null ? null : (
          <SeriesChoice part={values.part} onPart={(part) => change({ part })} />
        )}
      </Stack>
      {isOverride ? (
        <TextInput
          label={texts.override}
          description={refused.overrideHint}
          data-path="overrideReason"
          error={problemsOf(values).overrideReason}
          value={values.overrideReason}
          onChange={({ currentTarget: { value } }) => change({ overrideReason: value })}
        />
      ) : null}
      {isChoosing ? null : (
        <TextButton label={texts.another} w="fit-content" data-path="another" onClick={form.choose} />
      )}
    </FormFrame>
  );
}

type ChooseDoctorProps = {
  values: Values;
  isMissing: boolean;
  onChange: (chosen: Pick<Values, "doctor" | "isAnyOfKind">) => void;
};

/** One doctor, or any of the same specialization. */
const ChooseDoctor = ({ values: { doctor, isAnyOfKind }, isMissing, onChange }: ChooseDoctorProps) => (
  <Stack gap={4}>
    <DoctorPicker
      error={isMissing ? commonTexts.required : null}
      placeholder={texts.anyOfKind}
      chosen={doctor}
      onChoose={(next) => onChange({ doctor: next, isAnyOfKind: next === null })}
    />
    {isAnyOfKind ? null : (
      <TextButton
        label={texts.anyOfKind}
        size="compact-xs"
        w="fit-content"
        onClick={() => onChange({ doctor: null, isAnyOfKind: true })}
      />
    )}
  </Stack>
);

type OfferedTimesProps = {
  appointment: Appointment;
  wanted: Values;
  onChoose: (chosen: Pick<Values, "date" | "time" | "doctor">) => void;
};

/**
 * Free slots of the doctor, or of any with the same specialization. With one selected, Enter moves the appointment.
 */
function OfferedTimes({ appointment, wanted, onChoose }: OfferedTimesProps) {
  const { doctor, day, date, time, isAnyOfKind } = wanted;
  const { timeZone, instantAt } = usePracticeTime();
  const area = useRef<HTMLDivElement>(null);
  const { id, visitTypeId, doctorId, startsAt } = appointment;
  const from = isDay(day) ? day : undefined;
  const who = useKind(isAnyOfKind ? appointment : null) ?? { doctorId: doctor?.id };
  const found = useFreeTimes({ visitTypeId, exceptAppointmentId: id, from, ...who }, { doctorId, startsAt });
  const chosenAt = isDay(date) && isTime(time) ? instantAt(date, time) : null;
  const chosen = doctor && chosenAt !== null ? { doctorId: doctor.id, startsAt: chosenAt } : null;
  const choose = ({ startsAt, doctorId: id, doctorName: name }: FreeTime) => {
    const { date, minute } = wallOf(timeZone)(startsAt);
    onChoose({ date, time: timeOf(minute), doctor: { id, name } });
    area.current?.closest("form")?.querySelector<HTMLElement>("[type=submit]")?.focus();
  };
  return (
    <Input.Wrapper ref={area} label={texts.free} labelElement="div">
      <FreeTimes found={found} hasDoctors={isAnyOfKind} chosen={chosen} onChoose={choose} />
    </Input.Wrapper>
  );
}

/** Doctors equivalent to the appointment's: of the same specialization, or all who see the patient. */
function useKind(appointment: Appointment | null): Partial<Question> | null {
  const { doctorId, patientId } = appointment ?? {};
  const doctor = useQuery(api.doctor.byId.queryOptions(doctorId ? { id: doctorId } : skipToken));
  const patient = useQuery(api.patient.byId.queryOptions(patientId ? { id: patientId } : skipToken));
  const { age, gender } = patient.data ?? {};
  return (
    appointment && {
      specialization: doctor.data?.specialization ?? undefined,
      age: age ?? undefined,
      gender,
      isOpen: doctor.isLoading || patient.isLoading,
    }
  );
}

type Values = {
  date: string;
  /** The typed day, from which slots are offered. Empty: any. */
  day: string;
  time: string;
  doctor: Pick<Doctor, "id" | "name"> | null;
  /** Offers slots of all doctors of the same specialization. */
  isAnyOfKind: boolean;
  roomId: RoomId | null;
  minutes: string;
  part: SeriesPart;
  overrideReason: string;
};

type Wanted = Values & { startsAt: string; doctor: Pick<Doctor, "id"> };

type Sending = { appointment: Appointment; onDone: () => void };
type Reschedule = Sending & { refused: RefusedMove | null };

/** The form's values, and their input for the API. Initially the refused move, or the appointment. */
function useReschedule({ appointment, refused, onDone }: Reschedule) {
  const practice = usePracticeTime();
  const { dayAndTime, timeZone } = practice;
  const [values, setValues] = useState(() => valuesOf(appointment, refused, timeZone));
  const [isTried, setTried] = useState(false);
  const { startsAt, problems } = readStart(values, practice);
  /** Whether the refused move was changed. */
  const [isCorrected, setCorrected] = useState(false);
  const send = useSend({ appointment, onDone });
  const may = usePermissions()("appointment:override");
  // A refused drop is forced or abandoned. Both need no other time.
  const [isChoosing, setChoosing] = useState(!isErrorCode(refused?.error, ...ofTime));
  useEffect(() => focusFirst(isChoosing ? ["date"] : ["overrideReason", "another"]), [isChoosing]);
  const submit = () => {
    const { doctor } = values;
    setTried(true);
    const wrong = Object.keys({ ...problems, ...problemsOf(values), ...(!doctor && { doctorId: true }) });
    if (!doctor || startsAt === null || wrong.length > 0) return focusFirst(wrong);
    setCorrected(false);
    send.mutate({ ...values, doctor, startsAt });
  };
  /** The last refusal, including the drag's before the form. */
  const last = send.error ?? (send.isIdle ? refused?.error : null);
  const error = isCorrected && isErrorCode(last, ...ofTime, "SERIES_CLASHES") ? null : last;
  const from = dayAndTime(appointment.startsAt);
  return {
    values,
    about: isChoosing || !refused ? from : `${from} → ${dayAndTime(refused.to.startsAt)}`,
    isChoosing,
    choose: () => setChoosing(true),
    isOverride: may && values.part === "one" && isErrorCode(error, ...overridable),
    change: (changes: Partial<Values>) => {
      setValues((before) => ({ ...before, ...changes }));
      if (!("overrideReason" in changes)) setCorrected(true);
    },
    problems: isTried ? problems : null,
    isDoctorMissing: isTried && !values.doctor,
    error,
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
    day: refused ? date : "",
    time: timeOf(minute),
    doctor: {
      id: to?.doctorId ?? doctorId,
      name: (isOther ? refused?.doctorName : doctorName) ?? "",
    },
    isAnyOfKind: false,
    roomId: to?.roomId === undefined ? appointment.roomId : to.roomId,
    minutes: String(to?.minutes ?? minutesOf(appointment)),
    part: "one",
    overrideReason: "",
  };
}

/** Empty: the same length. */
const lengthOf = ({ minutes, part }: Values) =>
  minutes.trim() === "" || part !== "one" ? {} : { minutes: Number(minutes) };

/** Empty: none. Not for series. */
const overrideOf = ({ overrideReason, part }: Values) =>
  overrideReason.trim() === "" || part !== "one" ? {} : { overrideReason };

const check = schemaResolver(RescheduleAppointment.pick({ minutes: true, overrideReason: true }));
const problemsOf = (values: Values) => check({ ...lengthOf(values), ...overrideOf(values) });

type Sent = { moved?: Appointment; series?: number };

function useSend({ appointment, onDone }: Sending) {
  const notifyMoved = useNotifyMoved();
  const notify = useNotifyChange();
  const { id, version: expectedVersion } = appointment;
  return useChange({
    run: (wanted: Wanted, call): Promise<Sent> => {
      const { startsAt, roomId, part } = wanted;
      const to = { id, expectedVersion, startsAt, doctorId: wanted.doctor.id, roomId };
      const reason = overrideOf(wanted);
      const length = lengthOf(wanted);
      const { reschedule, rescheduleSeries } = caretype.appointment;
      return call([to, part, reason, length], async (_, options) => {
        if (part === "one")
          return { moved: await reschedule.mutate({ ...to, ...reason, ...length }, options) };
        return { series: (await rescheduleSeries.mutate(to, options)).items.length };
      });
    },
    onDone: ({ moved, series }) => {
      if (moved) notifyMoved(appointment, moved);
      else notify(detailsTexts.seriesIsMoved(series ?? 0));
      onDone();
    },
  });
}
