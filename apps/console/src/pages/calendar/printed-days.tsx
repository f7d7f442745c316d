import { PrintedSheet } from "../../kit/print/printed-sheet.tsx";
import { texts } from "../../records/appointment/details/texts.en.ts";
import { texts as appointmentTexts } from "../../records/appointment/texts.en.ts";
import { Letterhead } from "../../session/client/letterhead.tsx";
import { useMe } from "../../session/client/use-practice.ts";
import { useHolidayOn, usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../words/common/common.ts";
import { formatInstant } from "../../words/format/format.ts";
import { Name } from "../../words/format/name.tsx";
import type { CalendarColumn, CalendarEvent } from "./columns.ts";
import { longDayText, startText } from "./event-text.ts";
import classes from "./printed-days.module.css";

type PrintedDaysProps = { columns: readonly CalendarColumn[] };

/** The shown days on paper: a list for each doctor. */
export const PrintedDays = ({ columns }: PrintedDaysProps) => (
  <PrintedSheet>{(printedAt) => <Days columns={columns} printedAt={printedAt} />}</PrintedSheet>
);

function Days({ columns, printedAt }: PrintedDaysProps & { printedAt: string }) {
  const me = useMe();
  const days = Map.groupBy(columns, ({ date }) => date);
  return (
    <>
      <Letterhead className={classes.practice} />
      {[...days].map(([date, ofDay]) => (
        <Day key={date} date={date} events={ofDay.flatMap(({ events }) => events.map(({ item }) => item))} />
      ))}
      <footer>{texts.sheet.printed(formatInstant(printedAt), me.name)}</footer>
    </>
  );
}

function Day({ date, events }: { date: string; events: readonly CalendarEvent[] }) {
  const doctors = Map.groupBy(
    events.toSorted((one, other) => one.start - other.start),
    ({ appointment }) => appointment.doctorName ?? commonTexts.unknown,
  );
  const holiday = useHolidayOn()(date);
  return (
    <section className={classes.day}>
      <h1>{texts.sheet.title(longDayText(date))}</h1>
      {holiday === null ? null : <p>{holiday}</p>}
      {events.length === 0 ? <p>{texts.empty}</p> : null}
      {[...doctors].map(([name, own]) => (
        <section key={name}>
          <h2>
            <Name>{name}</Name>
          </h2>
          <DoctorsList events={own} />
        </section>
      ))}
    </section>
  );
}

function DoctorsList({ events }: { events: readonly CalendarEvent[] }) {
  const practice = usePracticeTime();
  const { details, sheet } = texts;
  return (
    <table className={classes.list}>
      <thead>
        <tr>
          {[sheet.time, commonTexts.patient, details.visitType, details.room, sheet.status].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {events.map((event) => {
          const { id, endsAt, patientName, visitTypeName, roomName, status } = event.appointment;
          return (
            <tr key={id}>
              <td>{texts.range(startText(event, practice), practice.time(endsAt))}</td>
              <td>
                <Name>{patientName}</Name>
              </td>
              <td>
                <Name>{visitTypeName}</Name>
              </td>
              <td>
                <Name>{roomName ?? ""}</Name>
              </td>
              <td>{appointmentTexts.statuses[status]}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
