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
import { Name } from "../../words/format/name.tsx";
import type { CalendarEvent } from "./columns.ts";
import classes from "./event-block.module.css";
import { hiddenText, startText } from "./event-text.ts";
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

type EventBlockProps = {
  placed: InLane<CalendarEvent>;
  /** Tab leads to the first one of a column, and arrow keys to the others. */
  isFirst: boolean;
  /** Whether the column is of several doctors. */
  withDoctor: boolean;
};

/** An appointment in the grid, which handles clicks and keys. */
export const EventBlock = memo(({ placed, isFirst, withDoctor }: EventBlockProps) => {
  const practice = usePracticeTime();
  const { item, lane, lanes } = placed;
  const { appointment, start, end } = item;
  const { status, overrideReason, patientName, visitTypeName, doctorName } = appointment;
  const Icon = statusIcons[status];
  return (
    <li
      className={classes.place}
      data-crowded={lanes > 1 || undefined}
      style={{ "--start": start, "--length": end - start, "--lane": lane, "--lanes": lanes }}
    >
      <button
        type="button"
        className={classes.event}
        data-event={appointment.id}
        data-status={status}
        data-beginning={item.isBeginning || undefined}
        tabIndex={isFirst ? 0 : -1}
      >
        <span className={classes.line}>
          {Icon ? <Icon size={13} aria-hidden className={classes.icon} /> : null}
          {overrideReason === null ? null : (
            <IconAlertTriangle size={13} aria-hidden className={classes.override} />
          )}
          <span className={classes.time}>{startText(item, practice)}</span> <Name>{patientName}</Name>
        </span>{" "}
        <span className={classes.more}>
          {visitTypeName}
          {withDoctor && doctorName !== null ? (
            <>
              {" · "}
              <Name>{doctorName}</Name>
            </>
          ) : null}
        </span>
        <span className={classes.hidden}>, {hiddenText(item, practice)}</span>
      </button>
    </li>
  );
});
