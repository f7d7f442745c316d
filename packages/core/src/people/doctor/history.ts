import { doctor } from "@caretype/db/schema";
import { eq } from "drizzle-orm";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import { DoctorId } from "../../kernel/field/ids.ts";
import { selectVersions, type VersionedTable, type VersionRow } from "../../mechanisms/history/queries.ts";
import { type RecordKind, revertible, unstamped } from "../../mechanisms/history/record-kind.ts";
import { requireDirectoryAccess } from "./directory-rights.ts";
import { claimValues, type DoctorRow, doctorColumns, findDoctor, lockDoctor, toDoctor } from "./queries.ts";
import { Doctor, directoryRefusals, takenKeys } from "./schema.ts";

const versioned: VersionedTable = { table: doctor, firstAuthor: "created_by", isShared: true };
const content = Doctor.omit({
  ...unstamped,
  specializationLabel: true,
});

type DoctorVersion = VersionRow & { record: DoctorRow };

const refusals = [...directoryRefusals, ...takenKeys] as const satisfies ErrorCode[];

export const doctorKind: RecordKind<
  DoctorVersion,
  typeof Doctor._output,
  typeof content._output,
  "DOCTOR_NOT_FOUND",
  (typeof refusals)[number]
> = {
  ...versioned,
  type: "doctor",
  reads: "doctor:read",
  changes: "doctor:update",
  called: "a doctor",
  described: { practice: "a doctor's record" },
  restBase: "/doctors",
  id: DoctorId,
  notFound: "DOCTOR_NOT_FOUND",
  refusals,
  record: Doctor,
  content,
  select: selectVersions(versioned, doctorColumns, { record: doctorColumns }),
  toRecord: (row) => toDoctor(row.record),
  requireAccess: requireDirectoryAccess,
  lock: (db, _scope, id) => lockDoctor(db, id),
  write: async (db, _scope, row) => {
    await claimValues(db, row.record);
    return db.update(doctor).set(revertible(row.record)).where(eq(doctor.id, row.record.id));
  },
  find: (db, _scope, id) => findDoctor(db, id),
};
