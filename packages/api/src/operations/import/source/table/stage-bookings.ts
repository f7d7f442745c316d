import type { SourceRow } from "../../pipeline/cell-problems.ts";
import { namesToFind } from "../../pipeline/named-people.ts";
import { importedId, type ParsedFile, parsedRows, type StagingContext } from "../../pipeline/stage-rows.ts";
import { stagings, type Target } from "../../pipeline/staging.ts";
import type { Booking } from "./booking-rows.ts";

/** The visit type of rows without one. */
const usualVisitType = "Visit";

/** Turns the rows of a table into COPY text for appointments. The people whom they name are looked up later. */
export async function* stagedBookings(
  context: StagingContext,
  system: string,
  file: ParsedFile<SourceRow, Booking>,
) {
  for await (const batch of parsedRows(context, file)) {
    const lines = batch.flatMap(({ row, value }) =>
      value ? [lineOf(context, system, { line: row.line, booking: value })] : [],
    );
    context.progress.staged += lines.length;
    yield lines.join("");
  }
}

type Read = { line: number; booking: Booking };

function lineOf({ importer }: Pick<Target, "importer">, system: string, { line, booking }: Read): string {
  const { externalId, patient, patientDateOfBirth, doctor, visitType, ...appointment } = booking;
  const id =
    externalId === null
      ? importedId(
          importer.practiceId,
          "row",
          [patient, doctor, appointment.startsAt].join("\n").toLowerCase(),
        )
      : importedId(importer.practiceId, system, externalId);
  return stagings.booking.line(
    {
      line,
      patient,
      patient_names: namesToFind(patient).join("\n"),
      born: patientDateOfBirth,
      doctor,
      doctor_names: namesToFind(doctor).join("\n"),
      visit_type: visitType ?? usualVisitType,
    },
    { ...appointment, id, patientId: null, doctorId: null, visitTypeId: null },
  );
}
