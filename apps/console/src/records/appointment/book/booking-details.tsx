import type { Room } from "@caretype/client";
import { Checkbox, Group, NativeSelect, NumberInput, Stack, Textarea } from "@mantine/core";
import { texts as bookingTexts } from "./texts.en.ts";
import type { Booking } from "./use-booking-form.ts";

type BookingDetailsProps = { booking: Booking; rooms: readonly Room[] };

const inputWrapperOrder = ["label", "input", "description", "error"] as const;

/** Room, reason and repetition, all optional. */
export function BookingDetails({ booking, rooms }: BookingDetailsProps) {
  const { form } = booking;
  return (
    <Stack>
      {rooms.length === 0 ? null : (
        <NativeSelect
          label={bookingTexts.room}
          data={[
            { value: "", label: bookingTexts.noRoom },
            ...rooms.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          key={form.key("roomId")}
          {...form.getInputProps("roomId")}
        />
      )}
      <Textarea
        label={bookingTexts.reason}
        description={bookingTexts.reasonHint}
        inputWrapperOrder={[...inputWrapperOrder]}
        autosize
        minRows={1}
        maxRows={6}
        key={form.key("reasonForVisit")}
        {...form.getInputProps("reasonForVisit")}
      />
      <Repeat booking={booking} />
    </Stack>
  );
}

function Repeat({ booking: { form, isRepeated, setRepeated } }: { booking: Booking }) {
  return (
    <Stack gap="xs">
      <Checkbox
        label={bookingTexts.repeat.label}
        checked={isRepeated}
        onChange={(event) => setRepeated(event.currentTarget.checked)}
      />
      {isRepeated ? (
        <Group align="start">
          <NumberInput
            label={bookingTexts.repeat.everyWeeks}
            min={1}
            max={52}
            allowDecimal={false}
            key={form.key("everyWeeks")}
            {...form.getInputProps("everyWeeks")}
          />
          <NumberInput
            label={bookingTexts.repeat.times}
            min={2}
            max={52}
            allowDecimal={false}
            key={form.key("times")}
            {...form.getInputProps("times")}
          />
        </Group>
      ) : null}
    </Stack>
  );
}
