import { memo } from "react";
import type { Span } from "../../../../session/practice-time/wall.ts";
import { texts } from "../../records/appointment/details/texts.en.ts";
import type { CalendarColumn } from "./columns.ts";
import eventClasses from "./event-block.module.css";
import { EventBlock } from "./event-block.tsx";
import { foldShare } from "./lanes.ts";
import classes from "./time-grid.module.css";
import { useInTurn } from "./use-in-turn.ts";

type Sizes = {
  minutePx: number;
  /** The width of a column. */
  columnPx: number;
};

type DayColumnProps = Sizes & {
  column: CalendarColumn;
  index: number;
  /** The frame in which it is rendered. */
  turn: number;
  labelId: string;
  /** The current minute; null on other days. */
  now: number | null;
  /** When a moved appointment's doctor is free. */
  free: readonly Span[];
  /** A moved appointment's new place; null if none is moved here. */
  preview: (Span & { label: string }) | null;
  onDay: (date: string) => void;
};

const spanStyle = ({ start, end }: Span) => ({ "--start": start, "--length": end - start });

/** A day; in day views, a doctor or room. */
export const DayColumn = memo(({ column, index, labelId, now, free, preview, ...rest }: DayColumnProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls of a form.
  <div role="group" aria-labelledby={labelId} className={classes.column} data-column={index}>
    {column.closed.map((span) => (
      <div key={span.start} className={classes.closed} style={spanStyle(span)} />
    ))}
    {column.isFull ? <div className={classes.full} /> : null}
    {free.map((span) => (
      <div key={span.start} className={classes.free} data-free style={spanStyle(span)} />
    ))}
    {/* Before the events, so that it does not cross out their names. */}
    {now === null ? null : <div className={classes.now} style={{ "--start": now }} />}
    <ColumnEvents column={column} {...rest} />
    {preview ? (
      <div className={classes.preview} data-preview style={spanStyle(preview)}>
        {preview.label}
      </div>
    ) : null}
  </div>
));

type ColumnEventsProps = Sizes & Pick<DayColumnProps, "column" | "turn" | "onDay">;

const linePx = 15;
/** An event's borders, and the space below it. */
const edgesPx = 3;

/** Rendered only if the events change: a preview moves with each key press. */
const ColumnEvents = memo(({ column, turn, minutePx, columnPx, onDay }: ColumnEventsProps) => {
  const shown = useInTurn(column, turn);
  if (!shown || shown.events.length === 0) return null;
  return (
    <ul className={classes.events}>
      {shown.events.map((placed, place) => (
        <EventBlock
          key={placed.item.appointment.id}
          placed={placed}
          isFirst={place === 0}
          withDoctor={shown.doctor === null}
          lines={Math.max(
            1,
            Math.floor(((placed.item.end - placed.item.start) * minutePx - edgesPx) / linePx),
          )}
          width={(columnPx * placed.span) / placed.lanes}
        />
      ))}
      {shown.folded.map(({ items, lane, lanes, ...times }) => (
        <li
          key={times.start}
          className={eventClasses.place}
          style={{ ...spanStyle(times), "--lane": lane, "--lanes": lanes, "--span": foldShare }}
        >
          <button
            type="button"
            className={eventClasses.folded}
            aria-label={texts.more(items.length)}
            onClick={() => onDay(shown.date)}
          >
            +{items.length}
          </button>
        </li>
      ))}
    </ul>
  );
});
