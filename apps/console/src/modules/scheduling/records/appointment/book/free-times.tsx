import { Button, createScopedKeydownHandler, Skeleton, Stack, Text } from "@mantine/core";
import { useId, useState } from "react";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { specializationName } from "../../../../people/records/doctor/specialization-name.ts";
import classes from "./free-times.module.css";
import { times as texts } from "./texts.en.ts";
import {
  type DoctorsTime,
  type FreeTime,
  isSameTime,
  maxWeeks,
  type useFreeTimes,
} from "./use-free-times.ts";

type FreeTimesProps = {
  found: ReturnType<typeof useFreeTimes>;
  /** Whether several doctors are searched, so that each slot shows its doctor. */
  hasDoctors: boolean;
  chosen: DoctorsTime | null;
  onChoose: (time: FreeTime) => void;
};

/** Free slots by day and doctor, as buttons. Arrow keys move between them. */
export function FreeTimes({ found, ...props }: FreeTimesProps) {
  const { query, days, isSearching } = found;
  const [least, setLeast] = useState(fewTimes);
  const shown = firstDays(days, least);
  const { isError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const showMore = () => {
    setLeast(countTimes(shown) + fewTimes);
    if (days.length < shown.length + 6 && hasNextPage) void fetchNextPage();
  };
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isSearching)
    return <Skeleton className={classes.days ?? ""} role="status" aria-label={texts.searching} aria-busy />;
  if (days.length === 0) return <Text size="sm">{texts.none(maxWeeks)}</Text>;
  return (
    <Stack gap="sm" align="start" className={classes.days ?? ""} data-times>
      {shown.map(([date, times]) => (
        <TimesOfDay key={date} times={times} {...props} />
      ))}
      {days.length > shown.length || hasNextPage ? (
        <TextButton label={texts.more} loading={isFetchingNextPage} onClick={showMore} />
      ) : null}
    </Stack>
  );
}

type Days = ReturnType<typeof useFreeTimes>["days"];

/** Initially, and with each press of the button, shows days with at least this many more slots. */
const fewTimes = 24;
const countTimes = (days: Days) => days.reduce((count, [, times]) => count + times.length, 0);
const firstDays = (days: Days, least: number) =>
  days.filter((_, index) => countTimes(days.slice(0, index)) < least);

type TimesOfDayProps = Omit<FreeTimesProps, "found"> & { times: readonly FreeTime[] };

/** A day, with each doctor's slots. A single doctor is named beside the day. */
function TimesOfDay({ times, hasDoctors, ...props }: TimesOfDayProps) {
  const format = usePracticeTime();
  const id = useId();
  const [first] = times;
  if (!first) return null;
  const day = format.day(first.startsAt);
  const nameOf = ({ doctorName, specialization }: FreeTime) =>
    [doctorName, specializationName(specialization)].filter(Boolean).join(", ");
  const ofDoctors = [...Map.groupBy(times, ({ doctorId }) => doctorId).values()];
  const isOneDoctor = ofDoctors.length === 1;
  return (
    <div className={classes.day}>
      <Text size="sm" fw={600} id={id}>
        {hasDoctors && isOneDoctor ? texts.dayOf(day, nameOf(first)) : day}
      </Text>
      {ofDoctors.map((own, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form.
        <div role="group" aria-labelledby={isOneDoctor ? id : `${id} ${id}${index}`} key={own[0]?.doctorId}>
          {isOneDoctor ? null : (
            <Text size="sm" mb={4} id={`${id}${index}`}>
              <Name>{own[0] ? nameOf(own[0]) : ""}</Name>
            </Text>
          )}
          <div className={classes.times}>
            {own.map((time) => (
              <TimeButton key={time.startsAt} time={time} {...props} />
            ))}
          </div>
        </div>
      ))}
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

type TimeButtonProps = Pick<FreeTimesProps, "chosen" | "onChoose"> & { time: FreeTime };

function TimeButton({ time, chosen, onChoose }: TimeButtonProps) {
  const isChosen = isSameTime(time, chosen);
  const { startsAt, seatsLeft } = time;
  const at = usePracticeTime().time(startsAt);
  return (
    <Button
      variant={isChosen ? "filled" : "default"}
      aria-pressed={isChosen}
      size="xs"
      classNames={{ root: classes.time ?? "", label: classes.label ?? "" }}
      data-time
      onKeyDown={moveByArrows}
      onClick={() => onChoose(time)}
    >
      <span>
        {at}
        {seatsLeft > 1 ? ` · ${texts.seats(seatsLeft)}` : null}
      </span>
    </Button>
  );
}
