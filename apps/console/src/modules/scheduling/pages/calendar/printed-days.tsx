import type { Appointment } from "@caretype/client";
import { PrintedSheet } from "../../../../kit/print/printed-sheet.tsx";
import { api, queryClient } from "../../../../session/client/api.ts";
import { Letterhead } from "../../../../session/client/letterhead.tsx";
import { useMe } from "../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { Name } from "../../../../words/format/name.tsx";
import { PatientLine } from "../../../people/records/patient/patient-line.tsx";
import { texts } from "../../records/appointment/details/texts.en.ts";
import { statusText } from "../../records/appointment/status-text.ts";
import { type CalendarColumn, eventsIn } from "./columns.ts";
import { longDayText, startText, useNoteOf } from "./event-text.ts";
import classes from "./printed-days.module.css";

type PrintedDaysProps = { columns: readonly CalendarColumn[] };

/** The shown days in print: a list for each doctor. */
export const PrintedDays = ({ columns }: PrintedDaysProps) => (
  <PrintedSheet>{(printedAt) => <Days columns={columns} printedAt={printedAt} />}</PrintedSheet>
);

/** Prints after loading the patients' birth dates and contact details. */
export async function printWith(appointments: readonly Appointment[]) {
  await Promise.allSettled(
    appointments.map(({ patientId: id }) =>
      queryClient.ensureQueryData(api.patient.byId.queryOptions({ id })),
    ),
  );
  window.print();
}

function Days({ columns, printedAt }: PrintedDaysProps & { printedAt: string }) {
  const me = useMe();
  return (
    <>
      <Letterhead className={classes.practice} />
      {[...Map.groupBy(columns, ({ date }) => date)].map(([date, ofDay]) => (
        <Day key={date} columns={ofDay} withPatients={ofDay.length === columns.length} />
      ))}
      <footer>{texts.sheet.printed(formatInstant(printedAt), me.name)}</footer>
    </>
  );
}

const { details, sheet } = texts;
const headings = [sheet.time, commonTexts.patient, details.visitType, details.room, sheet.status];

function Day({ columns, withPatients }: PrintedDaysProps & { withPatients: boolean }) {
  const practice = usePracticeTime();
  const [first] = columns;
  const noteOf = useNoteOf();
  const events = columns.flatMap(eventsIn).toSorted((one, other) => one.start - other.start);
  const doctors = Map.groupBy(events, ({ appointment }) => appointment.doctorName ?? commonTexts.unknown);
  return (
    <section className={classes.day}>
      <h1>{sheet.title(longDayText(first?.date ?? ""))}</h1>
      {first ? <p>{noteOf(first)}</p> : null}
      {events.length === 0 ? <p>{texts.empty}</p> : null}
      {[...doctors].map(([name, own]) => (
        <table key={name} className={classes.list}>
          <caption>
            <Name>{name}</Name>
          </caption>
          <thead>
            <tr>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {own.map((event) => {
              const { id, endsAt, patientId, patientName, visitTypeName, roomName } = event.appointment;
              const time = texts.range(startText(event, practice), practice.time(endsAt));
              const patient = withPatients ? <PatientLine id={patientId} name={patientName} /> : patientName;
              return (
                <tr key={id}>
                  {[time, patient, visitTypeName, roomName ?? "", statusText(event.appointment)].map(
                    (cell, index) => (
                      <td key={headings[index]}>{typeof cell === "string" ? <Name>{cell}</Name> : cell}</td>
                    ),
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      ))}
    </section>
  );
}
