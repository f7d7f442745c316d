import { newDoctorRow } from "../doctor/queries.ts";
import { newPatientRow } from "../patient/queries.ts";
import { addCellProblems, type Judged } from "./cell-problems.ts";
import { type CopyValue, copyLine } from "./copy-text.ts";
import type { Importer } from "./importer.ts";
import type { Pace } from "./pace.ts";
import type { ImportProblems } from "./problems.ts";
import type { SyntheaCells, SyntheaFile, SyntheaSource } from "./synthea-columns.ts";
import { doctorOf, patientOf, phoneOf } from "./synthea-rows.ts";

// Rows of the files → rows of the staging tables, as text for COPY; a batch is held at a time.

export type StagingContext = {
  source: SyntheaSource;
  problems: ImportProblems;
  importer: Importer;
  pace: Pace;
};

/** The rows of a file that can be used, and the identifiers alone of those that cannot. */
async function* judgedRows<File extends SyntheaFile, Value>(
  { source, problems, pace }: StagingContext,
  file: File,
  judge: (cells: SyntheaCells<File>) => Judged<Value>,
) {
  for await (const rows of source.rows(file)) {
    yield rows.map((row) => {
      const judged = judge(row.cells);
      if ("problems" in judged) addCellProblems(problems, judged.problems, { file, row });
      return { row, value: "value" in judged ? judged.value : undefined };
    });
    await pace.rest();
  }
}

export async function* stagedPatients(context: StagingContext) {
  for await (const batch of judgedRows(context, "patients.csv", patientOf)) {
    const lines = batch.map(({ row, value }) => {
      if (!value) return unusableLine(row.line, row.cells.Id);
      const made = newPatientRow(context.importer, value.input);
      const { name, firstName, lastName, dateOfBirth, dateOfBirthApproximate, gender, address = null } = made;
      return copyLine([
        ...[row.line, value.externalId, made.id, name, firstName, lastName],
        ...[dateOfBirth, dateOfBirthApproximate, gender, address],
      ]);
    });
    yield lines.join("");
  }
}

/** An organization's identifier → its telephone number. */
export async function readPhones(context: StagingContext): Promise<Map<string, string>> {
  const phones = new Map<string, string>();
  for await (const batch of judgedRows(context, "organizations.csv", phoneOf)) {
    for (const { value } of batch) if (value?.phone) phones.set(value.externalId, value.phone);
  }
  return phones;
}

export async function* stagedDoctors(context: StagingContext, phones: Map<string, string>) {
  const judge = (cells: SyntheaCells<"providers.csv">) => doctorOf(cells, phones);
  for await (const batch of judgedRows(context, "providers.csv", judge)) {
    const lines = batch.map(({ row, value }) => {
      if (!value) return unusableLine(row.line, row.cells.Id);
      const made = newDoctorRow(context.importer, value.input);
      const { specialization = null, gender = null, contactInfo = null, phoneNumber = null } = made;
      return copyLine([
        ...[row.line, value.externalId, made.id, made.name, made.firstName, made.lastName],
        ...[specialization, gender, contactInfo, phoneNumber],
      ]);
    });
    yield lines.join("");
  }
}

const unusable: CopyValue[] = Array(8).fill(null);

/** Encounters that name a bad row's record are not at fault, so its identifier has to be known. */
function unusableLine(line: number, id: string) {
  const value = id.trim();
  return value === "" || value.includes("\0") ? "" : copyLine([line, value, ...unusable]);
}
