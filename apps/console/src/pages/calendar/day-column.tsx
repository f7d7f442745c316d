import { memo } from "react";
import type { Span } from "../../session/practice-time/wall.ts";
import type { CalendarColumn } from "./columns.ts";
import { EventBlock } from "./event-block.tsx";
import classes from "./time-grid.module.css";
import { useInTurn } from "./use-in-turn.ts";

type DayColumnProps = {
  column: CalendarColumn;
  index: number;
  labelId: string;
  /** The minute of now; null on other days. */
  now: number | null;
  /** Where a moved appointment would be; null unless one is moved here. */
  preview: (Span & { label: string }) | null;
};

/** A day of the week's view, or a doctor or room of the day's. */
export const DayColumn = memo(({ column, index, labelId, now, preview }: DayColumnProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls of a form.
  <div role="group" aria-labelledby={labelId} className={classes.column} data-column={index}>
    {column.closed.map((span) => (
      <div
        key={span.start}
        className={classes.closed}
        style={{ "--start": span.start, "--length": span.end - span.start }}
      />
    ))}
    {column.isFull ? <div className={classes.full} /> : null}
    <ColumnEvents column={column} turn={index} />
    {preview ? (
      <div
        className={classes.preview}
        data-preview
        style={{ "--start": preview.start, "--length": preview.end - preview.start }}
      >
        {preview.label}
      </div>
    ) : null}
    {now === null ? null : <div className={classes.now} style={{ "--start": now }} />}
  </div>
));

/** Rendered only if the events change: a preview moves with each press of a key. */
const ColumnEvents = memo(({ column, turn }: { column: CalendarColumn; turn: number }) => {
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
        />
      ))}
    </ul>
  );
});
