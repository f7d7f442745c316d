import { AddToWaitlist as schema } from "@caretype/scheduling/waitlist/schema";
import { Checkbox, Group, SimpleGrid, Stack, Textarea } from "@mantine/core";
import { DateField } from "../../../../../kit/form/date-field.tsx";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { useRecordForm } from "../../../../../session/form/use-record-form.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { addDays } from "../../../../../session/practice-time/wall.ts";
import { weekdayName } from "../../schedule/hours/describe-hours.ts";
import { BookingFrame } from "../book/booking-frame.tsx";
import { ChooseWhat } from "../book/choose-what.tsx";
import { focusFirstField } from "../book/focus-first-field.ts";
import { type BookingChoice, useBookingChoice } from "../book/use-booking-choice.ts";
import type { WaitlistDialogProps } from "../book/use-booking-form.ts";
import { texts } from "./texts.en.ts";

/** Adds a patient to the waitlist, for a visit type and suitable times. */
export function AddToWaitlist({ onClose, onAdded = onClose, ...given }: WaitlistDialogProps) {
  const chosen = useBookingChoice(given);
  const waiting = useWaitlistForm({ chosen, given, onDone: onAdded });
  return (
    <BookingFrame
      title={texts.add}
      size="lg"
      chosen={chosen}
      booking={waiting}
      formProps={{ submitLabel: texts.submit }}
      onClose={onClose}
    >
      <Stack ref={focusFirstField}>
        <ChooseWhat chosen={chosen} booking={waiting} />
        <WishInputs form={waiting.form} />
      </Stack>
    </BookingFrame>
  );
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** Suitable days and times, and a note. */
function WishInputs({ form }: Pick<WaitlistForm, "form">) {
  const { error, ...days } = form.getInputProps("weekdays");
  return (
    <>
      <Checkbox.Group label={texts.weekdays} error={error ? texts.chooseDays : null} {...days}>
        <Group gap="sm" mt={6} mb={4}>
          {weekdays.map((day) => (
            <Checkbox key={day} value={String(day)} label={weekdayName(day)} />
          ))}
        </Group>
      </Checkbox.Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="md">
        <DateField is="time" label={texts.startsFrom} {...form.getInputProps("startsFrom")} />
        <DateField is="time" label={texts.startsTo} {...form.getInputProps("startsTo")} />
        <DateField label={texts.firstDay} {...form.getInputProps("firstDay")} />
        <DateField label={texts.lastDay} required {...form.getInputProps("lastDay")} />
      </SimpleGrid>
      <Textarea label={texts.note} autosize minRows={1} maxRows={6} {...form.getInputProps("note")} />
    </>
  );
}

/** The form requires a type, not an interface. */
type WishValues = {
  /** Weekday numbers, 1 for Monday. */
  weekdays: string[];
  startsFrom: string;
  startsTo: string;
  firstDay: string;
  lastDay: string;
  note: string;
};

/** Default waiting time. */
const usualDays = 90;

type Given = Pick<WaitlistDialogProps, "from" | "weekdays" | "startsFrom" | "startsTo">;
type Options = { chosen: BookingChoice; given: Given; onDone: () => void };

function useWaitlistForm({ chosen: { choice, question }, given, onDone }: Options) {
  const { dateOf } = usePracticeTime();
  const inputOf = ({ weekdays, startsFrom, startsTo, firstDay, lastDay, note }: WishValues) => ({
    patientId: choice.patientId,
    visitTypeId: choice.visitTypeId,
    doctorId: question.doctorId ?? null,
    specialization: question.specialization ?? null,
    weekdays: weekdays.map(Number),
    startsFrom: startsFrom || null,
    startsTo: startsTo || null,
    firstDay: firstDay || null,
    lastDay,
    note,
  });
  return useRecordForm({
    schema,
    initialValues: {
      weekdays: (given.weekdays ?? weekdays).map(String),
      startsFrom: given.startsFrom ?? "",
      startsTo: given.startsTo ?? "",
      firstDay: given.from ?? "",
      lastDay: addDays(dateOf(new Date().toISOString()), usualDays),
      note: "",
    },
    inputOf,
    onSubmit: (values: WishValues, call) => call(schema.parse(inputOf(values)), caretype.waitlist.add.mutate),
    onSaved: ({ id, patientName }) => {
      void readAgain(api.waitlist);
      notifyDone(texts.isAdded(patientName), async () => {
        await caretype.waitlist.remove.mutate({ id });
        await readAgain(api.waitlist);
      });
      onDone();
    },
  });
}

type WaitlistForm = ReturnType<typeof useWaitlistForm>;
