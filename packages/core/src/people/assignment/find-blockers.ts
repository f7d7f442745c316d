import type { Database } from "@caretype/db";
import { assignment, doctor, patient } from "@caretype/db/schema";
import { and, count, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import type { DoctorId, PatientId } from "../../kernel/field/ids.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { alsoElsewhere, type Blocking, maxNamed } from "../../mechanisms/removal/blocking.ts";

/** Assignments that block the removal of a patient, labelled by doctor. Undefined if there are none. */
export function findPatientBlockers(
  db: Database,
  scope: Scope,
  patientId: PatientId,
): Promise<Blocking | undefined> {
  const label = sql<string>`(select ${doctor.name} from ${doctor} where ${eq(doctor.id, assignment.doctorId)})`;
  const where = ownAssignments(scope, eq(assignment.patientId, patientId));
  return findBlockers(db, where, { label, personId: assignment.doctorId });
}

/** Assignments that block the removal of a doctor, labelled by patient. Names only those of the practice. */
export async function findDoctorBlockers(db: Database, scope: Scope, doctorId: DoctorId) {
  const isOfDoctor = eq(assignment.doctorId, doctorId);
  const isPatient = and(eq(patient.practiceId, assignment.practiceId), eq(patient.id, assignment.patientId));
  const label = sql<string>`(select ${patient.name} from ${patient} where ${isPatient})`;
  const where = ownAssignments(scope, isOfDoctor);
  const own = await findBlockers(db, where, { label, personId: assignment.patientId });
  const isElsewhere = and(isOfDoctor, ne(assignment.practiceId, scope.practiceId));
  const [elsewhere] = await db.select({ id: assignment.id }).from(assignment).where(isElsewhere).limit(1);
  return alsoElsewhere(own, elsewhere !== undefined);
}

const ownAssignments = (scope: Scope, where: SQL) => and(eq(assignment.practiceId, scope.practiceId), where);

async function findBlockers(
  db: Database,
  where: SQL | undefined,
  named: { label: SQL<string>; personId: typeof assignment.patientId | typeof assignment.doctorId },
): Promise<Blocking | undefined> {
  const rows = await db
    .select({ id: assignment.id, ...named })
    .from(assignment)
    .where(where)
    .orderBy(desc(assignment.id))
    .limit(maxNamed);
  if (rows.length === 0) return undefined;
  const blockedBy = rows.map(({ id, label }) => ({ kind: "assignment" as const, id, label }));
  const disclosed = rows.map(({ personId }) => personId);
  if (rows.length < maxNamed) return { blockedBy, blockedByTotal: rows.length, disclosed };
  const [all] = await db.select({ total: count() }).from(assignment).where(where);
  return { blockedBy, blockedByTotal: all?.total ?? rows.length, disclosed };
}
