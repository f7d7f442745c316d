import { Checkbox, Group, SimpleGrid, Stack, Textarea } from "@mantine/core";
import { DateField } from "../../../kit/form/date-field.tsx";
import { weekdayName } from "../../schedule/hours/describe-hours.ts";
import type { WaitlistDialogProps } from "../book/book-dialog-props.ts";
import { BookingFrame } from "../book/booking-frame.tsx";
import { ChooseWhat } from "../book/choose-what.tsx";
import { focusFirstField } from "../book/focus-first-field.ts";
import { useBookingChoice } from "../book/use-booking-choice.ts";
import { texts } from "./texts.en.ts";
import { useWaitlistForm, type WaitlistForm } from "./use-waitlist-form.ts";

/** Adds a patient to the waitlist, for a visit type and the times that suit. */
export function AddToWaitlist({ onClose, onAdded = onClose, ...given }: WaitlistDialogProps) {
  const chosen = useBookingChoice(given);
  const waiting = useWaitlistForm({ chosen, onDone: onAdded });
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

/** The days and times that suit, and a note. */
function WishInputs({ form }: Pick<WaitlistForm, "form">) {
  const { error, ...days } = form.getInputProps("weekdays");
  return (
    <>
      <Checkbox.Group
        label={texts.weekdays}
        error={error ? texts.chooseDays : null}
        key={form.key("weekdays")}
        {...days}
      >
        <Group gap="sm" mt={6} mb={4}>
          {weekdays.map((day) => (
            <Checkbox key={day} value={String(day)} label={weekdayName(day)} />
          ))}
        </Group>
      </Checkbox.Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="md">
        <DateField
          is="time"
          label={texts.startsFrom}
          key={form.key("startsFrom")}
          {...form.getInputProps("startsFrom")}
        />
        <DateField
          is="time"
          label={texts.startsTo}
          key={form.key("startsTo")}
          {...form.getInputProps("startsTo")}
        />
        <DateField label={texts.firstDay} key={form.key("firstDay")} {...form.getInputProps("firstDay")} />
        <DateField
          label={texts.lastDay}
          required
          key={form.key("lastDay")}
          {...form.getInputProps("lastDay")}
        />
      </SimpleGrid>
      <Textarea
        label={texts.note}
        autosize
        minRows={1}
        maxRows={6}
        key={form.key("note")}
        {...form.getInputProps("note")}
      />
    </>
  );
}
