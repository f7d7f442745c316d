import type { DoctorId, VisitTypeId } from "@caretype/client";
import { UnstyledButton, VisuallyHidden } from "@mantine/core";
import { memo, useId, useRef } from "react";
import { useNow } from "../../../../kit/behavior/use-now.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { type Span, wallOf } from "../../../../session/practice-time/wall.ts";
import { zoneName, zoneText } from "../../../../words/format/format.ts";
import { Name } from "../../../../words/format/name.tsx";
import { texts } from "../../records/appointment/details/texts.en.ts";
import type { Move } from "../../records/appointment/move.ts";
import { type CalendarColumn, type CalendarEvent, eventsIn, shareOf } from "./columns.ts";
import { DayColumn } from "./day-column.tsx";
import { columnText, minuteText, useNoteOf } from "./event-text.ts";
import { type Moving, moveTo } from "./move.ts";
import classes from "./time-grid.module.css";
import { useEventAt, useFreeSpans, useKeptFocus, useStartAt } from "./use-grid.ts";
import { useGridKeys, useGridPointer } from "./use-grid-input.ts";
import { useInTurn } from "./use-in-turn.ts";
import { shownTime, useMoving } from "./use-moving.ts";

/** The height of a slot, by its minutes. */
const slotPx = { 5: 18, 10: 20, 15: 26, 30: 30 } as const;
export type Zoom = keyof typeof slotPx;

export const minutePxOf = (zoom: Zoom): number => slotPx[zoom] / zoom;
/** The height of the shortest event: a line of text. */
export const minPx = 19;

/** A free slot that was clicked. */
export type FreeTime = { doctorId?: DoctorId | undefined; startsAt: string; visitTypeId?: VisitTypeId };

type TimeGridProps = {
  /** Names the days. */
  label: string;
  columns: readonly CalendarColumn[];
  /** Whether all columns are of one day. Those of a week share the width. */
  isDay: boolean;
  /** The width of the page. */
  width: number;
  /** Loading other days. */
  isBusy: boolean;
  zoom: Zoom;
  onOpen: (event: CalendarEvent) => void;
  onBook: (free: FreeTime) => void;
  onDay: (date: string) => void;
  /** Resolves when the calendar shows the result. */
  onMove: (move: Move) => Promise<unknown>;
};

const hours = Array.from({ length: 23 }, (_, index) => (index + 1) * 60);
export const timesPx = 64;
/** The minimum width of a lane in a week: a name in two lines. */
export const lanePx = 60;
const laneRem = 6.5;

/** In day view, columns keep a readable width: the grid scrolls sideways beside the times. */
const trackOf = (column: CalendarColumn, isDay: boolean) =>
  isDay ? `minmax(${shareOf(column) * laneRem}rem, 1fr)` : `minmax(0, ${shareOf(column)}fr)`;

function widthsOf(columns: readonly CalendarColumn[], isDay: boolean, width: number): number[] {
  const shares = columns.map(shareOf);
  if (isDay) return shares.map((share) => Math.max(share * laneRem * 16, width / shares.length));
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.round((width * share) / all));
}

/** Events to render per frame: more would block the page. */
const perFrame = 60;

/** The frame in which each column is rendered, and whether all are. */
function useTurns(columns: readonly CalendarColumn[]) {
  let count = 0;
  const turns = columns.map(({ events }) => {
    count += events.length;
    return Math.floor(count / perFrame);
  });
  const ids = columns.map(({ id }) => id).join();
  return { turns, isWhole: useInTurn(ids, (turns.at(-1) ?? 0) + 1) === ids };
}

type Sizes = { isDay: boolean; minutePx: number; zoom: Zoom };

const sizesOf = (columns: readonly CalendarColumn[], { isDay, minutePx, zoom }: Sizes) => ({
  // Not a CSS variable, which all events would inherit: a new week would compute all their styles again.
  gridTemplateColumns: `${timesPx}px ${columns.map((column) => trackOf(column, isDay)).join(" ")}`,
  "--minute": `${minutePx}px`,
  "--least": `${minPx}px`,
  "--zoom": zoom,
});

