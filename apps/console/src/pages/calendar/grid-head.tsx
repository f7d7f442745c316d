import { UnstyledButton } from "@mantine/core";
import { memo } from "react";
import { texts } from "../../records/appointment/details/texts.en.ts";
import { Name } from "../../words/format/name.tsx";
import type { CalendarColumn } from "./columns.ts";
import { columnText } from "./event-text.ts";
import classes from "./time-grid.module.css";

type GridHeadProps = {
  id: string;
  column: CalendarColumn;
  isDay: boolean;
  isToday: boolean;
  /** Opens the day, from the week's view. */
  onDay: (date: string) => void;
};

/** The name of a column, how many appointments it has, and whether it is full. */
export const GridHead = memo(({ id, column, isDay, isToday, onDay }: GridHeadProps) => {
  const { events, full, isFull, date } = column;
  const text = columnText(column, isDay);
  return (
    <div className={classes.head} data-today={(isToday && !isDay) || undefined}>
      <h2 id={id} title={text}>
        {isDay ? (
          <Name>{text}</Name>
        ) : (
          <UnstyledButton className={classes.day} onClick={() => onDay(date)}>
            {text}
          </UnstyledButton>
        )}
      </h2>
      <span className={classes.count}>
        {texts.count(events.length)}
        {full.length > 0 ? (
          <span className={classes.fullText}>{isFull ? texts.full : texts.fullOf(full.join(", "))}</span>
        ) : null}
      </span>
    </div>
  );
});
