import { isErrorCode } from "@caretype/client";
import { Alert, Checkbox, Group, List, NumberInput, Skeleton, Stack, Text, Textarea } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { messageOf } from "../../../kit/notice/error-notice.tsx";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { AskingDialog } from "../../../session/form/asking-dialog.tsx";
import { RecordForm } from "../../../session/form/record-form.tsx";
import { useHolidayOn, usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { addDays } from "../../../session/practice-time/wall.ts";
import { formatDate } from "../../../words/format/format.ts";
import { MissingSetup, MissingZone } from "../../schedule/missing-setup.tsx";
import { WaitlistDialog } from "../waitlist/waitlist-dialog.tsx";
import type { BookDialogProps } from "./book-dialog-props.ts";
import { ChooseDoctor } from "./choose-doctor.tsx";
import { ChoosePatient } from "./choose-patient.tsx";
import { ChooseRoom } from "./choose-room.tsx";
import { ChooseTime } from "./choose-time.tsx";
import { ChooseVisitType } from "./choose-visit-type.tsx";
import { focusFirstField } from "./focus-first-field.ts";
import { SameDay } from "./same-day.tsx";
import { texts as bookingTexts, refused, repeat } from "./texts.en.ts";
import { type BookingChoice, useBookingChoice } from "./use-booking-choice.ts";
import { type Booking, timeCodes, useBookingForm } from "./use-booking-form.ts";

/** Books an appointment, or a series. Says what has to be set up before. */
export function BookAppointment(props: BookDialogProps) {
  const { onClose } = props;
  const may = usePermissions();
  const [isWaiting, setWaiting] = useState(false);
  const chosen = useBookingChoice(props);
  const booking = useBookingForm({
    choice: chosen.choice,
    mayOverride: may("appointment:override"),
    onDone: onClose,
  });
  return (
    <>
      <AskingDialog
        isBeside
        title={bookingTexts.title}
        size="lg"
        isAtRisk={() => booking.form.isDirty()}
        isSaving={booking.isSaving}
        onClose={onClose}
      >
        {(close) => (
          <QueryStates query={chosen.choices} skeleton={<Skeleton h={320} />}>
            {(choices) =>
              choices.visitTypes.length === 0 || !choices.hasHours ? (
                <MissingSetup {...choices} />
              ) : (
                <RecordForm
                  {...booking}
                  submitLabel={submitLabel(booking)}
                  onCancel={close}
                  shownElsewhere={timeCodes}
                >
                  <Stack ref={focusFirstField}>
                    <MissingZone />
                    <ChoosePatient chosen={chosen} booking={booking} />
                    <ChooseVisitType chosen={chosen} visitTypes={choices.visitTypes} />
                    <ChooseDoctor chosen={chosen} booking={booking} />
                    <SameDay {...chosen.choice} />
                    <BookingRefusal booking={booking} />
                    <ChooseTime chosen={chosen} booking={booking} onWait={() => setWaiting(true)} />
                    <BookingDetails booking={booking} chosen={chosen} />
                  </Stack>
                </RecordForm>
              )
            }
          </QueryStates>
        )}
      </AskingDialog>
      {isWaiting ? (
        <WaitlistDialog
          {...chosen.wish}
          onClose={() => setWaiting(false)}
          onAdded={() => {
            booking.discard();
            onClose();
          }}
        />
      ) : null}
    </>
  );
}

const submitLabel = ({ isRepeated, isOverride }: Booking) => {
  if (isRepeated) return bookingTexts.bookSeries;
  return isOverride ? bookingTexts.bookAnyway : bookingTexts.submit;
};

/** Why the time cannot be booked, and the reason that overrides it. */
function BookingRefusal({ booking: { form, refusal, isOverride } }: { booking: Booking }) {
  const error = refusal?.error;
  const isOfTime = isErrorCode(error, ...timeCodes);
  if (!isOfTime && !isOverride) return null;
  return (
    <Stack>
      {isOfTime ? (
        <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={messageOf(error)}>
          {isErrorCode(error, "SERIES_CLASHES") ? <Clashes clashes={error.data.clashes} /> : refused.kept}
        </Alert>
      ) : null}
      {isOverride ? (
        <Textarea
          label={refused.override}
          description={refused.overrideHint}
          required
          autosize
          minRows={2}
          maxLength={500}
          key={form.key("overrideReason")}
          {...form.getInputProps("overrideReason")}
        />
      ) : null}
    </Stack>
  );
}

const isKnown = (code: string): code is keyof typeof repeat.why => Object.hasOwn(repeat.why, code);

function Clashes({ clashes }: { clashes: readonly { startsAt: string; code: string }[] }) {
  const { dayAndTime } = usePracticeTime();
  return (
    <>
      {repeat.clashes(clashes.length)}
      <List size="sm" mt="xs">
        {clashes.map(({ startsAt, code }) => (
          <List.Item key={startsAt}>
            {isKnown(code) ? repeat.clash(dayAndTime(startsAt), repeat.why[code]) : dayAndTime(startsAt)}
          </List.Item>
        ))}
      </List>
    </>
  );
}

const inputWrapperOrder = ["label", "input", "description", "error"] as const;

type BookingDetailsProps = { booking: Booking; chosen: BookingChoice };

/** Room, reason, note and repetition, all optional. */
function BookingDetails({ booking, chosen }: BookingDetailsProps) {
  const { form } = booking;
  return (
    <Stack>
      <ChooseRoom
        roomId={chosen.choice.roomId}
        error={form.errors.roomId}
        onChange={(room) => {
          chosen.setRoom(room ?? "");
          form.clearFieldError("roomId");
        }}
      />
      {(["reasonForVisit", "note"] as const).map((name) => (
        <Textarea
          label={bookingTexts[name]}
          description={bookingTexts.hints[name]}
          inputWrapperOrder={[...inputWrapperOrder]}
          autosize
          minRows={1}
          maxRows={6}
          key={form.key(name)}
          {...form.getInputProps(name)}
        />
      ))}
      <Repeat booking={booking} startsAt={chosen.choice.startsAt} />
    </Stack>
  );
}

/** Of weeks, and of visits. */
const mostTimes = 52;

function Repeat({ booking, startsAt }: { booking: Booking; startsAt: string }) {
  const { form, isRepeated, setRepeated } = booking;
  return (
    <Stack gap="xs">
      <Checkbox
        label={bookingTexts.repeat.label}
        checked={isRepeated}
        onChange={(event) => setRepeated(event.currentTarget.checked)}
      />
      {isRepeated ? (
        <Group align="start">
          {(["everyWeeks", "times"] as const).map((name) => (
            <NumberInput
              label={bookingTexts.repeat[name]}
              min={name === "times" ? 2 : 1}
              max={mostTimes}
              allowDecimal={false}
              key={form.key(name)}
              {...form.getInputProps(name)}
            />
          ))}
        </Group>
      ) : null}
      {isRepeated && startsAt !== "" ? <LeftOut form={form} startsAt={startsAt} /> : null}
    </Stack>
  );
}

type LeftOutProps = { form: Booking["form"]; startsAt: string };

/** The holidays that a series leaves out, while it is typed. */
function LeftOut({ form, startsAt }: LeftOutProps) {
  const { dateOf } = usePracticeTime();
  const holidayOn = useHolidayOn();
  const [{ everyWeeks, times }, setRepetition] = useState(form.getValues());
  const readAgain = () => setRepetition({ ...form.getValues() });
  form.watch("everyWeeks", readAgain);
  form.watch("times", readAgain);
  const days = Array.from({ length: Math.min(Number(times), mostTimes) }, (_, index) =>
    addDays(dateOf(startsAt), 7 * Number(everyWeeks) * index),
  ).flatMap((date) => {
    const name = holidayOn(date);
    return name === null ? [] : [repeat.holiday(formatDate(date), name)];
  });
  return days.length === 0 ? null : <Text size="sm">{repeat.leftOut(days.join(", "))}</Text>;
}
