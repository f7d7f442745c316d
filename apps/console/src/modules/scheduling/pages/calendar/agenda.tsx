import { IconAlertTriangle } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useNow } from "../../../../kit/behavior/use-now.ts";
import { Section } from "../../../../kit/section/section.tsx";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { TextButton } from "../../../../kit/theme/plain-button.tsx";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { wallOf } from "../../../../session/practice-time/wall.ts";
import { FactList } from "../../../../words/format/name.tsx";
import { Namesakes, PatientName } from "../../../people/records/patient/patient-line.tsx";
import { texts } from "../../records/appointment/details/texts.en.ts";
import { isStanding } from "../../records/appointment/is-upcoming.ts";
import { statusText } from "../../records/appointment/status-text.ts";
import classes from "./agenda.module.css";
import type { CalendarColumn, CalendarEvent } from "./columns.ts";
import { statusIcons } from "./event-block.tsx";
import { agendaDayText, startText, timeText, useNoteOf } from "./event-text.ts";
import { useInTurn } from "./use-in-turn.ts";

type AgendaProps = { columns: readonly CalendarColumn[]; onOpen: (event: CalendarEvent) => void };

/** Appointments as a list by day, for narrow screens and by choice. Today begins now. */
export function Agenda({ columns, onOpen }: AgendaProps) {
  const noteOf = useNoteOf();
  const [isWhole, setWhole] = useState(false);
  const { timeZone } = usePracticeTime();
  const now = wallOf(timeZone)(useNow());
  const isPast = ({ item }: CalendarColumn["events"][number]) =>
    item.date === now.date && item.end <= now.minute && !isStanding(item.appointment);
  const hasPast = !isWhole && columns.some(({ events }) => events.some(isPast));
  return (
    <Namesakes among={columns.flatMap(({ events }) => events.map(({ item }) => item.appointment))}>
      {columns.map((column, index) => (
        <AgendaDay
          key={column.id}
          column={column}
          about={noteOf(column)}
          actions={
            hasPast && column.date === now.date ? (
              <TextButton label={texts.earlier} size="compact-xs" onClick={() => setWhole(true)} />
            ) : null
          }
          isShown={(placed) => isWhole || !isPast(placed)}
          turn={index}
          onOpen={onOpen}
        />
      ))}
    </Namesakes>
  );
}

type AgendaDayProps = Pick<AgendaProps, "onOpen"> & {
  column: CalendarColumn;
  about: string | null;
  actions: ReactNode;
  isShown: (placed: CalendarColumn["events"][number]) => boolean;
  turn: number;
};

/** A day, rendered as a whole: filling it later would shift the days below it. */
function AgendaDay({ column, about, actions, isShown, turn, onOpen }: AgendaDayProps) {
  const shown = useInTurn(column, turn)?.events.filter(isShown);
  if (!shown) return null;
  return (
    <Section title={agendaDayText(column.date)} about={about} actions={actions}>
      {shown.length > 0 ? (
        <ul className={classes.list}>
          {shown.map(({ item }) => (
            <li key={item.appointment.id}>
              <AgendaRow event={item} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      ) : column.isClosed ? null : (
        <Dimmed>{texts.empty}</Dimmed>
      )}
    </Section>
  );
}

function AgendaRow({ event, onOpen }: { event: CalendarEvent; onOpen: AgendaProps["onOpen"] }) {
  const practice = usePracticeTime();
  const { appointment, mark } = event;
  const { endsAt, visitTypeName, doctorName, roomName, status } = appointment;
  const Icon = statusIcons[status];
  return (
    <button
      type="button"
      className={classes.row}
      data-status={status}
      style={{ "--hue": mark.hue }}
      onClick={() => onOpen(event)}
    >
      <span className={classes.time}>
        {texts.range(startText(event, practice), timeText(endsAt, practice))}
      </span>
      <span className={classes.who}>
        <PatientName {...appointment} />
      </span>
      <span className={classes.more}>
        <FactList facts={[visitTypeName, doctorName, roomName]} />
      </span>
      <span className={classes.status}>
        {Icon ? <Icon size={14} aria-hidden /> : null}
        {statusText(appointment)}
        {appointment.overrideReason === null ? null : (
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
