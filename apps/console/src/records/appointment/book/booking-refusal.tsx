import { isErrorCode } from "@caretype/client";
import { Alert, List, Stack, Textarea } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { messageOf } from "../../../kit/notice/error-notice.tsx";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { texts as bookingTexts } from "./texts.en.ts";
import type { Booking } from "./use-booking-form.ts";
import { timeCodes } from "./use-booking-form.ts";

const { refused, repeat } = bookingTexts;

/** Why the time cannot be booked, and the reason that overrides it. */
export function BookingRefusal({ booking: { form, refusal, isOverride } }: { booking: Booking }) {
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

type ClashesProps = { clashes: readonly { startsAt: string; code: string }[] };

const isKnown = (code: string): code is keyof typeof repeat.why => Object.hasOwn(repeat.why, code);

function Clashes({ clashes }: ClashesProps) {
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
