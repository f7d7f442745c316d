import type { AppointmentId, DoctorId } from "@caretype/client";
import { UnstyledButton, VisuallyHidden } from "@mantine/core";
import { memo, useId, useRef, useState } from "react";
import { useNow } from "../../kit/behavior/use-now.ts";
import { texts } from "../../records/appointment/details/texts.en.ts";
import type { Move } from "../../records/appointment/move.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { useHolidayOn, usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { timeOf, wallOf } from "../../session/practice-time/wall.ts";
import { Name } from "../../words/format/name.tsx";
import type { CalendarColumn } from "./columns.ts";
import { DayColumn } from "./day-column.tsx";
import { columnText } from "./event-text.ts";
import { firstShown } from "./first-shown.ts";
import { type Moving, moveTo } from "./move.ts";
import classes from "./time-grid.module.css";
import { useEventAt, useKeptFocus, useStartAt } from "./use-grid.ts";
import { useGridKeys } from "./use-grid-keys.ts";
import { useGridPointer } from "./use-grid-pointer.ts";
import { shownTime, useMoving } from "./use-moving.ts";

/** The height of a slot, by its minutes. */
const slotPx = { 5: 18, 10: 20, 15: 22, 30: 26 } as const;
export type Zoom = keyof typeof slotPx;

export const minutePxOf = (zoom: Zoom): number => slotPx[zoom] / zoom;
/** The height of the shortest event: a line of text. */
export const leastPx = 19;

/** A free time that was clicked. */
export type FreeTime = { doctorId?: DoctorId | undefined; startsAt: string };

type TimeGridProps = {
  /** Names the days. */
  label: string;
  columns: readonly CalendarColumn[];
  isDay: boolean;
  /** Other days are being read. */
  isBusy: boolean;
  zoom: Zoom;
  onOpen: (id: AppointmentId) => void;
  onBook: (free: FreeTime) => void;
  onDay: (date: string) => void;
  /** Resolves when the calendar shows the result. */
  onMove: (move: Move) => Promise<unknown>;
};

const hours = Array.from({ length: 23 }, (_, index) => (index + 1) * 60);

/** Days, doctors or rooms as columns, and the hours of the day as rows. */
export function TimeGrid({ label, columns, isDay, isBusy, zoom, ...props }: TimeGridProps) {
  const practice = usePracticeTime();
  const now = wallOf(practice.timeZone)(useNow());
  const id = useId();
  const minutePx = minutePxOf(zoom);
  const grid = useRef<HTMLDivElement>(null);
  const moves = useMoving({ columns, isDay, zoom, onMove: props.onMove });
  const eventAt = useEventAt(columns);
  const mayMove = usePermissions()("appointment:update");
  useGridKeys({ grid, zoom, moves, mayMove, eventAt });
  useGridPointer({
    grid,
    minutePx,
    zoom,
    moves,
    mayMove,
    eventAt,
    onOpen: ({ appointment }) => props.onOpen(appointment.id),
    onFree: ({ column: index, start }) => {
      const column = columns[index];
      const to = column && moveTo(column, start, practice);
      if (to) props.onBook({ startsAt: to.startsAt, doctorId: to.doctorId });
    },
  });
  const [first] = useState(() => firstShown(columns, now));
  useStartAt(grid, { first, minutePx, column: columns.findIndex(({ date }) => date === now.date) });
  useKeptFocus(grid, moves);
  const sizes = {
    // Not a variable, which all events would inherit: their styles would be computed again with each week.
    gridTemplateColumns: `3.5rem ${columns.map(trackOf).join(" ")}`,
    "--minute": `${minutePx}px`,
    "--least": `${leastPx}px`,
  };
  return (
    <section aria-label={label} className={classes.scroll} tabIndex={-1} aria-busy={isBusy}>
      <div
        ref={grid}
        className={classes.grid}
        style={{ ...sizes, "--zoom": zoom }}
        data-movable={mayMove || undefined}
      >
        <div className={classes.corner} />
        {columns.map((column) => (
          <GridHead
            key={column.id}
            id={`${id}${column.id}`}
            column={column}
            isDay={isDay}
            isToday={column.date === now.date}
            onDay={props.onDay}
          />
        ))}
        <div className={classes.times} aria-hidden>
          {hours.map((minute) => (
            <span key={minute} style={{ "--start": minute }}>
              {timeOf(minute)}
            </span>
          ))}
        </div>
        {columns.map((column, index) => (
          <DayColumn
            // Other days replace these one by one: to remove all at once would block the page.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            key={index}
            column={column}
            index={index}
            labelId={`${id}${column.id}`}
            now={column.date === now.date ? now.minute : null}
            preview={previewOf(moves.moving, index)}
          />
        ))}
      </div>
      <VisuallyHidden role="status">{moves.heard}</VisuallyHidden>
    </section>
  );
}

const laneRem = 6;
const columnRem = 7.5;

/** What is beside each other stays readable: the grid scrolls sideways, and the times stay. */
function trackOf({ events }: CalendarColumn): string {
  const lanes = events.reduce((most, { lanes: some }) => Math.max(most, some), 1);
  return `minmax(${lanes === 1 ? columnRem : lanes * laneRem}rem, 1fr)`;
}

function previewOf(moving: Moving | null, index: number) {
  if (moving?.column !== index) return null;
  const { start, minutes } = moving;
  return { start, end: start + minutes, label: shownTime(moving) };
}

type GridHeadProps = {
  id: string;
  column: CalendarColumn;
  isDay: boolean;
  isToday: boolean;
  /** Opens the day, from the week's view. */
  onDay: (date: string) => void;
};

/** The name of a column, how many appointments it has, and whether it is full. */
const GridHead = memo(({ id, column, isDay, isToday, onDay }: GridHeadProps) => {
  const { events, full, isFull, date } = column;
  const text = columnText(column, isDay);
  const holiday = useHolidayOn()(date);
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
        {holiday === null ? null : (
          <span className={classes.fullText}>
            <Name>{holiday}</Name>
          </span>
        )}
        {full.length > 0 ? (
          <span className={classes.fullText}>{isFull ? texts.full : texts.fullOf(full.join(", "))}</span>
        ) : null}
      </span>
    </div>
  );
});
