import type { AppointmentId } from "@caretype/client";
import { Button, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { Section } from "../../kit/section/section.tsx";
import { texts } from "../../records/appointment/details/texts.en.ts";
import { texts as appointmentTexts } from "../../records/appointment/texts.en.ts";
import { useHolidayOn, usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { Name } from "../../words/format/name.tsx";
import classes from "./agenda.module.css";
import type { CalendarColumn, CalendarEvent } from "./columns.ts";
import { statusIcons } from "./event-block.tsx";
import { longDayText, startText, timeText } from "./event-text.ts";
import { listedFrom } from "./first-listed.ts";
import { useInTurn } from "./use-in-turn.ts";

type AgendaProps = {
  columns: readonly CalendarColumn[];
  /** The first day that is shown at once. A button shows those before. */
  first: string;
  onOpen: (id: AppointmentId) => void;
};

/** Appointments as a list by day: for narrow screens, and for who prefers lists. */
export function Agenda({ columns, first, onOpen }: AgendaProps) {
  const [isWhole, setWhole] = useState(false);
  const holidayOn = useHolidayOn();
  const listed = isWhole ? columns : listedFrom(columns, first);
  return (
    <>
      {listed.length < columns.length ? (
        <Button variant="subtle" size="xs" style={{ alignSelf: "start" }} onClick={() => setWhole(true)}>
          {texts.earlierDays}
        </Button>
      ) : null}
      {listed.map((column, index) => (
        <Section
          key={column.id}
          title={longDayText(column.date)}
          about={
            holidayOn(column.date) ??
            (column.full.length > 0 ? texts.fullOf(column.full.join(", ")) : undefined)
          }
        >
          <AgendaDay column={column} turn={index} onOpen={onOpen} />
        </Section>
      ))}
    </>
  );
}

type AgendaDayProps = { column: CalendarColumn; turn: number; onOpen: AgendaProps["onOpen"] };

function AgendaDay({ column, turn, onOpen }: AgendaDayProps) {
  const shown = useInTurn(column, turn);
  if (!shown) return null;
  if (shown.events.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {texts.empty}
      </Text>
    );
  return (
    <ul className={classes.list}>
      {shown.events.map(({ item }) => (
        <li key={item.appointment.id}>
          <AgendaRow event={item} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function AgendaRow({ event, onOpen }: { event: CalendarEvent; onOpen: (id: AppointmentId) => void }) {
  const practice = usePracticeTime();
  const { id, endsAt, patientName, visitTypeName, doctorName, roomName, status, overrideReason } =
    event.appointment;
  const Icon = statusIcons[status];
  return (
    <button type="button" className={classes.row} data-status={status} onClick={() => onOpen(id)}>
      <span className={classes.time}>
        {texts.range(startText(event, practice), timeText(endsAt, practice))}
      </span>
      <span className={classes.who}>
        <Name>{patientName}</Name>
      </span>
      <span className={classes.more}>
        {visitTypeName}
        {doctorName === null ? null : (
          <>
            {" · "}
            <Name>{doctorName}</Name>
          </>
        )}
        {roomName === null ? null : (
          <>
            {" · "}
            <Name>{roomName}</Name>
          </>
        )}
      </span>
      <span className={classes.status}>
        {Icon ? <Icon size={14} aria-hidden /> : null}
        {appointmentTexts.statuses[status]}
        {overrideReason === null ? null : (
          <>
            {", "}
            <IconAlertTriangle size={14} aria-hidden />
            {texts.override}
          </>
        )}
      </span>
    </button>
  );
}
