import type { AppointmentId } from "@caretype/client";
import { Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Section } from "../../shell/section/section.tsx";
import { Name } from "../../shell/text/name.tsx";
import { calendarTexts as texts } from "../../texts/calendar.ts";
import { usePracticeTime } from "../practice-time.ts";
import classes from "./agenda.module.css";
import type { CalendarColumn, CalendarEvent } from "./columns.ts";
import { statusIcons } from "./event-block.tsx";
import { longDayText, startText } from "./event-text.ts";

type AgendaProps = { columns: readonly CalendarColumn[]; onOpen: (id: AppointmentId) => void };

/** Appointments as a list by day: for narrow screens, and for who prefers lists. */
export function Agenda({ columns, onOpen }: AgendaProps) {
  return columns.map(({ id, date, events, full }) => (
    <Section
      key={id}
      title={longDayText(date)}
      about={full.length > 0 ? texts.fullOf(full.join(", ")) : undefined}
    >
      {events.length === 0 ? (
        <Text size="sm" c="dimmed">
          {texts.empty}
        </Text>
      ) : (
        <ul className={classes.list}>
          {events.map(({ item }) => (
            <li key={item.appointment.id}>
              <AgendaRow event={item} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  ));
}

type AgendaRowProps = { event: CalendarEvent; onOpen: (id: AppointmentId) => void };

function AgendaRow({ event, onOpen }: AgendaRowProps) {
  const practice = usePracticeTime();
  const { id, endsAt, patientName, visitTypeName, doctorName, roomName, status, overrideReason } =
    event.appointment;
  const Icon = statusIcons[status];
  return (
    <button type="button" className={classes.row} data-status={status} onClick={() => onOpen(id)}>
      <span className={classes.time}>{texts.range(startText(event, practice), practice.time(endsAt))}</span>
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
        {texts.status[status]}
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
