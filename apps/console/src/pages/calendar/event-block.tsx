import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconDoorEnter,
  IconUserOff,
  IconX,
} from "@tabler/icons-react";
import { memo } from "react";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { FactList, Name } from "../../words/format/name.tsx";
import type { CalendarEvent } from "./columns.ts";
import classes from "./event-block.module.css";
import { hiddenText, nameOf, startText } from "./event-text.ts";
import type { InLane } from "./lanes.ts";

/** The most frequent status has none. */
export const statusIcons = {
  pending: IconClock,
  booked: null,
  arrived: IconDoorEnter,
  fulfilled: IconCheck,
  cancelled: IconX,
  noshow: IconUserOff,
} as const;

type EventLineProps = { event: CalendarEvent; mark?: string | undefined };

/** Status, initials, time and patient, in one line. */
export function EventLine({ event, mark }: EventLineProps) {
  const { status, overrideReason } = event.appointment;
  const Icon = statusIcons[status];
  return (
    <>
      {Icon ? <Icon size={13} aria-hidden className={classes.icon} /> : null}
      {overrideReason === null ? null : (
        <IconAlertTriangle size={13} aria-hidden className={classes.override} />
      )}
      {mark ? (
        <span className={classes.mark} aria-hidden>
          {mark}
        </span>
      ) : null}
      <span className={classes.time}>{startText(event, usePracticeTime())}</span> <Name>{nameOf(event)}</Name>
    </>
  );
}

type EventBlockProps = {
  placed: InLane<CalendarEvent>;
  /** Tab leads to the first one of a column, and arrow keys to the others. */
  isFirst: boolean;
  /** Whether the column is of several doctors. */
  withDoctor: boolean;
  /** How many lines of text have room. What has none is left out, never cut. */
  lines: number;
  /** With little, names are worth more than the time, which the place shows, and then than all else. */
  width: "wide" | "narrow" | "tiny";
};

/** An appointment in the grid, which handles clicks and keys. */
export const EventBlock = memo(({ placed, isFirst, withDoctor, lines, width }: EventBlockProps) => {
  const practice = usePracticeTime();
  const { item, lane, lanes } = placed;
  const { appointment, start, end, mark } = item;
  const { status, visitTypeName } = appointment;
  const doctorName = withDoctor ? appointment.doctorName : null;
  const what = item.group.map(({ patientName }) => patientName).join(", ") || visitTypeName;
  const isWrapped = lines > 1 && width === "tiny";
  return (
    <li
      className={classes.place}
      style={{ "--start": start, "--length": end - start, "--lane": lane, "--lanes": lanes }}
    >
      <button
        type="button"
        className={classes.event}
        data-event={appointment.id}
        data-status={status}
        data-beginning={item.isBeginning || undefined}
        data-width={width}
        data-lines={isWrapped || undefined}
        style={{ "--hue": mark.hue, ...(isWrapped && { "--lines": lines }) }}
        tabIndex={isFirst ? 0 : -1}
      >
        <span className={classes.line}>
          <EventLine event={item} mark={withDoctor && (lines < 2 || isWrapped) ? mark.initials : undefined} />
        </span>
        {lines > 1 && !isWrapped ? (
          <span className={classes.more} aria-hidden>
            <FactList facts={width !== "wide" && withDoctor ? [mark.initials, what] : [what, doctorName]} />
          </span>
        ) : null}
        <span className={classes.hidden}>
          {" "}
          <FactList facts={[what, doctorName]} />, {hiddenText(item, practice)}
        </span>
      </button>
    </li>
  );
});
