import { VisuallyHidden } from "@mantine/core";
import { weekOf } from "../../../../session/practice-time/week-of.ts";
import { texts } from "../../records/appointment/details/texts.en.ts";
import { type CalendarColumn, type CalendarEvent, eventsIn } from "./columns.ts";
import eventClasses from "./event-block.module.css";
import { EventText } from "./event-block.tsx";
import { longDayText, useNoteOf, weekdayText } from "./event-text.ts";
import classes from "./month.module.css";

type MonthProps = {
  label: string;
  /** All days of a month. */
  columns: readonly CalendarColumn[];
  /** The width of a day. */
  dayPx: number;
  today: string;
  onOpen: (event: CalendarEvent) => void;
  onDay: (date: string) => void;
};

/** Appointments with a line each; the others are counted. */
const most = 3;
/** A day's padding and borders. */
const cellPx = 6;

/** A month, with the first appointments of each day. */
export function Month({ label, columns, ...props }: MonthProps) {
  const [first] = columns;
  if (!first) return null;
  const byDate = new Map(columns.map((column) => [column.date, column]));
  const weeks = Map.groupBy(columns, ({ date }) => weekOf(date)[0]);
  return (
    <table aria-label={label} className={classes.month}>
      <thead>
        <tr>
          {weekOf(first.date).map((day) => (
            <th key={day} scope="col">
              {weekdayText(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...weeks].map(([monday = ""]) => (
          <tr key={monday}>
            {weekOf(monday).map((day) => {
              const column = byDate.get(day);
              return column ? <MonthDay key={day} column={column} {...props} /> : <td key={day} />;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type MonthDayProps = Pick<MonthProps, "dayPx" | "today" | "onOpen" | "onDay"> & { column: CalendarColumn };

function MonthDay({ column, dayPx, today, onOpen, onDay }: MonthDayProps) {
  const { date, events, isClosed } = column;
  const note = useNoteOf()(column);
  const left = events.length - most;
  const count = eventsIn(column).length;
  return (
    <td data-closed={isClosed || undefined} data-today={date === today || undefined}>
      <button
        type="button"
        className={classes.day}
        aria-current={date === today ? "date" : undefined}
        onClick={() => onDay(date)}
      >
        <VisuallyHidden>{`${longDayText(date)}: ${texts.count(count)}`}</VisuallyHidden>
        <span aria-hidden>{Number(date.slice(-2))}</span>
        {count > 0 ? (
          <span aria-hidden className={classes.count}>
            {count}
          </span>
        ) : null}
      </button>
      {note === null ? null : (
        <div className={classes.note} title={note}>
          {note}
        </div>
      )}
      {events.slice(0, left === 1 ? most + 1 : most).map(({ item }) => (
        <button
          key={item.appointment.id}
          type="button"
          className={`${eventClasses.event} ${classes.event}`}
          data-status={item.appointment.status}
          data-narrow
          style={{ "--hue": item.mark.hue }}
          onClick={() => onOpen(item)}
        >
          <EventText event={item} width={dayPx - cellPx} lines={1} />
        </button>
      ))}
      {left > 1 ? (
        <button
          type="button"
          className={classes.left}
          aria-label={texts.more(left)}
          onClick={() => onDay(date)}
        >
          +{left}
        </button>
      ) : null}
    </td>
  );
}
