import { schema } from "@caretype/db";
import type { AssignmentId, DoctorId, PatientId } from "../../../../kernel/field/ids.ts";
import { newId } from "../../../../kernel/field/new-id.ts";
import { newPatientRow } from "../../../../people/patient/queries.ts";
import type { CreatePatient } from "../../../../people/patient/schema.ts";
import { raiseStatistics } from "../../pipeline/inserts.ts";
import {
  byPractice,
  type DjangoContext,
  doctorsOf,
  type Owner,
  ownerOf,
  patientsOf,
  type Valid,
  validRows,
} from "./context.ts";
import { mappingRows, rowsOf } from "./find-tables.ts";
import { assignmentOf, type Cells, type FieldProblem, patientOf } from "./rows.ts";

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

const { assignment } = schema;

type Row = { owner: Owner; cells: Cells };
type Pair = { patientId: PatientId; doctorId: DoctorId };

/** Creates an assignment for each pair of a patient and a doctor, in the practice of the patient. */
export async function importMappings(context: DjangoContext): Promise<void> {
  const { source, owners, fallback, report, throttle } = context;
  // Pairs that an earlier row has.
  const seen = new Set<string>();
  for await (const rows of source.stream(mappingRows(context))) {
    const owned: Row[] = [];
    for (const cells of rows) {
      const owner = owners.get(cells.owner ?? "") ?? fallback;
      if (owner && cells.patientId !== null) owned.push({ owner, cells });
      else report.refuse("mapping", cells.id, [missingPatient(cells)]);
    }
    const doctors = await doctorsOf(
      context,
      owned.map(({ cells }) => cells.doctor ?? ""),
    );
    for (const [owner, group] of byPractice(owned))
      await insertAssignments(context, { owner, group, doctors, seen });
    await throttle.pause();
  }
}

const missingPatient = ({ patient, patientId }: Cells): FieldProblem => ({
  field: "patient",
  message: patientId === null ? `There is no patient ${patient}` : `The patient ${patient} was not imported`,
});

type Group = {
  owner: Owner;
  group: readonly Row[];
  doctors: ReadonlyMap<string, DoctorId>;
  seen: Set<string>;
};

async function insertAssignments(
  context: DjangoContext,
  { owner, group, doctors, seen }: Group,
): Promise<void> {
  const { db, report, batches } = context;
  const patients = await patientsOf(
    context,
    owner,
    group.map(({ cells }) => cells.patient ?? ""),
  );
  const rows = group.flatMap(({ cells }) => {
    const patientId = patients.get(cells.patient ?? "");
    const doctorId = doctors.get(cells.doctor ?? "");
    const said = assignmentOf(cells);
    const problems = [
      ...(patientId ? [] : [missingPatient(cells)]),
      ...(doctorId
        ? []
        : [{ field: "doctor", message: `The doctor ${cells.doctor} is unknown, or was not imported` }]),
      ...("problems" in said ? said.problems : []),
    ];
    if (!patientId || !doctorId || "problems" in said) {
      report.refuse("mapping", cells.id, problems);
      return [];
    }
    const pair = `${patientId} ${doctorId}`;
    if (seen.has(pair)) {
      report.count("mapping", "joined");
      return [];
    }
    seen.add(pair);
    return [rowOf(context, { owner, cells }, { patientId, doctorId, ...said.value })];
  });
  if (rows.length === 0) return;
  const made = await db
    .insert(assignment)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: assignment.id });
  const before = report.tallies.mapping.imported;
  report.count("mapping", "imported", made.length);
  await raiseStatistics(db, { before, after: before + made.length });
  report.count("mapping", "present", rows.length - made.length);
  await batches.add(
    owner,
    "assignment",
    made.map(({ id }) => id),
  );
}

function rowOf(
  { owners }: DjangoContext,
  { owner, cells }: Row,
  { assignedAt, ...details }: Pair & { reasonForVisit: string | null; assignedAt: string | null },
) {
  return {
    ...details,
    practiceId: owner.practiceId,
    id: newId<AssignmentId>(),
    assignedBy: (owners.get(cells.assignedBy ?? "") ?? owner).accountId,
    ...(assignedAt !== null && { assignedAt }),
  };
}
