import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconDoorEnter,
  IconUserOff,
  IconX,
} from "@tabler/icons-react";
import { memo } from "react";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { FactList, Name } from "../../../../words/format/name.tsx";
import type { CalendarEvent } from "./columns.ts";
import classes from "./event-block.module.css";
import { hiddenText, nameOf, startText } from "./event-text.ts";
import type { InLane } from "./lanes.ts";
import { mediumPx, shortNameOf, surnameOf } from "./short-name.ts";

/** The most frequent status has none. */
export const statusIcons = {
  pending: IconClock,
  booked: null,
  arrived: IconDoorEnter,
  fulfilled: IconCheck,
  cancelled: IconX,
  noshow: IconUserOff,
} as const;

type EventTextProps = {
  event: CalendarEvent;
  /** In pixels. */
  width: number;
  lines: number;
  /** Whether to show the doctor. */
  withDoctor?: boolean;
};

/** The minimum width for the doctor's full name. */
const widePx = 180;

/** The patient, then what else fits. Words that do not fit are omitted, never cut. The position shows the time. */
export function EventText({ event, width, lines, withDoctor = false }: EventTextProps) {
  const { status, overrideReason, doctorName } = event.appointment;
  const Icon = width < mediumPx ? null : statusIcons[status];
  const whole = nameOf(event);
  const name = shortNameOf(whole, width, lines);
  const doctor = withDoctor && doctorName && (width < widePx ? surnameOf(doctorName) : doctorName);
  return (
    <>
      <span className={classes.text} style={{ "--lines": lines }}>
        <Name>{name}</Name>
        {Icon ? <Icon size={13} aria-hidden className={classes.icon} /> : null}
        {overrideReason === null ? null : (
          <IconAlertTriangle size={13} aria-hidden className={`${classes.icon} ${classes.override}`} />
        )}
        {width < mediumPx ? null : (
          <span className={classes.more} aria-hidden>
            {" "}
            <FactList separator=" " facts={[whatOf(event), doctor]} />
          </span>
        )}
      </span>
      {name === whole ? null : <span className={classes.hidden}> {whole}</span>}
    </>
  );
}

/** The participants of a group visit, or the kind of visit. */
const whatOf = ({ group, appointment }: CalendarEvent) =>
  group.map(({ patientName }) => patientName).join(", ") || appointment.visitTypeName;

type EventBlockProps = Required<Omit<EventTextProps, "event">> & {
  placed: InLane<CalendarEvent>;
  /** Tab moves to a column's first event, arrow keys to the others. */
  isFirst: boolean;
};

/** An appointment in the grid, which handles clicks and keys. */
export const EventBlock = memo(({ placed, isFirst, ...text }: EventBlockProps) => {
  const practice = usePracticeTime();
  const { item, lane, span, lanes } = placed;
  const { appointment, start, end, mark } = item;
  return (
    <li
      className={classes.place}
      style={{ "--start": start, "--length": end - start, "--lane": lane, "--lanes": lanes, "--span": span }}
    >
      <button
        type="button"
        className={classes.event}
        data-event={appointment.id}
        data-status={appointment.status}
        data-beginning={item.isBeginning || undefined}
        data-narrow={text.width < mediumPx || undefined}
        style={{ "--hue": mark.hue }}
        tabIndex={isFirst ? 0 : -1}
      >
        <span className={classes.hidden}>{startText(item, practice)} </span>
        <EventText event={item} {...text} />
        <span className={classes.hidden}>
          {" "}
          <FactList facts={[whatOf(item), text.withDoctor && appointment.doctorName]} />,{" "}
          {hiddenText(item, practice)}
        </span>
      </button>
    </li>
  );
});
