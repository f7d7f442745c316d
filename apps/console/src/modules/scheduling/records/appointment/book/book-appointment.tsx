import { isErrorCode, patientId as patientIds } from "@caretype/client";
import { Alert, Checkbox, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorAlert, messageOf } from "../../../../../kit/notice/error-notice.tsx";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { useHolidayOn, usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { addDays } from "../../../../../session/practice-time/wall.ts";
import { formatDate } from "../../../../../words/format/format.ts";
import { TextLink } from "../../../../../words/format/links.tsx";
import { MissingZone } from "../../schedule/missing-setup.tsx";
import { isStanding } from "../is-upcoming.ts";
import { WaitlistDialog } from "../waitlist/waitlist-dialog.tsx";
import classes from "./book-appointment.module.css";
import { BookingFrame } from "./booking-frame.tsx";
import { ChooseRoom } from "./choose-room.tsx";
import { ChooseTime } from "./choose-time.tsx";
import { ChooseWhat } from "./choose-what.tsx";
import { Clashes } from "./clashes.tsx";
import { focusFirstField } from "./focus-first-field.ts";
import { texts as bookingTexts, refused, repeat } from "./texts.en.ts";
import { type BookingChoice, useBookingChoice } from "./use-booking-choice.ts";
import { type BookDialogProps, type Booking, timeCodes, useBookingForm } from "./use-booking-form.ts";

/** Books an appointment, or a series. Names missing settings first. */
export function BookAppointment(props: BookDialogProps) {
  const { onClose } = props;
  const [isWaiting, setWaiting] = useState(false);
  const chosen = useBookingChoice(props);
  const booking = useBookingForm({
    choice: chosen.choice,
    given: props,
    mayOverride: usePermissions()("appointment:override"),
    onDone: onClose,
  });
  return (
    <>
      <BookingFrame
        isBeside
        title={bookingTexts.title}
        size="56rem"
        chosen={chosen}
        booking={booking}
        formProps={{ submitLabel: submitLabel(booking), shownElsewhere: timeCodes }}
        onClose={onClose}
      >
        <MissingZone />
        <div className={classes.columns} ref={focusFirstField}>
          <ChooseWhat chosen={chosen} booking={booking} />
          <Stack className={classes.when ?? ""}>
            <BookingRefusal booking={booking} />
            <ChooseTime chosen={chosen} booking={booking} onWait={() => setWaiting(true)} />
          </Stack>
          <BookingDetails booking={booking} chosen={chosen} />
        </div>
      </BookingFrame>
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
        <ErrorAlert title={messageOf(error)}>
          {isErrorCode(error, "SERIES_CLASHES") ? (
            <Clashes title={repeat.clashes} clashes={error.data.clashes} />
          ) : (
            refused.kept
          )}
        </ErrorAlert>
      ) : null}
      {isOverride ? (
        <Textarea
          label={refused.override}
          description={refused.overrideHint}
          required
          autosize
          minRows={2}
          key={form.key("overrideReason")}
          {...form.getInputProps("overrideReason")}
        />
      ) : null}
    </Stack>
  );
}

type BookingDetailsProps = { booking: Booking; chosen: BookingChoice };

/** Room, reason, note and repetition, all optional. */
function BookingDetails({ booking, chosen }: BookingDetailsProps) {
  const { form } = booking;
  return (
    <Stack>
      <SameDay {...chosen.choice} />
      <ChooseRoom
        error={form.errors.roomId}
        roomId={chosen.choice.roomId}
        onChange={(roomId) => {
          chosen.setRoom(roomId ?? "");
          form.clearFieldError("roomId");
        }}
      />
      {(["reasonForVisit", "note"] as const).map((name) => (
        <Textarea
          label={bookingTexts[name]}
          description={bookingTexts.hints[name]}
          inputWrapperOrder={["label", "input", "description", "error"]}
          enterKeyHint={name === "note" ? undefined : "done"}
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

/** Units: weeks and visits. */
const maxTimes = 52;

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
            <TextInput
              label={bookingTexts.repeat[name]}
              inputMode="numeric"
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

/** The holidays that a series skips, shown while typing. */
function LeftOut({ form, startsAt }: LeftOutProps) {
  const { dateOf } = usePracticeTime();
  const holidayOn = useHolidayOn();
  const [{ everyWeeks, times }, setRepetition] = useState(form.getValues());
  const readAgain = () => setRepetition({ ...form.getValues() });
  form.watch("everyWeeks", readAgain);
  form.watch("times", readAgain);
  const weeks = Number(everyWeeks);
  const shown = weeks > 0 && weeks <= maxTimes ? Math.min(Number(times), maxTimes) : 0;
  const days = Array.from({ length: shown }, (_, index) =>
    addDays(dateOf(startsAt), 7 * weeks * index),
  ).flatMap((date) => {
    const name = holidayOn(date);
    return name === null ? [] : [repeat.holiday(formatDate(date), name)];
  });
  return days.length === 0 ? null : <Text size="sm">{repeat.leftOut(days.join(", "))}</Text>;
}

/** Another visit of the patient on the same day: possibly a mistake. */
function SameDay({ patientId, startsAt }: BookingChoice["choice"]) {
  const { dateOf, time } = usePracticeTime();
  const id = patientId ? patientIds.parse(patientId) : null;
  const date = startsAt && dateOf(startsAt);
  const { data } = useQuery(
    api.appointment.list.queryOptions(
      id && date ? { patientId: id, from: date, to: date, limit: 10 } : skipToken,
    ),
  );
  const others = data?.items.filter(isStanding) ?? [];
  if (!id || others.length === 0) return null;
  const visits = others.map((other) => `${time(other.startsAt)} ${other.visitTypeName}`).join(", ");
  return (
    <Alert color="yellow" role="status" icon={<IconInfoCircle aria-hidden />}>
      {bookingTexts.sameDay(
        <TextLink
          label={visits}
          to="/patients/$id"
          params={{ id }}
          search={{ tab: "appointments" }}
          target="_blank"
        />,
      )}
    </Alert>
  );
}
