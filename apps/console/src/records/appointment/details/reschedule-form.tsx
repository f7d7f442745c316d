import { longestVisit } from "@caretype/api/appointment/schema";
import type { Appointment } from "@caretype/client";
import { isErrorCode } from "@caretype/client";
import { Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useEffect } from "react";
import { DateField } from "../../../kit/form/date-field.tsx";
import { focusFirst } from "../../../kit/form/field-nodes.ts";
import { isDay } from "../../../kit/form/typed-date.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { withNames } from "../../../words/format/with-names.ts";
import type { RefusedMove } from "../move.ts";
import { ChangeRefusal, overridable } from "./change-refusal.tsx";
import { OtherDoctor, OtherRoom } from "./other-place.tsx";
import { SeriesChoice } from "./series-choice.tsx";
import { texts as calendarTexts } from "./texts.en.ts";
import { useReschedule } from "./use-reschedule.ts";

const texts = calendarTexts.rescheduleForm;

type RescheduleFormProps = {
  appointment: Appointment;
  /** What was tried before, by dragging. */
  refused: RefusedMove | null;
  /** Books it again, as a new one, instead of moving it. */
  isAgain: boolean;
  onDone: () => void;
  onCancel: () => void;
};

/** Moves an appointment to another time, doctor or room. It stays where it is if that is refused. */
export function RescheduleForm({ appointment, refused, isAgain, onDone, onCancel }: RescheduleFormProps) {
  const practice = usePracticeTime();
  const may = usePermissions();
  useEffect(() => focusFirst(["date"]), []);
  const { values, change, problem, error, isPending, submit } = useReschedule({
    appointment,
    refused,
    isAgain,
    onDone,
  });
  const isOverride =
    values.part === "one" && may("appointment:override") && isErrorCode(error, ...overridable);
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ChangeRefusal error={error} />
        <Text size="sm">
          {withNames`${appointment.patientName}, ${practice.dayAndTime(appointment.startsAt)}`}
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <DateField
            label={texts.date}
            data-path="date"
            value={values.date}
            hint={null}
            error={problem !== null && !isDay(values.date)}
            onChange={(date) => change({ date })}
          />
          <TextInput
            type="time"
            label={texts.time}
            data-path="time"
            error={problem}
            value={values.time}
            onChange={({ currentTarget: { value } }) => change({ time: value })}
          />
          {values.part === "one" && !isAgain ? (
            <TextInput
              type="number"
              min={1}
              max={longestVisit}
              label={texts.minutes}
              data-path="minutes"
              value={values.minutes}
              onChange={({ currentTarget: { value } }) => change({ minutes: value })}
            />
          ) : null}
          <OtherDoctor doctor={values.doctor} onChange={(doctor) => change({ doctor })} />
          <OtherRoom
            appointment={appointment}
            roomId={values.roomId}
            onChange={(roomId) => change({ roomId })}
          />
        </SimpleGrid>
        {appointment.seriesId === null || isAgain ? null : (
          <SeriesChoice part={values.part} onPart={(part) => change({ part })} />
        )}
        {isOverride ? (
          <TextInput
            label={texts.override}
            description={texts.overrideHint}
            maxLength={500}
            value={values.overrideReason}
            onChange={({ currentTarget: { value } }) => change({ overrideReason: value })}
          />
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {commonTexts.back}
          </Button>
          <Button type="submit" loading={isPending}>
            {isAgain ? calendarTexts.steps.bookAgain : texts.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
