import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { dayAt, isBefore, type PracticeZone, zoneOf } from "@caretype/core/kernel/field/day";
import type { EncounterId, PatientId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { PatientRows } from "@caretype/core/people/hooks";
import { type Birth, earliestOf } from "@caretype/core/people/patient/rules";
import { type Database, given, prepared, schema } from "@caretype/db";
import { patient } from "@caretype/db/schema";
import { and, type Column, getTableColumns, type SQL, sql } from "drizzle-orm";
import { lockRecords } from "./patient-records.ts";
import { requireShownEncounter } from "./shown.ts";

/** Fields that say when something happened, as a year, month, day or instant. */
const timeFields = [
  "startedAt",
  "endedAt",
  "effectiveAt",
  "occurred",
  "performedFrom",
  "performedUntil",
  "onset",
  "abatement",
  "from",
  "until",
  "recordedAt",
] as const;

export type TimeField = (typeof timeFields)[number];

type Problems = Record<string, FieldMessage[]>;

const selectBirth = (db: Database) =>
  db
    .select({
      dateOfBirth: patient.dateOfBirth,
      dateOfBirthApproximate: patient.dateOfBirthApproximate,
    })
    .from(patient)
    .where(and(...given(patient, "practiceId", "id")));

const birthOf = prepared(["practiceId", "id"], (db) => selectBirth(db));
const heldBirthOf = prepared(["practiceId", "id"], (db) => selectBirth(db).for("no key update"));

/** Waits for a change of the date of birth, and blocks further ones until the transaction ends. */
export const holdBirth = async (
  db: Database,
  { practiceId }: InPractice,
  id: PatientId,
): Promise<Birth | undefined> => (await heldBirthOf(db).execute({ practiceId, id }))[0];

export const beforeBirth: FieldMessage = "Is before the patient's birth";

function problemsOf(birth: Birth, timeZone: PracticeZone, fields: object): Problems {
  const earliest = earliestOf(birth);
  const times = new Map<string, unknown>(Object.entries(fields));
  const problems: Problems = {};
  for (const field of timeFields) {
    const time = times.get(field);
    if (typeof time !== "string" || earliest === null) continue;
    const day = time.length > 10 ? dayAt(time, timeZone) : time;
    if (isBefore(day, earliest)) problems[field] = [beforeBirth];
  }
  return problems;
}

type InPractice = Pick<Scope, "practiceId" | "timeZone">;

/** The lock of an existing record already blocks a change of the date of birth. */
async function findBirth(
  db: Database,
  scope: InPractice,
  { patientId, isNew }: { patientId: PatientId; isNew: boolean },
) {
  if (isNew) return holdBirth(db, scope, patientId);
  const [birth] = await birthOf(db).execute({ practiceId: scope.practiceId, id: patientId });
  return birth;
}

const bornAfter: FieldMessage = "Was born after this happened";

/** Throws `INVALID_INPUT` if records happened before the patient's birth. */
export async function requireBornBefore(
  db: Database,
  scope: InPractice,
  { patientId, records }: { patientId: PatientId; records: readonly object[] },
): Promise<void> {
  const birth = await findBirth(db, scope, { patientId, isNew: false });
  const isBorn = records.every(
    (each) => !birth || Object.keys(problemsOf(birth, scope.timeZone, each)).length === 0,
  );
  if (!isBorn) throw invalidInput({ patientId: [bornAfter] });
}

const tables = { ...schema, note_draft: schema.noteDraft };
type DatedType = schema.ClinicalType | "note_draft";

/** The columns of a kind that say when something happened. */
const timesOf = (type: DatedType): { field: TimeField; name: string; isInstant: boolean }[] => {
  const columns = new Map<string, Column>(Object.entries(getTableColumns(tables[type])));
  return timeFields.flatMap((field) => {
    const column = columns.get(field);
    return column ? [{ field, name: column.name, isInstant: column.columnType !== "PgText" }] : [];
  });
};

type Compared = { record: SQL; day: SQL; timeZone: PracticeZone };

/** SQL for each time of a record that is true before a day, month or year. */
export const timesBefore = (type: DatedType, { record, day: earliest, timeZone }: Compared) =>
  timesOf(type).map(({ field, name, isInstant }) => {
    const column = sql`${record}.${sql.identifier(name)}`;
    const day = isInstant ? sql`(${column} at time zone ${zoneOf(timeZone)}::text)::date::text` : column;
    return { field, isBefore: sql`left(${day}, length(${earliest})) < left(${earliest}, length(${day}))` };
  });

/** Also blocks changes of the patient's records, so that none gets an earlier time meanwhile. */
export const hasEarlierRecords: NonNullable<PatientRows["hasEarlier"]> = async (
  db,
  scope,
  { patientId, earliest },
) => {
  const { practiceId, timeZone } = scope;
  await lockRecords(db, scope, [patientId]);
  const compared = { record: sql`it`, day: sql`${earliest}::text`, timeZone };
  const earlier = schema.clinicalTypes.map(
    (type) => sql`
      select from ${sql.identifier(type)} as it
      where practice_id = ${practiceId} and patient_id = ${patientId} and error_reason is null
        and (${sql.join(
          timesBefore(type, compared).map(({ isBefore }) => isBefore),
          sql` or `,
        )})`,
  );
  const { count } = await db.execute(sql`select where exists (${sql.join(earlier, sql` union all `)})`);
  return count > 0;
};

/** `isNew`: the record is not stored yet. */
type Dated = { patientId: PatientId; fields: object; isNew?: boolean };

/** Throws `INVALID_INPUT`, naming each field, for times before the patient's birth. */
export async function requireBorn(
  db: Database,
  scope: InPractice,
  { patientId, fields, isNew = false }: Dated,
): Promise<void> {
  const birth = await findBirth(db, scope, { patientId, isNew });
  const problems = birth ? problemsOf(birth, scope.timeZone, fields) : {};
  if (Object.keys(problems).length > 0) throw invalidInput(problems);
}

/** The same for several new records. `pathOf` returns a record's path in the input. */
export async function requireAllRecordable(
  db: Database,
  scope: Scope,
  { records, pathOf }: { records: readonly NewRecord[]; pathOf: (at: number) => string },
): Promise<void> {
  for (const encounterId of new Set(records.map((record) => record.encounterId)))
    await requireShownEncounter(db, scope, encounterId);
  const births = new Map<PatientId, Birth | undefined>();
  // In id order, to avoid deadlocks.
  for (const id of new Set(records.map(({ patientId }) => patientId).toSorted()))
    births.set(id, await holdBirth(db, scope, id));
  const problems: Problems = {};
  for (const [at, record] of records.entries()) {
    const birth = births.get(record.patientId);
    for (const [field, words] of Object.entries(birth ? problemsOf(birth, scope.timeZone, record) : {}))
      problems[`${pathOf(at)}${field}`] = words;
  }
  if (Object.keys(problems).length > 0) throw invalidInput(problems);
}

type NewRecord = { patientId: PatientId; encounterId: EncounterId | null };

/** Throws `ENCOUNTER_NOT_FOUND` for a withheld encounter, and the codes of `requireBorn`. */
export async function requireRecordable(db: Database, scope: Scope, record: NewRecord): Promise<void> {
  await Promise.all([
    requireShownEncounter(db, scope, record.encounterId),
    requireBorn(db, scope, { patientId: record.patientId, fields: record, isNew: true }),
  ]);
}
