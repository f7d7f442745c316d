import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { DateField } from "../../../kit/form/date-field.tsx";
import { isDay } from "../../../kit/form/typed-date.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { texts as bookingTexts } from "./texts.en.ts";

const texts = bookingTexts.times;

type EnterTimeProps = {
  /** Why none can be entered yet; null if one can. */
  refusal: string | null;
  onChoose: (startsAt: string) => void;
};

/** A day and a time on the practice's wall, also one that is not offered. */
export function EnterTime({ refusal, onChoose }: EnterTimeProps) {
  const { dateOf, instantAt } = usePracticeTime();
  const [date, setDate] = useState(() => dateOf(new Date().toISOString()));
  const [time, setTime] = useState("");
  const [error, setError] = useState<string | null>(null);
  const use = () => {
    if (refusal) return setError(refusal);
    if (!isDay(date) || !time) return setError(texts.incomplete);
    const instant = instantAt(date, time);
    if (instant === null) return setError(texts.skipped);
    setError(null);
    onChoose(instant);
  };
  return (
    <Group align="start" gap="sm">
      <DateField
        label={texts.day}
        value={date}
        hint={null}
        error={error !== null && !isDay(date)}
        onChange={setDate}
      />
      <TextInput
        type="time"
        label={texts.time}
        value={time}
        error={error}
        onChange={(event) => setTime(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          use();
        }}
      />
      <Button variant="default" mt={25} onClick={use}>
        {texts.use}
      </Button>
    </Group>
  );
}