/** Days, doctors or rooms as columns, and the hours of the day as rows. */
export function TimeGrid({ label, columns, isDay, width, isBusy, zoom, ...props }: TimeGridProps) {
  const practice = usePracticeTime();
  const now = wallOf(practice.timeZone)(useNow());
  const id = useId();
  const minutePx = minutePxOf(zoom);
  const grid = useRef<HTMLDivElement>(null);
  const moves = useMoving({ columns, isDay, zoom, onMove: props.onMove });
  const { moving } = moves;
  const eventAt = useEventAt(columns);
  const mayMove = usePermissions()("appointment:update");
  const keys = useGridKeys({ zoom, moves, mayMove, eventAt });
  const pointer = useGridPointer({
    grid,
    minutePx,
    zoom,
    moves,
    mayMove,
    eventAt,
    onOpen: props.onOpen,
    onFree: ({ column: index, start }) => {
      const column = columns[index];
      const to = column && moveTo(column, start, practice);
      if (to) props.onBook({ startsAt: to.startsAt, doctorId: to.doctorId });
    },
  });
  useStartAt(grid, { columns, now, isBusy, minutePx });
  useKeptFocus(grid, moves);
  const { freeIn, isFree } = useFreeSpans(moving, columns);
  const widths = widthsOf(columns, isDay, width - timesPx);
  const { turns, isWhole } = useTurns(columns);
  return (
    <section aria-label={label} className={classes.scroll} tabIndex={-1} aria-busy={isBusy}>
      <div
        ref={grid}
        className={classes.grid}
        style={sizesOf(columns, { isDay, minutePx, zoom })}
        data-movable={mayMove || undefined}
        data-whole={isWhole || undefined}
        {...keys}
        {...pointer}
      >
        <div className={classes.corner} title={texts.zone(zoneName(practice.timeZone))}>
          {zoneText(practice.timeZone)}
        </div>
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
        {times}
        {columns.map((column, index) => (
          <DayColumn
            // Replaces days one by one: removing all at once would block the page.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            key={index}
            {...{ column, index, minutePx }}
            turn={turns[index] ?? 0}
            labelId={`${id}${column.id}`}
            now={column.date === now.date ? now.minute : null}
            columnPx={widths[index] ?? 0}
            free={(moving && freeIn(column)) || noSpans}
            preview={moving?.column === index ? previewOf(moving, isFree) : null}
            onDay={props.onDay}
          />
        ))}
      </div>
      <VisuallyHidden role="status">
        {moves.heard}
        {isFree === undefined ? null : `, ${isFree ? texts.moving.isFree : texts.moving.isTaken}`}
      </VisuallyHidden>
    </section>
  );
}

const noSpans: readonly Span[] = [];

const times = (
  <div className={classes.times} aria-hidden>
    {hours.map((minute) => (
      <span key={minute} style={{ "--start": minute }}>
        {minuteText(minute)}
      </span>
    ))}
  </div>
);

function previewOf(moving: Moving, isFree: boolean | undefined) {
  const { start, minutes } = moving;
  const time = shownTime(moving);
  const label = isFree === false ? `${time} · ${texts.moving.isTaken}` : time;
  return { start, end: start + minutes, label };
}

type GridHeadProps = {
  id: string;
  column: CalendarColumn;
  isDay: boolean;
  isToday: boolean;
  /** Opens the day, from week view. */
  onDay: (date: string) => void;
};

/** A column's name and number of appointments, and whether it is closed or full. */
const GridHead = memo(({ id, column, isDay, isToday, onDay }: GridHeadProps) => {
  const { date } = column;
  const text = columnText(column, isDay);
  const note = useNoteOf()(column);
  const shown = eventsIn(column).length;
  const count = texts.count(shown);
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
      <div className={classes.count}>
        {isDay ? count : <span aria-hidden>{shown || null}</span>}
        {isDay ? null : <VisuallyHidden>{count}</VisuallyHidden>}
      </div>
      {note === null ? null : (
        <div className={classes.note} data-full={column.isFull || undefined} title={note}>
          {note}
        </div>
      )}
    </div>
  );
});
