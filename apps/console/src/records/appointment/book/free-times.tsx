import { Button, createScopedKeydownHandler, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useId, useState } from "react";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import classes from "./free-times.module.css";
import { times as texts } from "./texts.en.ts";
import { type FreeTime, mostWeeks, type useFreeTimes } from "./use-free-times.ts";

type FreeTimesProps = {
  found: ReturnType<typeof useFreeTimes>;
  /** Whether several doctors were asked for, so that each time has its doctor's name. */
  hasDoctors: boolean;
  onChoose: (time: FreeTime) => void;
};

const daysAtFirst = 3;

/** Free times by day, as buttons. The arrow keys move between them. */
export function FreeTimes({ found, hasDoctors, onChoose }: FreeTimesProps) {
  const { query, days, isSearching } = found;
  const [shown, setShown] = useState(daysAtFirst);
  const { isError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = () => {
    setShown(shown + daysAtFirst);
    if (days.length < shown + 2 * daysAtFirst && hasNextPage) void fetchNextPage();
  };
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isSearching) return <Skeleton h={160} role="status" aria-label={texts.searching} aria-busy />;
  if (days.length === 0) return <Text size="sm">{texts.none(mostWeeks)}</Text>;
  return (
    <Stack gap="sm" align="start" className={classes.days ?? ""} data-times>
      {days.slice(0, shown).map(([date, times]) => (
        <TimesOfDay key={date} times={times} hasDoctors={hasDoctors} onChoose={onChoose} />
      ))}
      {days.length > shown || hasNextPage ? (
        <Button variant="subtle" size="compact-sm" loading={isFetchingNextPage} onClick={more}>
          {texts.more}
        </Button>
      ) : null}
    </Stack>
  );
}

type TimesOfDayProps = Pick<FreeTimesProps, "hasDoctors" | "onChoose"> & { times: readonly FreeTime[] };

/** A day with one doctor names them once. */
function TimesOfDay({ times, hasDoctors, onChoose }: TimesOfDayProps) {
  const format = usePracticeTime();
  const id = useId();
  const [first] = times;
  if (!first) return null;
  const isOneDoctor = times.every(({ doctorId }) => doctorId === first.doctorId);
  const day = format.day(first.startsAt);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form.
    <div role="group" aria-labelledby={id} className={classes.day}>
      <Text size="sm" fw={600} id={id}>
        {hasDoctors && isOneDoctor ? texts.dayOf(day, first.doctorName) : day}
      </Text>
      <Group gap="xs">
        {times.map((time) => (
          <TimeButton
            key={time.startsAt}
            time={time}
            hasDoctor={hasDoctors && !isOneDoctor}
            onChoose={onChoose}
          />
        ))}
      </Group>
    </div>
  );
}

const moveByArrows = createScopedKeydownHandler({
  siblingSelector: "[data-time]",
  parentSelector: "[data-times]",
  activateOnFocus: false,
  loop: false,
  orientation: "horizontal",
});

type TimeButtonProps = { time: FreeTime; hasDoctor: boolean; onChoose: (time: FreeTime) => void };

function TimeButton({ time, hasDoctor, onChoose }: TimeButtonProps) {
  const { startsAt, doctorName, seatsLeft } = time;
  const format = usePracticeTime();
  const at = format.time(startsAt);
  return (
    <Button
      variant="default"
      size="xs"
      classNames={{ root: classes.time ?? "", label: classes.label ?? "" }}
      data-time
      onKeyDown={moveByArrows}
      onClick={() => onChoose(time)}
    >
      <span>
        {hasDoctor ? texts.with(at, doctorName) : at}
        {seatsLeft > 1 ? ` · ${texts.seats(seatsLeft)}` : null}
      </span>
    </Button>
  );
}
