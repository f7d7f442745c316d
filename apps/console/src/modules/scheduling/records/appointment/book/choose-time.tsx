import { Button, Group, Input, Stack, Text } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { useRef, useState } from "react";
import { DateField } from "../../../../../kit/form/date-field.tsx";
import { texts as keysTexts } from "../../../../../kit/keys/texts.en.ts";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { PlainButton, TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { usePractice } from "../../../../../session/client/use-practice.ts";
import {
  useHolidayOn,
  useOtherZone,
  usePracticeTime,
} from "../../../../../session/practice-time/practice-time.ts";
import { texts as waitlistTexts } from "../waitlist/texts.en.ts";
import { ChooseStarts } from "./choose-starts.tsx";
import { FreeTimes } from "./free-times.tsx";
import { readStart } from "./read-start.ts";
import { texts as bookingTexts, times as texts } from "./texts.en.ts";
import type { BookingChoice } from "./use-booking-choice.ts";
import type { Booking } from "./use-booking-form.ts";
import { type FreeTime, useFreeTimes } from "./use-free-times.ts";

type ChooseTimeProps = {
  chosen: BookingChoice;
  booking: Booking;
  /** Puts the patient on the waitlist instead. */
  onWait: () => void;
};

/** Free slots, with the selected one marked. With one selected, Enter books it. */
export function ChooseTime({ chosen, booking, onWait }: ChooseTimeProps) {
  const { choice, doctor, question, starts, setStarts, setFreeTime, setEnteredTime } = chosen;
  const { form, refusal, clearRefusal } = booking;
  const [isEntering, setEntering] = useState(false);
  const zone = useOtherZone();
  const hasZone = usePractice()?.timeZone != null;
  const area = useRef<HTMLDivElement>(null);
  const isChosen = choice.startsAt !== "";
  // A refused slot stays among those loaded until they are refetched.
  const found = useFreeTimes(question, refusal && choice);
  const { next } = found;
  const noteChosen = () => {
    area.current?.closest("form")?.querySelector<HTMLElement>("[type=submit]")?.focus();
    setEntering(false);
    form.clearFieldError("startsAt");
    clearRefusal();
  };
  const chooseFree = (time: FreeTime) => {
    noteChosen();
    setFreeTime(time);
  };
  useWindowEvent("keydown", (event) => {
    // From any field. Uses the key's position, as Alt changes its character on some keyboards.
    if (!event.altKey || event.code.toLowerCase() !== "keyn" || !next || isChosen) return;
    event.preventDefault();
    chooseFree(next);
  });
  const error = form.errors.startsAt && (isChosen ? form.errors.startsAt : bookingTexts.chooseTime);
  return (
    <Input.Wrapper
      label={texts.title}
      labelElement="div"
      error={error}
      inputWrapperOrder={["label", "error", "input"]}
      data-path="startsAt"
    >
      <Stack gap="sm" ref={area}>
        {isEntering ? (
          <EnterTime
            refusal={doctor ? null : texts.needsDoctor}
            onChoose={(startsAt) => {
              noteChosen();
              setEnteredTime(startsAt);
            }}
          />
        ) : (
          <Group gap="xs">
            {isChosen ? (
              <ChosenTime chosen={chosen} />
            ) : (
              <Button
                variant="light"
                size="compact-sm"
                aria-keyshortcuts={keysTexts.nextFreeKey}
                title={`${keysTexts.nextFree} (${keysTexts.nextFreeKey})`}
                disabled={!next}
                onClick={() => next && chooseFree(next)}
              >
                {keysTexts.nextFree}
              </Button>
            )}
            <TextButton label={texts.another} onClick={() => setEntering(true)} />
            {isChosen ? null : <TextButton label={waitlistTexts.add} onClick={onWait} />}
          </Group>
        )}
        <ChooseStarts starts={starts} onChange={setStarts} />
        <FreeTimes found={found} hasDoctors={doctor === null} chosen={choice} onChoose={chooseFree} />
        {/* Only if the user's time zone differs from the practice's. */}
        {zone && hasZone ? <Dimmed size="xs">{texts.zone(zone)}</Dimmed> : null}
      </Stack>
    </Input.Wrapper>
  );
}

function ChosenTime({ chosen: { choice, doctorNameOfTime } }: Pick<ChooseTimeProps, "chosen">) {
  const { dateOf, dayAndTime } = usePracticeTime();
  const holiday = useHolidayOn()(dateOf(choice.startsAt));
  const time = dayAndTime(choice.startsAt);
  return (
    <Text fw={600} size="sm" style={{ overflowWrap: "anywhere" }}>
      {doctorNameOfTime === null ? time : texts.chosen(time, doctorNameOfTime)}
      {holiday === null ? null : (
        <Text span display="block" size="sm" c="var(--mantine-color-yellow-light-color)">
          {bookingTexts.closed(holiday)}
        </Text>
      )}
    </Text>
  );
}

type EnterTimeProps = {
  /** Why no time can be entered yet; null if one can. */
  refusal: string | null;
  onChoose: (startsAt: string) => void;
};

/** A date and time in the practice's time zone, even if not offered. */
function EnterTime({ refusal, onChoose }: EnterTimeProps) {
  const practice = usePracticeTime();
  const [date, setDate] = useState(() => practice.dateOf(new Date().toISOString()));
  const [time, setTime] = useState("");
  const [isTried, setTried] = useState(false);
  const { startsAt, problems } = readStart({ date, time }, practice);
  const use = () => {
    setTried(true);
    if (startsAt !== null && refusal === null) onChoose(startsAt);
  };
  return (
    <Group align="start" gap="sm">
      <DateField
        label={texts.day}
        value={date}
        hint={null}
        error={isTried && problems?.date}
        onChange={setDate}
      />
      <DateField
        is="time"
        label={texts.time}
        value={time}
        error={isTried && (problems?.time ?? refusal)}
        onChange={setTime}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          use();
        }}
      />
      <PlainButton label={texts.use} mt={25} onClick={use} />
    </Group>
  );
}
