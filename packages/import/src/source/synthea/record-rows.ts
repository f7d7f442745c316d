import type { PracticeZone } from "@caretype/core/kernel/field/day";
import { unitReading } from "../clinical/measured-value.ts";
import { isHeading } from "../clinical/pressures.ts";
import type { RecordInput } from "../clinical/record-input.ts";
import type { CellProblems } from "../problems.ts";
import { daysIn, observedIn, type RecordFile, syntheaRecords } from "./clinical-records.ts";
import { columnsIn, type SyntheaRow, syntheaColumns } from "./columns.ts";

/** The most rows that are distinguished by their reasons. A patient's rows are adjacent. */
const maxReasons = 50_000;

/** Rows that differ only in their reason are separate records. The first keeps its earlier id. */
class Reasons {
  readonly #first = new Map<string, string>();

  apart(identity: string, reason: string): string {
    const first = this.#first.get(identity);
    if (this.#first.size >= maxReasons) this.#first.clear();
    if (first === undefined) this.#first.set(identity, reason);
    return first === undefined || first === reason ? identity : `${identity}\t${reason}`;
  }
}

const ofProcedure: readonly string[] = syntheaColumns["procedures.csv"].required;
/** The columns that identify rows. Formerly required columns are part of existing records' ids. */
const knownBy: Partial<Record<RecordFile, readonly string[]>> = {
  "encounters.csv": ["Id"],
  "careplans.csv": ["Id"],
  "procedures.csv": ofProcedure.toSpliced(1, 0, "STOP"),
  "observations.csv": [...syntheaColumns["observations.csv"].required, "TYPE"],
};

/** Returns a function that reads a file's rows. */
export function recordReader<Name extends RecordFile>(file: Name, timeZone: PracticeZone) {
  const { type, fields, dates } = syntheaRecords[file];
  const identifying: readonly string[] = knownBy[file] ?? syntheaColumns[file].required;
  const hasId = identifying.includes("Id");
  const days = daysIn(timeZone);
  const reasons = hasId || !columnsIn(file).includes("REASONCODE") ? null : new Reasons();
  return ({ line, cells }: SyntheaRow<Name>): RecordInput => {
    const texts: Record<string, string> = cells;
    const textOf = (column: string) => (texts[column] ?? "").trim();
    const [patient, encounter, provider] = [textOf("PATIENT"), textOf("ENCOUNTER"), textOf("PROVIDER")];
    const identity = identifying.map(textOf).join("\t");
    const reason = `${textOf("REASONCODE")}\t${textOf("REASONDESCRIPTION")}`;
    const problems: CellProblems = new Map();
    return {
      line,
      identity: reasons?.apart(identity, reason) ?? identity,
      patient,
      encounter: encounter || null,
      identifiers: {
        ...(hasId && { Id: textOf("Id") }),
        PATIENT: patient,
        ...(encounter !== "" && { ENCOUNTER: encounter }),
        ...(provider !== "" && { PROVIDER: provider }),
      },
      ...(dates && { dates: dates(cells, days) }),
      ...(type === "encounter" && { provider }),
      ...(type === "observation" && {
        part: { code: textOf("CODE"), instant: textOf("DATE") },
        unit: unitReading(textOf("UNITS")),
        isHeading: isHeading(observedIn(textOf("CODE"), textOf("DESCRIPTION")), textOf("VALUE")),
      }),
      fields: fields(cells, days, problems),
      problems,
    };
  };
}
