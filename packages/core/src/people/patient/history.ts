import { patient } from "@caretype/db/schema";
import { and, eq } from "drizzle-orm";
import { pastDayAt } from "../../kernel/field/day.ts";
import { PatientId } from "../../kernel/field/ids.ts";
import { selectVersions, type VersionedTable, type VersionRow } from "../../mechanisms/history/queries.ts";
import {
  type RecordKind,
  revertible,
  unstamped,
  withoutGuarded,
} from "../../mechanisms/history/record-kind.ts";
import { redirectMails } from "../../mechanisms/mail/recipients.ts";
import { requireBirth } from "./birth.ts";
import {
  findPatient,
  lockPatient,
  type PatientRow,
  patientColumns,
  patientOn,
  seesEveryChange,
} from "./queries.ts";
import { Patient } from "./schema.ts";

const versioned: VersionedTable = { table: patient, firstAuthor: "created_by", isShared: false };
const content = Patient.omit({
  ...unstamped,
  age: true,
});

const contentOf = ({ withheldVersions: _withheld, shownAt: _shown, ...row }: PatientRow) => revertible(row);

type PatientVersion = VersionRow & { record: PatientRow };

export const patientKind: RecordKind<
  PatientVersion,
  typeof Patient._output,
  typeof content._output,
  "PATIENT_NOT_FOUND",
  never
> = {
  ...versioned,
  type: "patient",
  reads: "patient:read",
  changes: "patient:update",
  called: "a patient",
  described: { practice: "a patient's record", patient: "the patient's record" },
  restBase: "/patients",
  id: PatientId,
  notFound: "PATIENT_NOT_FOUND",
  refusals: [],
  record: Patient,
  content,
  select: selectVersions(versioned, patientColumns, { record: patientColumns }),
  seesEveryChange,
  toRecord: (row, reader) => patientOn(row.record, { day: pastDayAt(row.seenAt, reader.timeZone), reader }),
  lock: lockPatient,
  async write(db, scope, { record: to }) {
    const from = await findPatient(db, scope, to.id);
    await requireBirth(db, scope, { patientId: to.id, from, to, field: "version" });
    await db
      .update(patient)
      .set(withoutGuarded(contentOf(to), Patient, scope.permissions))
      .where(and(eq(patient.practiceId, scope.practiceId), eq(patient.id, to.id)));
  },
  onReverted: (context, { id }) => redirectMails(context, id),
  find: findPatient,
};
