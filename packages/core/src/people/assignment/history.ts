import { assignment, doctor, patient } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { pastDayAt } from "../../kernel/field/day.ts";
import { AssignmentId } from "../../kernel/field/ids.ts";
import { keptRow } from "../../mechanisms/history/kept-row.ts";
import {
  newestFirst,
  referencedRecord,
  type VersionedTable,
  type VersionRow,
  versionFields,
  versionRecord,
} from "../../mechanisms/history/queries.ts";
import { type RecordKind, withoutStamps } from "../../mechanisms/history/record-kind.ts";
import { type DoctorRow, doctorColumns, toDoctor } from "../doctor/queries.ts";
import { type PatientRow, patientColumns, patientOn } from "../patient/queries.ts";
import {
  type AssignmentColumns,
  assignmentColumns,
  findAssignment,
  lockAssignment,
  withNames,
} from "./queries.ts";
import { Assignment } from "./schema.ts";

const versioned: VersionedTable = { table: assignment, firstAuthor: "assigned_by", isShared: false };
const content = Assignment.omit({
  id: true,
  patient: true,
  doctor: true,
  patientName: true,
  doctorName: true,
  assignedBy: true,
  assignedAt: true,
  updatedAt: true,
  version: true,
});

type AssignmentVersion = VersionRow & {
  assignment: AssignmentColumns;
  patient: PatientRow | null;
  doctor: DoctorRow | null;
};

export const assignmentKind: RecordKind<
  AssignmentVersion,
  typeof Assignment._output,
  typeof content._output,
  "ASSIGNMENT_NOT_FOUND",
  never
> = {
  ...versioned,
  type: "assignment",
  reads: "assignment:read",
  changes: "assignment:update",
  called: "an assignment",
  restBase: "/mappings",
  id: AssignmentId,
  notFound: "ASSIGNMENT_NOT_FOUND",
  refusals: [],
  record: Assignment,
  content,
  select: (db, versions) => {
    const itsPatient = referencedRecord({ table: patient, isShared: false }, assignment.patientId);
    const itsDoctor = referencedRecord({ table: doctor, isShared: true }, assignment.doctorId);
    return db
      .select({
        ...versionFields(versioned),
        assignment: assignmentColumns,
        patient: patientColumns,
        doctor: doctorColumns,
      })
      .from(versions)
      .innerJoinLateral(keptRow("assignment", assignmentColumns, versionRecord), sql`true`)
      .leftJoinLateral(keptRow("patient", patientColumns, itsPatient), sql`true`)
      .leftJoinLateral(keptRow("doctor", doctorColumns, itsDoctor), sql`true`)
      .orderBy(newestFirst);
  },
  toRecord: (row, reader) => {
    if (!row.patient || !row.doctor) return null;
    const patient = patientOn(row.patient, { day: pastDayAt(row.seenAt, reader.timeZone), reader });
    const joined = { patient, doctor: toDoctor(row.doctor) };
    return withNames(row.assignment, joined);
  },
  relatedIds: ({ isThere, assignment: row }) => (isThere ? [row.patientId, row.doctorId] : []),
  lock: lockAssignment,
  write: (db, { practiceId }, { assignment: row }) => {
    // The patient changes only in a merge. A revert does not change it.
    const { id, patientId: _patient, doctorId: _doctor, assignedBy: _by, assignedAt: _at, ...content } = row;
    return db
      .update(assignment)
      .set(withoutStamps(content))
      .where(and(eq(assignment.practiceId, practiceId), eq(assignment.id, id)));
  },
  find: findAssignment,
};
