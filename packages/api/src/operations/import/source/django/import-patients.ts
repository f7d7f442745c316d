import { schema } from "@caretype/db";
import { newPatientRow } from "../../../../people/patient/queries.ts";
import type { CreatePatient } from "../../../../people/patient/schema.ts";
import { raiseStatistics } from "../../pipeline/inserts.ts";
import type { Owner } from "./batches.ts";
import { byPractice, type DjangoContext, ownerOf, patientsOf, type Valid, validRows } from "./context.ts";
import { rowsOf } from "./find-tables.ts";
import { patientOf } from "./rows.ts";

const { patient, patientExternalId } = schema;

/** Creates the patients that are not there yet, each in the practice of the user who created them. */
export async function importPatients(context: DjangoContext): Promise<void> {
  const { source, tables, throttle } = context;
  for await (const rows of source.stream(rowsOf(context, tables.patient, ["createdBy", "id"]))) {
    const valid = validRows(context, rows, {
      kind: "patient",
      parse: patientOf,
      ownerOf: (cells) => ownerOf(context, { cells, field: "createdBy" }),
    });
    for (const [owner, own] of byPractice(valid)) await insertNew(context, owner, own);
    await throttle.pause();
  }
}

async function insertNew(
  { db, system, report, batches }: DjangoContext,
  owner: Owner,
  valid: readonly Valid<CreatePatient>[],
): Promise<void> {
  const { practiceId } = owner;
  const there = await patientsOf(
    { db, system },
    owner,
    valid.map(({ id }) => id),
  );
  const fresh = valid.filter(({ id }) => !there.has(id));
  report.count("patient", "present", valid.length - fresh.length);
  if (fresh.length === 0) return;
  const before = report.tallies.patient.imported;
  report.count("patient", "imported", fresh.length);
  const rows = fresh.map(({ id, input }) => ({ value: id, row: newPatientRow(owner, input) }));
  await db.insert(patient).values(rows.map(({ row }) => row));
  const known = rows.map(({ value, row }) => ({ practiceId, system, value, patientId: row.id }));
  await db.insert(patientExternalId).values(known);
  await raiseStatistics(db, { before, after: before + fresh.length });
  await batches.add(
    owner,
    "patient",
    rows.map(({ row }) => row.id),
  );
}
