import { Checkbox, Group, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { DateField } from "../../../kit/form/date-field.tsx";
import { weekdayName } from "../../schedule/hours/describe-hours.ts";
import { texts } from "./texts.en.ts";
import type { WaitlistForm } from "./use-waitlist-form.ts";

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** The days and times that suit, and a note. */
export function WishInputs({ form }: Pick<WaitlistForm, "form">) {
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
        <TextInput
          type="time"
          label={texts.startsFrom}
          key={form.key("startsFrom")}
          {...form.getInputProps("startsFrom")}
        />
        <TextInput
          type="time"
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
