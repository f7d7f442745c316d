import { memo } from "react";
import type { CalendarColumn } from "./columns.ts";
import { EventBlock } from "./event-block.tsx";
import classes from "./time-grid.module.css";
import type { Span } from "./wall.ts";

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
    {column.events.length > 0 ? (
      <ul className={classes.events}>
        {column.events.map((placed, place) => (
          <EventBlock
            key={placed.item.appointment.id}
            placed={placed}
            isFirst={place === 0}
            withDoctor={column.doctor === null}
          />
        ))}
      </ul>
    ) : null}
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
