import { schema } from "@caretype/db";
import { newPatientRow } from "../../../../people/patient/queries.ts";
import type { CreatePatient } from "../../../../people/patient/schema.ts";
import { raiseStatistics } from "../../pipeline/inserts.ts";
import type { Owner } from "./batches.ts";
import type { DjangoContext } from "./context.ts";
import { rowsOf } from "./find-tables.ts";
import { patientsOf } from "./known-ids.ts";
import { byPractice, isProblem, ownerOf } from "./owners.ts";
import { type Cells, isSourceId, patientOf } from "./rows.ts";

const { patient, patientExternalId } = schema;

type Valid = { id: string; owner: Owner; input: CreatePatient };

/** Creates the patients that are not there yet, each in the practice of the user who created them. */
export async function importPatients(context: DjangoContext): Promise<void> {
  const { source, tables, throttle } = context;
  for await (const rows of source.stream(rowsOf(context, tables.patient, ["createdBy", "id"]))) {
    for (const [owner, valid] of byPractice(rows.flatMap((cells) => validOf(context, cells))))
      await insertNew(context, owner, valid);
    await throttle.pause();
  }
}

function validOf(context: DjangoContext, cells: Cells): Valid[] {
  const id = cells.id ?? "";
  const owner = ownerOf(context, { cells, field: "createdBy" });
  const parsed = patientOf(cells);
  const problems = [
    ...(isSourceId(id) ? [] : [{ field: "id", message: "Not valid" }]),
    ...(isProblem(owner) ? [owner] : []),
    ...("problems" in parsed ? parsed.problems : []),
  ];
  if ("value" in parsed && !isProblem(owner) && problems.length === 0)
    return [{ id, owner, input: parsed.value }];
  context.report.refuse("patient", id, problems);
  return [];
}

async function insertNew(
  { db, system, report, batches }: DjangoContext,
  owner: Owner,
  valid: readonly Valid[],
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
