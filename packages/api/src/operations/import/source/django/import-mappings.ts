import { schema } from "@caretype/db";
import type { AssignmentId, DoctorId, PatientId } from "../../../../kernel/field/ids.ts";
import { newId } from "../../../../kernel/field/new-id.ts";
import { raiseStatistics } from "../../pipeline/inserts.ts";
import type { Owner } from "./batches.ts";
import { byPractice, type DjangoContext, doctorsOf, patientsOf } from "./context.ts";
import { mappingRows } from "./find-tables.ts";
import { assignmentOf, type Cells, type FieldProblem } from "./rows.ts";

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
    for (const [owner, group] of byPractice(owned)) await insertNew(context, { owner, group, doctors, seen });
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

async function insertNew(context: DjangoContext, { owner, group, doctors, seen }: Group): Promise<void> {
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
