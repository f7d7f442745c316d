import type { AssignmentId, DoctorId, PatientId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { newPatientRow } from "@caretype/core/people/patient/queries";
import { assignment, patient, patientExternalId } from "@caretype/db/schema";
import { raiseStatistics } from "@caretype/import/pipeline/inserts";
import { type DjangoContext, importPeople, knownIds, type Owner, ownerOf, type Valid } from "./context.ts";
import { mappingRows } from "./find-tables.ts";
import { assignmentOf, type Cells, type FieldProblem, patientOf } from "./rows.ts";

/** Creates the missing patients, each in its creator's practice. */
export const importPatients = (context: DjangoContext): Promise<void> =>
  importPeople(context, {
    kind: "patient",
    order: ["createdBy", "id"],
    parse: patientOf,
    ownerOf,
    insert: insertNew,
  });

async function insertNew(
  { db, system, report, batches }: DjangoContext,
  fresh: readonly Valid<ReturnType<typeof newPatientRow>>[],
): Promise<void> {
  const before = report.tallies.patient.imported;
  report.count("patient", "imported", fresh.length);
  await db.insert(patient).values(fresh.map(({ row }) => row));
  await db.insert(patientExternalId).values(
    fresh.map(({ id: value, owner: { practiceId }, row }) => ({
      practiceId,
      system,
      value,
      patientId: row.id,
    })),
  );
  await raiseStatistics(db, { before, after: before + fresh.length });
  await batches.add(
    "patient",
    fresh.map(({ owner, row }) => ({ owner, id: row.id })),
  );
}

type Row = { owner: Owner; cells: Cells };

/** Creates an assignment for each pair of a patient and a doctor, in the patient's practice. */
export async function importMappings(context: DjangoContext): Promise<void> {
  const { source, owners, fallback, report, throttle } = context;
  // Pairs of earlier rows.
  const seen = new Set<string>();
  for await (const rows of source.stream(mappingRows(context))) {
    const owned: Row[] = [];
    for (const cells of rows) {
      const owner = owners.get(cells.owner ?? "") ?? fallback;
      if (owner && cells.patientId !== null) owned.push({ owner, cells });
      else report.refuse("mapping", cells.id, [missingPatient(cells)]);
    }
    await insertAssignments(context, owned, seen);
    await throttle.pause();
  }
}

const missingPatient = ({ patient, patientId }: Cells): FieldProblem => ({
  field: "patient",
  message: patientId === null ? `There is no patient ${patient}` : `The patient ${patient} was not imported`,
});

async function insertAssignments(
  context: DjangoContext,
  owned: readonly Row[],
  seen: Set<string>,
): Promise<void> {
  const { db, report, batches, owners } = context;
  const wanted = (kind: "patient" | "doctor") =>
    owned.map(({ owner, cells }) => ({ owner, id: cells[kind] ?? "" }));
  const patients = await knownIds<PatientId>(context, "patient", wanted("patient"));
  const doctors = await knownIds<DoctorId>(context, "doctor", wanted("doctor"));
  const rows = owned.flatMap(({ owner, cells }) => {
    const patientId = patients.get(cells.patient ?? "");
    const doctorId = doctors.get(cells.doctor ?? "");
    const assignment = assignmentOf(cells);
    const problems = [
      ...(patientId ? [] : [missingPatient(cells)]),
      ...(doctorId
        ? []
        : [{ field: "doctor", message: `The doctor ${cells.doctor} is unknown, or was not imported` }]),
      ...("problems" in assignment ? assignment.problems : []),
    ];
    if (!patientId || !doctorId || "problems" in assignment) {
      report.refuse("mapping", cells.id, problems);
      return [];
    }
    const pair = `${patientId} ${doctorId}`;
    if (seen.has(pair)) {
      report.count("mapping", "joined");
      return [];
    }
    seen.add(pair);
    const { assignedAt, ...details } = assignment.value;
    const by = owners.get(cells.assignedBy ?? "") ?? owner;
    const row = {
      ...details,
      patientId,
      doctorId,
      practiceId: owner.practiceId,
      id: newId<AssignmentId>(),
      assignedBy: by.accountId,
      ...(assignedAt !== null && { assignedAt }),
    };
    return [{ owner, row }];
  });
  if (rows.length === 0) return;
  const created = await db
    .insert(assignment)
    .values(rows.map(({ row }) => row))
    .onConflictDoNothing()
    .returning({ id: assignment.id });
  const before = report.tallies.mapping.imported;
  report.count("mapping", "imported", created.length);
  await raiseStatistics(db, { before, after: before + created.length });
  report.count("mapping", "present", rows.length - created.length);
  const ids = new Set(created.map(({ id }) => id));
  await batches.add(
    "assignment",
    rows.flatMap(({ owner, row: { id } }) => (ids.has(id) ? [{ owner, id }] : [])),
  );
}
